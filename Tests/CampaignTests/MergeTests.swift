import Dataset
import Findings
import Foundation
import Testing

@testable import Campaign

@Suite struct MergeTests {
  private func merge(_ template: String, _ campaign: String) -> (Schema, [Finding]) {
    func fields(_ text: String, _ file: String) -> [FieldDeclaration] {
      let node = try? YAMLReader.read(Data(text.utf8))
      return FieldDeclaration.read(node, file: file)
    }
    var merge = FieldMerge()
    let schema = merge.schema(
      template: fields(template, "template.yaml"), campaign: fields(campaign, "campaign.yaml"))
    return (schema, merge.findings)
  }

  @Test func keysMergeOneByOne() {
    let (schema, findings) = merge(
      "a: { type: integer, min: 0, required: true }\nb: { type: date, format: '%d.%m.%Y' }",
      "a: { max: 9 }\nc: { type: boolean }\nb: { min: 31.12.2020 }")
    #expect(findings.map(\.message) == [])
    #expect(schema.names == ["a", "b", "c"])
    #expect(schema["a"]?.minimum == .integer(0))
    #expect(schema["a"]?.maximum == .integer(9))
    #expect(schema["a"]?.isRequired == true)
    #expect(schema["b"]?.minimum == .date(CalendarDate(year: 2020, month: 12, day: 31)))
    #expect(schema["c"]?.type == .boolean)
  }

  @Test(arguments: [
    ("a: { type: integer, min: 5 }", "a: { min: 4 }"),
    ("a: { type: integer, max: 5 }", "a: { max: 6 }"),
    ("a: { type: decimal, min: 0.5 }", "a: { min: 0.25 }"),
    ("a: { max_length: 5 }", "a: { max_length: 6 }"),
    ("a: { min_length: 5 }", "a: { min_length: 4 }"),
    ("a: { required: true }", "a: { required: false }"),
    ("a: { one_of: [x, y] }", "a: { one_of: [x, z] }"),
    ("a: { type: image, min_width: 9 }", "a: { min_width: 8 }"),
    (
      "a: { type: table, fields: { b: { max_length: 3 } } }",
      "a: { fields: { b: { max_length: 4 } } }"
    ),
  ])
  func widerBoundsAreErrorsInTheCampaign(_ template: String, _ campaign: String) {
    let (_, findings) = merge(template, campaign)
    #expect(findings.map(\.code.name) == ["campaign.field-widened"])
    #expect(findings.first?.place.file == "campaign.yaml")
  }

  @Test(arguments: [
    ("a: { type: integer, min: 5 }", "a: { min: 6 }"),
    ("a: { max_length: 5 }", "a: { max_length: 5 }"),
    ("a: { one_of: [x, y] }", "a: { one_of: [y] }"), ("a: {}", "a: { required: true }"),
    ("a: { type: list, of: integer }", "a: { type: list, of: integer, separator: ';' }"),
    ("a: { required: true }", "a: { type: string }"),
  ])
  func tighterBoundsAreFine(_ template: String, _ campaign: String) {
    #expect(merge(template, campaign).1.map(\.message) == [])
  }

  @Test(arguments: [
    ("a: { type: integer }", "a: { type: decimal }"),
    ("a: { type: list, of: integer }", "a: { of: string }"),
    ("a: { type: table, fields: { b: {} } }", "a: { fields: { b: { type: integer } } }"),
  ])
  func anotherTypeIsAConflict(_ template: String, _ campaign: String) {
    #expect(merge(template, campaign).1.map(\.code.name) == ["campaign.field-conflict"])
  }
}
