/// Codes of the area `campaign`.
extension FindingCode {
  static let campaignCodes: [FindingCode] =
    campaignFileCodes + campaignMeaningCodes + recipientCodes + templateFileCodes + imageCodes

  // MARK: campaign.yaml as a file

  package static let unreadableCampaign = FindingCode(
    "campaign.unreadable", .error, "The descriptor is empty, missing or no UTF-8 text.",
    remedy: "Save the descriptor as UTF-8 text with at least campaign, template and data.")
  package static let invalidCampaign = FindingCode(
    "campaign.invalid-yaml", .error, "The descriptor is not well-formed YAML or JSON.",
    remedy: "Mend the syntax at the place shown; quote texts that hold : # { } [ ] or quotes.")
  package static let unsupportedYAMLInCampaign = FindingCode(
    "campaign.unsupported-yaml", .error, "The descriptor uses a tag, an anchor or an alias.",
    remedy: "Write the value itself at each place.")
  package static let repeatedKeyInCampaign = FindingCode(
    "campaign.repeated-key", .error, "A key stands twice in one map.",
    remedy: "Remove one of the two.")
  package static let campaignTooLarge = FindingCode(
    "campaign.too-large", .error, "The descriptor is larger or deeper than descriptors may be.",
    remedy: "Keep it below 1 MiB, 10,000 values and a depth of 64; data belongs into data files.")
  package static let unknownCampaignKey = FindingCode(
    "campaign.unknown-key", .error, "The descriptor has a key that the format does not know.",
    remedy: "Correct or remove the key.")
  package static let missingCampaignKey = FindingCode(
    "campaign.missing-key", .error, "A key that the format requires is missing.",
    remedy: "Add the key.")
  package static let wrongKindInCampaign = FindingCode(
    "campaign.wrong-kind", .error, "Text stands where a list or a map belongs, or the reverse.",
    remedy: "Write the kind of value that was expected.")
  package static let badCampaignValue = FindingCode(
    "campaign.bad-value", .error, "A value is none of those that its key takes.",
    remedy: "Write a value of the kind that was expected.")
  package static let repeatedItemInCampaign = FindingCode(
    "campaign.repeated-item", .error, "A format, colorway, output or other item stands twice.",
    remedy: "Remove one of the two.")

  private static let campaignFileCodes = [
    unreadableCampaign, invalidCampaign, unsupportedYAMLInCampaign, repeatedKeyInCampaign,
    campaignTooLarge, unknownCampaignKey, missingCampaignKey, wrongKindInCampaign,
    badCampaignValue, repeatedItemInCampaign,
  ]

  // MARK: What campaign.yaml says

  package static let noCampaign = FindingCode(
    "campaign.not-found", .error, "There is no descriptor where one was looked for.",
    remedy: "Put campaign.yaml at the root of the folder or zip, or in its single top folder.")
  package static let unreadableDrop = FindingCode(
    "campaign.unreadable-drop", .error, "The folder or zip cannot be opened.",
    remedy: "Check that the zip is complete and the folder readable.")
  package static let unknownTemplate = FindingCode(
    "campaign.unknown-template", .error, "No template of that name is in the drop or installed.",
    remedy: "Put the template's folder into the drop, or correct the name.")
  package static let unknownFormat = FindingCode(
    "campaign.unknown-format", .error, "A format is neither the template's nor built in.",
    remedy: "Correct the name, or give the size: { name: banner, width: 1200, height: 628 }.")
  package static let unknownColorway = FindingCode(
    "campaign.unknown-colorway", .error, "A colorway is not one of the template's.",
    remedy:
      "Correct the name, or give its properties: { name: night, properties: { --bg: black } }.")
  package static let chosenFormat = FindingCode(
    "campaign.default-format", .info, "Neither campaign nor template names a format.",
    remedy: "Name the formats in the campaign if portrait is not what you want.")
  package static let missingFile = FindingCode(
    "campaign.missing-file", .error, "A file that the descriptor names is not in the drop.",
    remedy: "Add the file, or correct its name.")
  package static let pathOutside = FindingCode(
    "campaign.path-outside", .error, "A name leaves the drop, or is no plain file in it.",
    remedy: "Name files relative to the descriptor, without .., leading / or links.")
  package static let ambiguousFile = FindingCode(
    "campaign.ambiguous-file", .error, "Two files of the drop differ only in case or composition.",
    remedy: "Rename one of the two.")
  package static let statedFileDiffers = FindingCode(
    "campaign.file-differs", .error,
    "A file is not what the descriptor states: rows, size or SHA-256.",
    remedy: "Drop the right file, or correct the statement.")
  package static let unknownDataFormat = FindingCode(
    "campaign.unknown-data-format", .error, "A data file's extension is none that can be read.",
    remedy: "Use csv, tsv, json, jsonl, xlsx, ods or sqlite.")
  package static let fieldConflict = FindingCode(
    "campaign.field-conflict", .error, "The campaign gives a field another type than the template.",
    remedy: "Keep the template's type, or use another name.")
  package static let fieldWidened = FindingCode(
    "campaign.field-widened", .error, "The campaign gives a field wider bounds than the template.",
    remedy: "Tighten the template's bounds or leave them.")
  package static let unfitKey = FindingCode(
    "campaign.unfit-key", .error, "A key of a field means nothing for its type.",
    remedy: "Remove the key or correct the type.")
  package static let unknownField = FindingCode(
    "campaign.unknown-field", .error, "The descriptor names a field that nothing declares.",
    remedy: "Correct the name, or declare the field in schema.")
  package static let joinMismatch = FindingCode(
    "campaign.join-mismatch", .error, "A join's many does not fit the type of its field.",
    remedy: "Declare table for many: true, object otherwise.")
  package static let undeclaredJoin = FindingCode(
    "campaign.undeclared-join", .info, "A join has no field that declares its columns.",
    remedy: "Declare it in schema as table or object if the template shall see it.")
  package static let reservedName = FindingCode(
    "campaign.reserved-name", .error, "A field has a name that templates know as something else.",
    remedy: "Rename the field; columns can map it to its header.")
  package static let unknownCode = FindingCode(
    "campaign.unknown-code", .error, "The gate names a finding code that does not exist.",
    remedy: "Use a code of Documentation/findings.md.")

  private static let campaignMeaningCodes = [
    noCampaign, unreadableDrop, unknownTemplate, unknownFormat, unknownColorway, chosenFormat,
    missingFile, pathOutside, ambiguousFile, statedFileDiffers, unknownDataFormat, fieldConflict,
    fieldWidened, unfitKey, unknownField, joinMismatch, undeclaredJoin, reservedName, unknownCode,
  ]

  // MARK: Recipients and names

  package static let unknownRecipient = FindingCode(
    "campaign.unknown-recipient", .error, "No recipient has the key that was asked for.",
    remedy: "Keys compare exactly; see `platen bind CAMPAIGN --json`.")
  package static let nobodyLeft = FindingCode(
    "campaign.nobody-left", .error, "None of those who take part can be delivered.",
    remedy: "Mend the rows listed.")
  package static let tooManyLeftOut = FindingCode(
    "campaign.error-limit", .error, "More recipients would be left out than error_limit allows.",
    remedy: "Mend the rows listed, or raise error_limit.")
  package static let failedAtFirst = FindingCode(
    "campaign.on-error-fail", .error, "A recipient cannot be delivered and on_error is fail.",
    remedy: "Mend the rows listed, or use on_error: skip.")
  package static let gateFailed = FindingCode(
    "campaign.gate", .error, "A finding has the severity at which the gate refuses the job.",
    remedy: "Mend what the finding says, or change gate.fail.")
  package static let unknownLocale = FindingCode(
    "campaign.unknown-locale", .error, "A recipient's locale is no language tag.",
    remedy: "Write tags such as en-US or de.")
  package static let changedName = FindingCode(
    "campaign.changed-name", .warning, "A file's name held what file systems do not take.",
    remedy: "Choose names without / \\ : * ? \" < > | and at most 200 bytes long.")
  package static let emptyName = FindingCode(
    "campaign.empty-name", .error, "The name of a bundle or an asset is empty.",
    remedy: "Give the fields that names.* uses a value.")
  package static let nameCollision = FindingCode(
    "campaign.name-collision", .warning, "Two names are equal but for case or composition.",
    remedy: "Use the key, or another unique field, in names.*.")

  private static let recipientCodes = [
    unknownRecipient, nobodyLeft, tooManyLeftOut, failedAtFirst, gateFailed, unknownLocale,
    changedName, emptyName,
    nameCollision,
  ]

  // MARK: template.yaml and the template's folder

  package static let unreadableTemplateFile = FindingCode(
    "template.unreadable", .error, "A file of the template is empty, unreadable or no UTF-8 text.",
    remedy: "Save the file as UTF-8 text.")
  package static let invalidTemplateFile = FindingCode(
    "template.invalid-yaml", .error, "template.yaml is not well-formed YAML or JSON.",
    remedy: "Mend the syntax at the place shown; quote texts that hold : # { } [ ] or quotes.")
  package static let unsupportedYAMLInTemplate = FindingCode(
    "template.unsupported-yaml", .error, "template.yaml uses a tag, an anchor or an alias.",
    remedy: "Write the value itself at each place.")
  package static let repeatedKeyInTemplate = FindingCode(
    "template.repeated-key", .error, "A key stands twice in one map of template.yaml.",
    remedy: "Remove one of the two.")
  package static let templateFileTooLarge = FindingCode(
    "template.too-large", .error, "A file of the template is larger or deeper than it may be.",
    remedy: "Keep template.yaml below 1 MiB, 10,000 values and a depth of 64.")
  package static let unknownTemplateKey = FindingCode(
    "template.unknown-key", .error, "template.yaml has a key that the format does not know.",
    remedy: "Correct or remove the key.")
  package static let missingTemplateKey = FindingCode(
    "template.missing-key", .error, "A key that template.yaml requires is missing.",
    remedy: "Add the key.")
  package static let wrongKindInTemplate = FindingCode(
    "template.wrong-kind", .error, "Text stands where a list or a map belongs, or the reverse.",
    remedy: "Write the kind of value that was expected.")
  package static let badTemplateValue = FindingCode(
    "template.bad-value", .error, "A value in template.yaml is none of those that its key takes.",
    remedy: "Write a value of the kind that was expected.")
  package static let repeatedItemInTemplate = FindingCode(
    "template.repeated-item", .error, "An item stands twice in a list of template.yaml.",
    remedy: "Remove one of the two.")
  package static let unfitTemplateKey = FindingCode(
    "template.unfit-key", .error, "A key of a field means nothing for its type.",
    remedy: "Remove the key or correct the type.")
  package static let missingEntry = FindingCode(
    "template.missing-entry", .error, "The template's HTML file is missing.",
    remedy: "Add template.html, or correct entry in template.yaml.")
  package static let remoteReference = FindingCode(
    "template.remote-reference", .error, "The template refers to the network, which is never used.",
    remedy: "Put the file into the template's folder and refer to it there.")
  package static let outsideReference = FindingCode(
    "template.outside-reference", .error,
    "The template refers to a file outside drop and template.",
    remedy: "Refer to files inside the template's folder.")
  package static let missingReference = FindingCode(
    "template.missing-reference", .error,
    "A style sheet, picture or font of the template is missing.",
    remedy: "Add the file, or correct the reference.")

  package static let layoutByColorway = FindingCode(
    "template.layout-by-colorway", .info,
    "A colorway changes sizes or texts, so that its pages are laid out on their own.",
    remedy: "Nothing need be done; rendering is faster where colorways differ in colors alone.")

  private static let templateFileCodes = [
    unreadableTemplateFile, invalidTemplateFile, unsupportedYAMLInTemplate, repeatedKeyInTemplate,
    templateFileTooLarge, unknownTemplateKey, missingTemplateKey, wrongKindInTemplate,
    badTemplateValue, repeatedItemInTemplate, unfitTemplateKey, missingEntry, remoteReference,
    outsideReference, missingReference, layoutByColorway,
  ]

  // MARK: Images that rows name

  package static let missingImage = FindingCode(
    "data.missing-image", .error,
    "A row names an image that is neither in the drop nor the template.",
    remedy: "Add the image, or correct the name in the row.")
  package static let unreadableImage = FindingCode(
    "data.unreadable-image", .error, "An image that a row names cannot be decoded.",
    remedy: "Save the image again as PNG, JPEG, WebP, GIF, AVIF or SVG.")
  package static let smallImage = FindingCode(
    "data.small-image", .error,
    "An image that a row names has fewer pixels than its field requires.",
    remedy: "Supply a larger image.")

  package static let missingGlyph = FindingCode(
    "data.missing-glyph", .error, "A value holds a character that no font of the job can show.",
    remedy: "Add a font with this character to the template's fonts, or correct the value.")

  private static let imageCodes = [missingGlyph, missingImage, unreadableImage, smallImage]
}
