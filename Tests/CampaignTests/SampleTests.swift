import Dataset
import Findings
import Foundation
import Testing

@testable import Campaign

@Suite struct SampleTests {
  @Test func theSampleOfATemplatePassesItsOwnCheck() throws {
    let yaml = """
      fields:
        id: { required: true, max_length: 8 }
        streams: { type: integer, required: true, min: 10, max: 20 }
        rate: { type: decimal, min: 0.5 }
        active: { type: boolean }
        since: { type: date, format: "%d.%m.%Y", min: 01.01.2022 }
        email: { type: email }
        accent: { type: color }
        site: { type: url }
        genres: { type: list, of: string, separator: "|" }
        tier: { one_of: [gold, "silver, plain"] }
        code: { min_length: 12 }
        tracks: { type: table, fields: { title: { required: true }, plays: { type: integer } } }
      """
    let drop = try Drop(["card/template.yaml": yaml, "card/template.html": "<p>{{ id }}</p>"])
    let template = LoadedTemplate(
      root: drop.path + "/card", name: "card", isInDrop: true, prefix: "card/")
    let fields = TemplateFields(template)
    #expect(fields.findings == [])
    #expect(fields.table.contains("tracks.plays  integer"))
    let samples = SampleFiles(fields.schema, name: "sample.csv").files
    #expect(samples.map(\.name) == ["sample.csv", "tracks.csv"])
    for (name, text) in samples { try drop.write(Data(text.utf8), name) }
    let campaign = """
      campaign: sample
      template: card
      formats: [square]
      data: { file: sample.csv, key: id, join: { tracks: { file: tracks.csv, by: id, many: true } } }
      """
    try drop.write(Data(campaign.utf8), "campaign.yaml")
    let outcome = try drop.preflight()
    #expect(outcome.report.findings.map(\.message) == [])
    #expect(outcome.report.recipients.ok == 3)
  }
}
