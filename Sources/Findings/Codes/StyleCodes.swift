/// Codes of the area `render` that parsing HTML and CSS gives.
extension FindingCode {
  static let styleCodes: [FindingCode] = [
    documentTooLarge, scriptIgnored, invalidCSS, cssHack, invalidSelector, unsupportedProperty,
    invalidValue, unknownAtRule, stylesheetMissing, tooManyStyleFindings,
  ]

  package static let documentTooLarge = FindingCode(
    "render.document-too-large", .error,
    "The page exceeds a limit on bytes, elements or nesting.",
    remedy: "Make the page smaller, or raise the limit in the settings.")
  package static let scriptIgnored = FindingCode(
    "render.script-ignored", .warning,
    "The page holds a script; Platen runs none.",
    remedy: "Remove the script, and put what it would make into the template.")
  package static let invalidCSS = FindingCode(
    "render.invalid-css", .warning,
    "A piece of CSS is malformed and was skipped as browsers skip it.",
    remedy: "Correct the CSS.")
  package static let cssHack = FindingCode(
    "render.css-hack", .info,
    "A declaration for one browser alone was skipped.",
    remedy: "Nothing need be done; it may be removed.")
  package static let invalidSelector = FindingCode(
    "render.invalid-selector", .warning,
    "A rule's selector is malformed or unknown, so the whole rule was skipped.",
    remedy: "Correct the selector.")
  package static let unsupportedProperty = FindingCode(
    "render.unsupported-property", .warning,
    "A CSS property is not known or not supported.",
    remedy: "Check its spelling, or use a property that Platen supports.")
  package static let invalidValue = FindingCode(
    "render.invalid-value", .warning,
    "A CSS property has a value that it does not take.",
    remedy: "Correct the value.")
  package static let unknownAtRule = FindingCode(
    "render.unknown-at-rule", .warning,
    "An at-rule is not known or not supported and was skipped.",
    remedy: "Remove it, or use a rule that Platen supports.")
  package static let stylesheetMissing = FindingCode(
    "render.stylesheet-missing", .error,
    "A style sheet that the page names cannot be read.",
    remedy: "Put the file where the page says, inside the template.")
  package static let tooManyStyleFindings = FindingCode(
    "render.too-many-style-findings", .warning,
    "A style sheet has so many problems that the rest is not listed.",
    remedy: "Correct the problems listed before.")
}
