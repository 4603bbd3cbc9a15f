/// Codes of the area `template`.
extension FindingCode {
  static let templateCodes: [FindingCode] = [
    syntax, unclosedTag, unknownTag, unknownFilter, filterArguments, unknownName, unknownMember,
    unknownSnippet, snippetName, typeMismatch, comparisonMismatch, notAList, notPrintable,
    unguardedField, mixedContext, loopLimit, outputLimit, depthLimit, filterFailed, unsafeURL,
    unsafeStyle,
  ]

  package static let syntax = FindingCode(
    "template.syntax", .error, "A tag or an output cannot be read.",
    remedy: "Correct the tag; the message names what was expected.")
  package static let unclosedTag = FindingCode(
    "template.unclosed-tag", .error, "A tag, an output or a block is opened but never closed.",
    remedy: "Close it, or remove the opening.")
  package static let unknownTag = FindingCode(
    "template.unknown-tag", .error, "There is no such tag, or it has no place here.",
    remedy: "Correct the tag’s name.")
  package static let unknownFilter = FindingCode(
    "template.unknown-filter", .error, "There is no such filter.",
    remedy: "Correct the filter’s name.")
  package static let filterArguments = FindingCode(
    "template.filter-arguments", .error, "A filter has too few, too many or unknown arguments.",
    remedy: "Give the filter the arguments that it takes.")
  package static let unknownName = FindingCode(
    "template.unknown-name", .error, "A template uses a name that nothing declares.",
    remedy: "Correct the name, or declare it as a field.")
  package static let unknownMember = FindingCode(
    "template.unknown-member", .error, "A template uses a part of a value that it does not have.",
    remedy: "Correct the name, or declare it as a field of the joined table.")
  package static let unknownSnippet = FindingCode(
    "template.unknown-snippet", .error, "A snippet’s file is missing.",
    remedy: "Put the file into the template’s snippets folder, or correct the name.")
  package static let snippetName = FindingCode(
    "template.snippet-name", .error, "A snippet’s name is no literal, or leaves the folder.",
    remedy: "Write the name as a quoted text without “..”.")
  package static let typeMismatch = FindingCode(
    "template.type-mismatch", .error, "A filter is used on a value of a type that it cannot take.",
    remedy: "Use another filter or another field.")
  package static let comparisonMismatch = FindingCode(
    "template.comparison-mismatch", .error, "Values of types that never compare are compared.",
    remedy: "Compare a number with a number and a text with a quoted text.")
  package static let notAList = FindingCode(
    "template.not-a-list", .error, "A loop goes over something that is no list.",
    remedy: "Loop over a list or a joined table.")
  package static let notPrintable = FindingCode(
    "template.not-printable", .warning, "A whole table or object is printed.",
    remedy: "Print one of its fields, or loop over it.")
  package static let unguardedField = FindingCode(
    "template.unguarded-field", .warning, "A field that may be empty is printed without a guard.",
    remedy: "Put it into an “if”, give it a “default”, or declare the field as required.")
  package static let mixedContext = FindingCode(
    "template.mixed-context", .warning,
    "The branches of a block end at different places of the HTML, so that escaping is unsure.",
    remedy: "Open and close tags and quotes within the same branch.")
  package static let loopLimit = FindingCode(
    "template.loop-limit", .error, "The loops of one asset take more turns than allowed.",
    remedy: "Loop over less, or raise the limit of loop turns.")
  package static let outputLimit = FindingCode(
    "template.output-limit", .error,
    "A template’s result, or a value in it, grows beyond the limit.",
    remedy: "Print less, or raise the limit of output bytes.")
  package static let depthLimit = FindingCode(
    "template.depth-limit", .error, "Blocks, expressions or snippets are nested too deeply.",
    remedy: "Nest less; a snippet that renders itself needs an end.")
  package static let filterFailed = FindingCode(
    "template.filter-failed", .error, "A filter or a comparison cannot do its work on a value.",
    remedy: "Guard the filter with a condition, or correct the data.")
  package static let unsafeURL = FindingCode(
    "template.unsafe-url", .error, "A value would make a link of a scheme that is refused.",
    remedy: "Use a relative address or one of http, https, mailto, tel or sms.")
  package static let unsafeStyle = FindingCode(
    "template.unsafe-style", .error, "A value in CSS could end its declaration.",
    remedy: "Correct the value, or put it into quotes in the style sheet.")
}
