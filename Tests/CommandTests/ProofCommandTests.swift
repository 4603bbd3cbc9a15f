import Foundation
import Imaging
import Testing

@Suite("platen proof")
struct ProofCommandTests {
  /// Sixty harmless recipients, among them one of each kind that breaks designs.
  private func makeCampaign(_ folder: TemporaryFolder, extra: String = "") throws {
    var rows = ["key,name,city,points,photo,tags,plan,since"]
    for number in 1...60 {
      rows.append(
        "K\(number),Anna Smith,Graz,\(100 + number % 7),me.svg,a|b,basic,2020-01-\(10 + number % 9)"
      )
    }
    rows[9] = "LONG,\(Self.longName),Graz,104,me.svg,a|b,basic,2020-01-12"
    rows[14] = "WIDE,WWWWMWWMMWWWMMWWMWWMMWWM MWWWMMWW,Graz,104,me.svg,a|b,basic,2020-01-12"
    rows[19] = "BARE,Anna Smith,Graz,104,,a|b,basic,2020-01-12"
    rows[24] = "THAI,สมชาย ใจดี,Graz,104,me.svg,a|b,basic,2020-01-12"
    rows[29] = "NEGATIVE,Anna Smith,Graz,-1,me.svg,a|b,basic,2020-01-12"
    rows[34] = "EMPTY,Anna Smith,Graz,104,me.svg,,basic,2020-01-12"
    rows[39] = "MANY,Anna Smith,Graz,104,me.svg,a|b|c|d|e|f|g|h,basic,2020-01-12"
    rows[44] = "CASE,Anna Smith,Graz,104,me.svg,a|b,premium,2020-01-12"
    rows[49] = "BRANCH,Anna Smith,Graz,777777,me.svg,a|b,basic,2020-01-12"
    rows[54] = "OLD,Anna Smith,Graz,104,me.svg,a|b,basic,1931-05-02"
    let files = [
      "people.csv": rows.joined(separator: "\n") + "\n",
      "me.svg": CorrectionFixture.picture("#f60"),
      "campaign.yaml": """
      campaign: breakers
      template: page
      data: { file: people.csv, key: key }
      \(extra)
      """,
      "page/template.yaml": """
      name: page
      fields:
        key: { type: string, required: true }
        name: { type: string, required: true }
        city: { type: string }
        points: { type: integer }
        photo: { type: image }
        tags: { type: list, of: string }
        plan: { type: string, one_of: [basic, premium] }
        since: { type: date }
      formats: { card: { width: 320, height: 200 }, strip: { width: 400, height: 120 } }
      """,
      "page/template.html": """
      <style>h1 { font-size: 20px; white-space: nowrap; overflow: hidden; width: 280px }</style>
      <h1>{{ name }}</h1>
      {% if photo %}<img src="{{ photo }}" width="30">{% endif %}
      <p>{{ points | default: 0 | number }} in {{ city | default: "?" }}
      {% if points > 500000 %}Hall of fame{% endif %}
      {% if points > 5000000 %}Nobody ever{% endif %}
      {% if plan == "premium" %}Premium{% else %}Basic{% endif %}
      {% if since %}{{ since | date }}{% endif %}</p>
      <ul>{% for tag in tags %}<li>{{ tag }}{% endfor %}</ul>
      """,
    ]
    try folder.write(files, to: "drop")
  }

  /// Ninety characters, most of them narrow.
  private static let longName =
    "Ilija Illi-Tilli il Filitti iii fil Littlij it Illijl til Fitlji ill Tijl fi Lilit jil Ill"

  private struct Answer: Decodable {
    struct Sample: Decodable {
      struct Reason: Decodable {
        var title: String
        var detail: String
      }
      struct Asset: Decodable {
        var format: String
        var size: Int
      }
      var key: String
      var reasons: [Reason]
      var assets: [Asset]
    }
    struct Branch: Decodable {
      var line: Int
      var way: String
      var recipients: Int
    }
    struct Finding: Decodable {
      var code: String
      var recipient: String?
    }
    var samples: [Sample]
    var branches: [Branch]
    var findings: [Finding]
  }

  @Test("shows every planted breaker, with its reason, its findings and its sizes")
  func breakers() throws {
    let folder = try TemporaryFolder()
    try makeCampaign(folder)
    #expect(Self.longName.count == 90)
    let out = folder.path("proof")
    let run = try Program.run("proof", folder.path("drop"), "-o", out, "--json")
    #expect(run.status == 0, "\(run.errors)")
    let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
    let wanted = [
      "LONG": "Longest name", "WIDE": "Widest name", "BARE": "No photo", "THAI": "Thai script",
      "NEGATIVE": "Least points", "BRANCH": "Greatest points", "EMPTY": "Empty tags",
      "MANY": "Most tags", "CASE": "plan is ‘premium’", "OLD": "Earliest since",
    ]
    for (key, title) in wanted {
      let sample = answer.samples.first { $0.key == key }
      #expect(sample?.reasons.contains { $0.title == title } ?? false, "\(key): \(title)")
      #expect(sample?.assets.map(\.format) == ["card", "strip"], "\(key)")
      #expect(sample?.assets.allSatisfy { $0.size > 0 } ?? false)
    }
    // Few are shown, and everyone for a reason.
    #expect(answer.samples.count <= 14)
    #expect(answer.samples.allSatisfy { !$0.reasons.isEmpty })
    // Cut text is found where it is shown, and marked.
    #expect(
      answer.findings.contains { $0.code == "render.text-overflow" && $0.recipient == "WIDE" })
    let page = try String(contentsOfFile: out + "/proof.html", encoding: .utf8)
    #expect(page.contains("<i class=\"warning\" style=\"left:"))
    for key in wanted.keys { #expect(page.contains("<h2>\(key)</h2>")) }
    // Pictures are whole to their last line, which is white as the page is.
    let picture = try #require(page.firstMatch(of: /data:image\/jpeg;base64,([A-Za-z0-9+\/=]+)/))
    let decoded = try ImageDecoder.decode(
      Array(try #require(Data(base64Encoded: String(picture.1)))))
    #expect(decoded.height % 16 != 0)
    #expect(decoded.pixels.suffix(decoded.width).allSatisfy { $0 & 0xFF_FFFF > 0xF0_F0F0 })
    #expect(!page.contains("src=\"http") && !page.contains("<script"))
    #expect(page.contains("never"))
    // The branch that one takes, and the one that nobody takes.
    #expect(answer.branches.contains { $0.line == 5 && $0.way == "taken" && $0.recipients == 1 })
    #expect(answer.branches.contains { $0.line == 6 && $0.way == "taken" && $0.recipients == 0 })
  }

  @Test("gives the same page every time")
  func sameBytes() throws {
    let folder = try TemporaryFolder()
    try makeCampaign(folder)
    for name in ["one", "two"] {
      let run = try Program.run("proof", folder.path("drop"), "-o", folder.path(name))
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(
      try Data(contentsOf: URL(filePath: folder.path("one/proof.html")))
        == Data(contentsOf: URL(filePath: folder.path("two/proof.html"))))
  }

  @Test("shows what a gate leaves out, and says so by its exit code")
  func gated() throws {
    let folder = try TemporaryFolder()
    try makeCampaign(
      folder, extra: "error_limit: 50%\ngate: { codes: { render.text-overflow: error } }\n")
    let run = try Program.run("proof", folder.path("drop"), "-o", folder.path("proof"), "--json")
    #expect(run.status == 3)
    let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
    #expect(answer.samples.first { $0.key == "WIDE" }?.assets.count == 2)
  }

  @Test("refuses what cannot be rendered, and writes nothing")
  func refused() throws {
    let folder = try TemporaryFolder()
    try makeCampaign(folder, extra: "where: \"nothing > 1\"\n")
    let run = try Program.run("proof", folder.path("drop"), "-o", folder.path("proof"))
    #expect(run.status == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.path("proof")))
    #expect(try Program.run("proof", folder.path("drop"), "-o", folder.path("")).status == 2)
  }
}
