import Dataset
import Findings

/// `campaign.yaml`.
enum CampaignShape {
  static let campaign = Shape.object([
    .init("platen", .scalar(.formatVersion), "The version of this format."),
    .init("campaign", .scalar(.identifier), "The campaign's id, used in names.", required: true),
    .init("title", .scalar(.text), "What people call it; the id where absent."),
    .init(
      "template", .scalar(.path), "A folder of the drop, else an installed template.",
      required: true),
    .init("data", data, "The recipients.", required: true),
    .init(
      "schema", .map(names: .fieldName, of: .definition(.field)),
      "Adds to or tightens the template's fields."),
    .init(
      "derive", .map(names: .fieldName, of: .scalar(.text("a Liquid text"))),
      "Further fields, computed per recipient in this order."),
    .init("where", .scalar(.text("a Liquid condition")), "Who takes part."),
    .init(
      "formats", .list(of: format, identity: .key("name")), "All of the template's by default."),
    .init(
      "colorways", .list(of: colorway, identity: .key("name")), "All of the template's by default."),
    .init("outputs", .list(of: output, identity: .key("type")), "png by default."),
    .init("locale", locale, "Steers numbers, dates and plurals."),
    .init("names", .object(names), "The names of bundles and assets, as Liquid texts."),
    .init(
      "on_error", .scalar(.oneOf(["skip", "fail"])), "What a bad recipient does; skip by default."),
    .init(
      "error_limit", .scalar(errorLimit),
      "How many recipients may be left out; 1% by default, at least one."),
    .init("rerun", .scalar(.boolean), "Render again although this content was done before."),
    .init(
      "approval", .scalar(.oneOf(["none", "required"])), "Whether the job stops after its proof."),
    .init("job_key", .scalar(.text), "The job's identity beside its content."),
    .init(
      "on_change", .scalar(.oneOf(["conflict", "update"])), "What other data under one key means."),
    .init("gate", .object(gate), "What findings do to recipients and to the job."),
  ])

  private static let sourceKeys: [Shape.Key] = [
    .init("sheet", .scalar(.text), "XLSX and ODS: the sheet."),
    .init("table", .scalar(.text), "SQLite: the table or view."),
    .init(
      "encoding", .scalar(.text("an encoding's name such as windows-1252")), "UTF-8 by default."),
    .init("delimiter", .scalar(delimiter), "Between the columns of a text file."),
    .init(
      "header_row", .scalar(.integer(1...1_000_000)), "The record with the headers; 1 by default."),
    .init("decimal", .scalar(.oneOf([".", ","])), "The decimal separator; . by default."),
    .init("grouping", .scalar(oneCharacter), "Between groups of digits; none by default."),
    .init("null", .list(of: .scalar(.value), identity: .value), "Texts that mean no value."),
    .init("trim", .scalar(.boolean), "Whether white space around values goes; true by default."),
    .init(
      "columns", .map(names: .fieldName, of: .scalar(.text("a column's header"))),
      "Fields whose header does not match their name."),
    .init("size", .scalar(.integer(0...Int.max)), "How many bytes the file must have."),
    .init("sha256", .scalar(sha256), "The SHA-256 that the file must have."),
  ]

  private static let file = Shape.Key("file", .scalar(.path), "The file's path.", required: true)

  private static let data = Shape.object(
    [
      file,
      .init("key", .scalar(.fieldName), "The field that is unique per recipient.", required: true),
      .init(
        "join", .map(names: .fieldName, of: .object(join)), "Rows of other files, by equal values."),
      .init("rows", .scalar(.integer(0...Int.max)), "How many rows the file must have."),
    ] + sourceKeys)

  private static let join: [Shape.Key] =
    [
      file,
      .init(
        "by",
        .choice([
          .scalar(.fieldName), .map(names: .fieldName, of: .scalar(.text("a column's name"))),
        ]), "The field that both files have, or field: column.", required: true),
      .init("many", .scalar(.boolean), "A list of rows instead of one; false by default."),
      .init("optional", .scalar(.boolean), "A recipient may lack its row; false by default."),
      .init(
        "order",
        .choice([
          .scalar(.text("a column, with - for descending")),
          .list(of: .scalar(.text("a column, with - for descending")), identity: .value),
        ]), "The order of the rows."),
      .init("limit", .scalar(.integer(1...1_000_000)), "The most rows per recipient."),
    ] + sourceKeys

  private static let name = Shape.Key(
    "name", .scalar(.identifier), "Used in names.", required: true)

  private static let format = Shape.choice([
    .scalar(.text("a format's name")), .object([name] + TemplateShape.sizeKeys),
  ])

  private static let colorway = Shape.choice([
    .scalar(.text("a colorway's name")),
    .object([
      name,
      .init(
        "properties", TemplateShape.properties, "CSS custom properties and their values.",
        required: true),
    ]),
  ])

  private static let outputType = ScalarRule.oneOf(OutputType.allCases.map(\.rawValue))

  private static let output = Shape.choice([
    .scalar(outputType),
    .object([
      .init("type", .scalar(outputType), "The file type.", required: true),
      .init("quality", .scalar(.integer(1...100)), "Of jpg; \(Output.defaultQuality) by default."),
    ]),
  ])

  private static let locale = Shape.choice([
    .scalar(.languageTag),
    .object([
      .init("field", .scalar(.fieldName), "Carries each recipient's own tag.", required: true),
      .init(
        "default", .scalar(.languageTag),
        "For recipients without one; \(LocaleRule.fallbackTag) by default."),
    ]),
  ])

  private static let names: [Shape.Key] = [
    .init(
      "bundle", .scalar(.text("a Liquid text")), "The zip's name without .zip; the key by default."),
    .init("asset", .scalar(.text("a Liquid text")), "The asset's name without extension."),
  ]

  private static let gate: [Shape.Key] = [
    .init("skip", .scalar(.severity), "The least severity that leaves a recipient out."),
    .init("fail", .scalar(.severity), "The least severity that refuses the job."),
    .init(
      "codes",
      .map(names: .text("a finding's code"), of: .scalar(.oneOf(["info", "warning", "error"]))),
      "Severities for single codes."),
  ]

  private static let errorLimit = ScalarRule(
    expected: "a percentage such as 1%, or a count",
    schema: [
      .init(
        "anyOf",
        [
          .members(["type": "integer", "minimum": 0]),
          .members(["type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?%$"]),
        ])
    ],
    accepts: { ErrorLimit($0) != nil })

  private static let delimiter = ScalarRule(
    expected: "one character such as ; or tab",
    schema: [.init("type", "string")],
    accepts: { DelimiterText.character($0) != nil })

  private static let oneCharacter = ScalarRule(
    expected: "one character, not a digit",
    schema: [.init("type", "string"), .init("minLength", 1), .init("maxLength", 1)],
    accepts: { $0.count == 1 && !($0.first?.isNumber ?? true) })

  private static let sha256 = ScalarRule.pattern(
    "[0-9A-Fa-f]{64}", expected: "a SHA-256 of 64 hexadecimal digits")
}

/// How descriptors write a delimiter.
enum DelimiterText {
  static func character(_ text: String) -> Character? {
    if text == "tab" || text == "\\t" { return "\t" }
    guard let only = text.first, text.count == 1, only.isASCII, !only.isLetter, !only.isNumber,
      only != "\"", only != "\n", only != "\r"
    else { return nil }
    return only
  }
}
