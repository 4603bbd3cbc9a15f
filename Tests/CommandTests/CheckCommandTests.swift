import Foundation
import Testing

@Suite("platen check")
struct CheckCommandTests {
  private static let campaign = "Tests/Campaigns/forty-faults"

  private struct Answer: Decodable {
    struct Finding: Decodable {
      struct Place: Decodable {
        var file: String?
        var row: Int?
        var line: Int?
        var column: Int?
        var field: String?
      }
      var code: String
      var severity: String
      var recipient: String?
      var place: Place
      var message: String
      var suggestion: String?

      /// As a line of the list of planted faults.
      var line: String {
        func text(_ number: Int?) -> String { number.map(String.init) ?? "" }
        return [
          code, severity, place.file ?? "", text(place.row), text(place.line), text(place.column),
          place.field ?? "", recipient ?? "",
        ].joined(separator: "\t")
      }
    }
    struct Column: Decodable {
      var file: String
      var field: String
      var filled: Int
      var distinct: Int?
      var oddScripts: [OddScript]
      var outliers: [Outliers]

      enum CodingKeys: String, CodingKey {
        case file, field, filled, distinct, outliers
        case oddScripts = "odd_scripts"
      }
    }
    struct OddScript: Decodable {
      var script: String
      var count: Int
      var samples: [Sample]
    }
    struct Outliers: Decodable {
      var of: String
      var low: String
      var high: String
      var count: Int
      var samples: [Sample]
    }
    struct Sample: Decodable {
      var row: Int
      var value: String
    }
    struct Estimate: Decodable {
      var assets: Int
      var bytes: Int
      var seconds: Double
    }
    var ok: Bool
    var counts: [String: Int]
    var recipients: [String: Int]
    var findings: [Finding]
    var columns: [Column]
    var estimate: Estimate
  }

  private func planted() throws -> [String] {
    let url = Program.package.appending(path: Self.campaign + ".tsv")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
      .map(String.init)
  }

  @Test("reports every one of over forty planted faults at its place, and nothing else")
  func plantedFaults() throws {
    let run = try Program.run("check", Self.campaign, "--json")
    #expect(run.status == 1)
    let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
    let planted = try planted()
    #expect(planted.count > 40)
    let found = answer.findings.map(\.line)
    for line in planted where !found.contains(line) { Issue.record("not found: \(line)") }
    for line in found where !planted.contains(line) { Issue.record("not planted: \(line)") }
    #expect(found.count == planted.count)
    #expect(!answer.ok)
    #expect(answer.counts["error"] == planted.count { $0.contains("\terror\t") })
    #expect(answer.recipients == ["total": 27, "excluded": 0, "ok": 1, "left_out": 26])
    #expect(answer.findings.first { $0.message.contains("nmae") }?.suggestion == "name")
    #expect(answer.findings.first { $0.message.contains("premum") }?.suggestion == "premium")
    #expect(answer.columns.first { $0.field == "plan" }?.distinct == 1)
  }

  @Test("says the same in words, place by place")
  func inWords() throws {
    let run = try Program.run("check", Self.campaign, "--columns")
    #expect(run.status == 1)
    for line in try planted() {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let place = cells[2] + (cells[4].isEmpty ? "" : ":" + cells[4])
      #expect(
        run.output.split(separator: "\n").contains {
          $0.hasPrefix("\(cells[1]): \(place)") && $0.hasSuffix("[\(cells[0])]")
        }, "\(line)")
    }
    #expect(run.output.contains(#/people\.csv +plan +26 +1 /#))
  }

  @Test(
    "passes the templates' own samples without a word",
    arguments: [
      "songwriter-wrapped", "certificate", "event-ticket",
    ])
  func samples(template: String) throws {
    let run = try Program.run("check", "Templates/\(template)/sample", "--json")
    #expect(run.status == 0)
    let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
    #expect(answer.findings.map(\.line) == [])
    #expect(answer.estimate.assets > 100 && answer.estimate.bytes > 1_000_000)
  }

  @Test("says which values of a column stand out")
  func oddColumns() throws {
    let run = try Program.run(
      "check", "Templates/songwriter-wrapped/sample", "--json", "--columns")
    let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
    let thai = answer.columns.first { $0.field == "first_name" }?.oddScripts
      .first { $0.script == "Thai" }
    #expect(thai?.count == 1)
    #expect(thai?.samples.first?.row == 13)
    let streams = answer.columns.first { $0.field == "streams" }?.outliers.first
    #expect(streams?.of == "value")
    #expect(streams?.samples.contains { $0.value == "9214557210" } == true)
    let words = try Program.run("check", "Templates/songwriter-wrapped/sample", "--columns")
    #expect(words.output.contains("first_name: Thai letters in 1 value: row 13 ‘สมชาย’"))
  }

  @Test("looks for every file that a condition inside a reference may name")
  func conditionalReferencesToMissingFiles() throws {
    let files = [
      "campaign.yaml": "campaign: a\ntemplate: page\ndata: { file: a.csv, key: key }\n",
      "a.csv": "key,vip\nA,yes\nB,no\n", "page/plain.svg": CorrectionFixture.picture("#aaa"),
      "page/template.yaml": """
      name: page
      fields: { key: { type: string, required: true }, vip: { type: boolean, required: true } }
      formats: { card: { width: 100, height: 60 } }
      """,
      "page/template.html":
        #"<img src="{% if vip %}gold{% else %}plain{% endif %}.svg" width="9">"#,
    ]
    let drop = try TemporaryFolder()
    try drop.write(files)
    let run = try Program.run("check", drop.path(""), "--json")
    #expect(run.status == 1)
    let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
    #expect(
      answer.findings.map(\.line) == [
        "template.missing-reference\terror\tpage/template.html\t\t1\t11\t\t"
      ])
  }

  @Test("takes a literal condition inside a reference for what it is")
  func conditionalReferences() throws {
    let files = [
      "campaign.yaml": "campaign: a\ntemplate: page\ndata: { file: a.csv, key: key }\n",
      "a.csv": "key,vip\nA,yes\nB,no\n", "gold.svg": CorrectionFixture.picture("#fd0"),
      "page/plain.svg": CorrectionFixture.picture("#aaa"),
      "page/template.yaml": """
      name: page
      fields: { key: { type: string, required: true }, vip: { type: boolean, required: true } }
      formats: { card: { width: 100, height: 60 } }
      """,
      "page/template.html":
        #"<img src="{% if vip %}gold{% else %}plain{% endif %}.svg" width="9">"#,
    ]
    try expectRendered(files)
  }

  @Test("finds images as clients name them: in another case or composition")
  func looseNames() throws {
    let files = [
      "campaign.yaml": "campaign: a\ntemplate: page\ndata: { file: a.csv, key: key }\n",
      "a.csv": "key,photo\nA,Photos/Me.SVG\nB,photos/Zoe\u{308}.svg\n",
      "photos/me.svg": CorrectionFixture.picture("#fd0"),
      "photos/Zo\u{EB}.svg": CorrectionFixture.picture("#aaa"),
      "page/template.yaml": """
      name: page
      fields: { key: { type: string, required: true }, photo: { type: image, required: true } }
      formats: { card: { width: 100, height: 60 } }
      """,
      "page/template.html": #"<img src="{{ photo }}" width="9">"#,
    ]
    try expectRendered(files)
  }

  /// Checks and renders a campaign without a fault.
  private func expectRendered(_ files: [String: String]) throws {
    let drop = try TemporaryFolder()
    let folder = try TemporaryFolder()
    try drop.write(files)
    #expect(try Program.run("check", drop.path("")).status == 0)
    let render = try Program.run("render", drop.path(""), "--out", folder.path("out"))
    #expect(render.status == 0, "\(render.errors)")
  }
}
