import Findings
import Foundation
import Testing

@testable import Campaign

/// One thing wrong with the sample drop: which code says so, where, and whether the job goes on.
struct BadInput: CustomTestStringConvertible, Sendable {
  var name: String
  var changes: [String: String?]
  var code: String
  var file: String?
  var line: Int?
  var row: Int?
  var recipient: String?
  /// A part of the message.
  var says: String
  var isRefused = true

  var testDescription: String { name }
}

@Suite struct BadInputTests {
  private static let base = Drop.campaign
  private static let html = "card/template.html"
  private static let yaml = "card/template.yaml"
  private static let csv = "people.csv"

  private static func campaign(_ more: String) -> [String: String?] {
    ["campaign.yaml": base + "\n" + more]
  }

  private static func people(_ rows: String) -> [String: String?] {
    [csv: "id,name,photo\n" + rows]
  }

  static let descriptors: [BadInput] = [
    .init(
      name: "no descriptor", changes: ["campaign.yaml": nil], code: "campaign.not-found",
      says: "no campaign.yaml"),
    .init(
      name: "empty descriptor", changes: ["campaign.yaml": ""], code: "campaign.unreadable",
      file: "campaign.yaml", line: 1, says: "empty"),
    .init(
      name: "broken YAML", changes: ["campaign.yaml": "campaign: a\ntemplate: [card\ndata: {\n"],
      code: "campaign.invalid-yaml", file: "campaign.yaml", says: "this is no YAML"),
    .init(
      name: "repeated key", changes: campaign("template: other"), code: "campaign.repeated-key",
      file: "campaign.yaml", line: 4, says: "‘template’ is given twice"),
    .init(
      name: "alias", changes: campaign("title: *x"), code: "campaign.unsupported-yaml",
      file: "campaign.yaml", line: 4, says: "an alias"),
    .init(
      name: "unknown key", changes: campaign("colourways: [a]"), code: "campaign.unknown-key",
      file: "campaign.yaml", line: 4, says: "did you mean ‘colorways’?"),
    .init(
      name: "missing key", changes: ["campaign.yaml": "campaign: a\ntemplate: card\n"],
      code: "campaign.missing-key", file: "campaign.yaml", says: "‘data’ is missing"),
    .init(
      name: "scalar for a list", changes: campaign("formats: small"), code: "campaign.wrong-kind",
      file: "campaign.yaml", line: 4, says: "expected a list"),
    .init(
      name: "wrong choice", changes: campaign("on_error: skipp"), code: "campaign.bad-value",
      file: "campaign.yaml", line: 4, says: "one of skip, fail"),
    .init(
      name: "boolean that is none", changes: campaign("rerun: on"), code: "campaign.bad-value",
      file: "campaign.yaml", line: 4, says: "true or false"),
    .init(
      name: "other version", changes: campaign("platen: 2"), code: "campaign.bad-value", line: 4,
      says: "version"),
    .init(
      name: "repeated output", changes: campaign("outputs: [png, { type: png }]"),
      code: "campaign.repeated-item", line: 4, says: "‘png’ stands twice"),
    .init(
      name: "unknown format", changes: campaign("formats: [smal]"), code: "campaign.unknown-format",
      line: 4, says: "did you mean ‘small’?"),
    .init(
      name: "unknown colorway", changes: campaign("colorways: [night]"),
      code: "campaign.unknown-colorway", line: 4, says: "there are none"),
    .init(
      name: "unknown code in the gate",
      changes: campaign("gate: { codes: { data.requird: info } }"),
      code: "campaign.unknown-code", line: 4, says: "did you mean ‘data.required’?"),
    .init(
      name: "another type than the template",
      changes: campaign("schema:\n  name: { type: integer }"),
      code: "campaign.field-conflict", line: 5, says: "in the template"),
    .init(
      name: "wider than the template", changes: campaign("schema:\n  photo: { min_width: 0 }"),
      code: "campaign.field-widened", line: 5, says: "min_width"),
    .init(
      name: "key without meaning", changes: campaign("schema:\n  name: { min: 1 }"),
      code: "campaign.unfit-key", line: 5, says: "min means nothing"),
    .init(
      name: "join of the wrong kind",
      changes: [
        "campaign.yaml": base.replacing(
          "key: id", with: "key: id, join: { name: { file: people.csv, by: id } }")
      ],
      code: "campaign.join-mismatch", line: 3, says: "must be of type object"),
    .init(
      name: "reserved name", changes: campaign("schema:\n  format: { type: string }"),
      code: "campaign.reserved-name", line: 5, says: "‘format’"),
    .init(
      name: "missing data file",
      changes: ["campaign.yaml": base.replacing("people", with: "peolpe")],
      code: "campaign.missing-file", file: "campaign.yaml", line: 3,
      says: "did you mean ‘people.csv’?"),
    .init(
      name: "data outside",
      changes: ["campaign.yaml": base.replacing("people.csv", with: "../people.csv")],
      code: "campaign.path-outside", line: 3, says: "outside the drop"),
    .init(
      name: "data of no known kind",
      changes: ["campaign.yaml": base.replacing("people.csv", with: "people.docx")],
      code: "campaign.unknown-data-format", line: 3, says: "expected one of csv"),
    .init(
      name: "fewer rows than stated",
      changes: ["campaign.yaml": base.replacing("key: id", with: "key: id, rows: 4")],
      code: "campaign.file-differs", line: 3, says: "has 3 rows, not 4"),
    .init(
      name: "other digest than stated",
      changes: [
        "campaign.yaml": base.replacing(
          "key: id", with: "key: id, sha256: \(String(repeating: "0", count: 64))")
      ],
      code: "campaign.file-differs", line: 3, says: "SHA-256"),
  ]

  static let templates: [BadInput] = [
    .init(
      name: "missing template", changes: ["campaign.yaml": base.replacing("card", with: "crad")],
      code: "campaign.unknown-template", line: 2, says: "did you mean ‘card’?"),
    .init(
      name: "template without its page", changes: [html: nil], code: "template.missing-entry",
      says: "template.html"),
    .init(
      name: "broken template.yaml", changes: [yaml: "fields: {"], code: "template.invalid-yaml",
      file: yaml, says: "no YAML"),
    .init(
      name: "unknown key in template.yaml", changes: [yaml: "fileds: {}"],
      code: "template.unknown-key",
      file: yaml, line: 1, says: "did you mean ‘fields’?"),
    .init(
      name: "default that is no value of its type",
      changes: [yaml: "fields:\n  id: {}\n  name: { type: integer, default: many }"],
      code: "template.bad-value", file: yaml, line: 3, says: "expected a whole number"),
    .init(
      name: "remote picture", changes: [html: "<p>\n<img src=\"https://example.com/a.png\">"],
      code: "template.remote-reference", file: html, line: 2, says: "not fetched"),
    .init(
      name: "picture outside", changes: [html: "<img src=\"../../a.png\">"],
      code: "template.outside-reference", file: html, line: 1, says: "outside"),
    .init(
      name: "missing style sheet", changes: [html: "<link rel=stylesheet href=style.css>"],
      code: "template.missing-reference", file: html, says: "style.css"),
    .init(
      name: "missing font in a style sheet",
      changes: [
        html: "<link rel=stylesheet href=css/a.css>",
        "card/css/a.css": "@font-face {\n  src: url(../fonts/a.woff2) }",
      ], code: "template.missing-reference", file: "card/css/a.css", line: 2, says: "a.woff2"),
    .init(
      name: "undefined variable", changes: [html: "<p>\n{{ nmae }}"], code: "template.unknown-name",
      file: html, line: 2, says: "nmae"),
    .init(
      name: "unknown filter", changes: [html: "{{ name | upcas }}"],
      code: "template.unknown-filter",
      file: html, line: 1, says: "upcas"),
    .init(
      name: "unclosed tag", changes: [html: "<p>\n{% if name %}\n<p>"],
      code: "template.unclosed-tag",
      file: html, line: 2, says: "if"),
    .init(
      name: "undefined variable in where", changes: campaign("where: \"nme != blank\""),
      code: "template.unknown-name", file: "campaign.yaml", line: 4, says: "nme"),
    .init(
      name: "missing snippet", changes: [html: "{% render 'row' %}"],
      code: "template.unknown-snippet", file: html, says: "row"),
  ]

  static let data: [BadInput] = [
    .init(
      name: "missing column", changes: [csv: "id,photo\nA1,\n"], code: "data.missing-column",
      file: csv, says: "name"),
    .init(
      name: "no rows", changes: [csv: "id,name,photo\n"], code: "data.no-recipients",
      says: "no rows"),
    .init(
      name: "where excludes all", changes: campaign("where: \"name == 'Nobody'\""),
      code: "data.no-recipients", says: "excluded by `where`"),
    .init(
      name: "empty file", changes: [csv: ""], code: "data.no-header", says: "no column names"),
    .init(
      name: "unclosed quote", changes: people("A1,\"Ada,\nB2,Grace,\n"),
      code: "data.unclosed-quote",
      file: csv, line: 2, says: "line 2"),
    .init(
      name: "duplicate keys", changes: people("A1,Ada,\nA1,Grace,\nC3,Zoë,\n"),
      code: "data.duplicate-key", file: csv, row: 2, recipient: "A1", says: "row 3"),
    .init(
      name: "empty required value", changes: people("A1,Ada,\nB2,,\nC3,Zoë,\n"),
      code: "data.required",
      file: csv, row: 3, recipient: "B2", says: "name", isRefused: false),
    .init(
      name: "missing image", changes: people("A1,Ada,phto.png\nB2,Grace,\n"),
      code: "data.missing-image", file: csv, row: 2, recipient: "A1",
      says: "did you mean ‘photo.png’?",
      isRefused: false),
    .init(
      name: "corrupt image",
      changes: ["broken.png": "this is no picture"].merging(
        people("A1,Ada,broken.png\nB2,Grace,\n")
      ) { $1 },
      code: "data.unreadable-image", file: csv, row: 2, recipient: "A1", says: "not an image",
      isRefused: false),
    .init(
      name: "small image",
      changes: campaign("schema:\n  photo: { min_width: 400 }").merging(
        people("A1,Ada,photo.png\nB2,Grace,\n")
      ) { $1 },
      code: "data.small-image", file: csv, row: 2, recipient: "A1", says: "1 x 1 pixels",
      isRefused: false),
    .init(
      name: "image by URL", changes: people("A1,Ada,https://example.com/a.png\nB2,Grace,\n"),
      code: "data.not-an-image-path", file: csv, row: 2, recipient: "A1", says: "URL",
      isRefused: false),
    .init(
      name: "nobody left", changes: people("A1,,\n"), code: "campaign.nobody-left",
      says: "none of the 1"),
    .init(
      name: "more than the limit", changes: people("A1,,\nB2,,\nC3,Zoë,\n"),
      code: "campaign.error-limit",
      says: "2 recipients of 3"),
    .init(
      name: "fail at the first",
      changes: campaign("on_error: fail").merging(people("A1,,\nC3,Zoë,\n")) { $1 },
      code: "campaign.on-error-fail", says: "1 recipient"),
    .init(
      name: "gate refuses", changes: campaign("gate: { fail: warning }\nnames: { asset: x/y }"),
      code: "campaign.gate", says: "campaign.changed-name"),
    .init(
      name: "no language tag",
      changes: campaign("locale: { field: name }").merging(people("A1,English please,\nB2,de,\n")) {
        $1
      },
      code: "campaign.unknown-locale", file: csv, row: 2, recipient: "A1", says: "language tag",
      isRefused: false),
  ]

  @Test(arguments: descriptors + templates + data)
  func eachBadInputHasItsCodePlaceAndOutcome(_ input: BadInput) throws {
    let outcome = try Drop(input.changes).preflight()
    let finding = outcome.finding(input.code)
    let found = try #require(finding, "\(outcome.codes)")
    #expect(found.message.contains(input.says), "\(found.message)")
    if let file = input.file { #expect(found.place.file == file) }
    if let line = input.line { #expect(found.place.line == line) }
    if let row = input.row { #expect(found.place.row == row) }
    #expect(found.recipient == input.recipient)
    let isRefused = outcome.job == nil
    #expect(isRefused == input.isRefused, "\(outcome.report.findings.map(\.message))")
    if input.isRefused { #expect(!outcome.report.ok) }
  }

  @Test func theSampleItselfIsWithoutFault() throws {
    let outcome = try Drop().preflight()
    #expect(outcome.report.findings.filter { $0.severity > .info }.map(\.message) == [])
    #expect(outcome.job?.plan.count == 3)
  }
}
