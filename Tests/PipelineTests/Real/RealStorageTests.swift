import Foundation
import Testing

/// What the renderer reads is what the client and the template's author put there, whatever becomes of
/// disks, shares and templates meanwhile.
@Suite struct RealStorageTests {
  static let places: [(pattern: String, call: Int)] = [
    ("*/unpacked", 4), ("*/unpacked/campaign.yaml", 4), ("*/unpacked/people.csv", 6),
    ("*/unpacked/card", 3), ("*/unpacked/card/template.yaml", 4),
    ("*/unpacked/card/template.html", 4), ("*/unpacked/card/page.css", 4),
    ("*/unpacked/card/picture.svg", 4),
  ].flatMap { pattern, calls in (1...calls).map { (pattern, $0) } }

  @Test(
    "A file that cannot be read for once costs nobody anything: no rejection, no asset without it",
    arguments: places)
  func reading(pattern: String, call: Int) async throws {
    let folder = try TestFolder(program: .platen)
    try folder.start(fault: Fault(at: call, error: EIO, match: pattern, countsAll: true))
    var files = RealCampaign(name: "spring").files
    files["card/page.css"] = "h1 { background: url(picture.svg) }"
    files["card/picture.svg"] = Self.picture
    files["card/template.html"] = Self.page
    try folder.dropZip("spring.zip", files)
    try await folder.wait(for: "the end") { folder.jobStates() == ["CLOSED"] }
    let result = try #require(folder.results.first)
    #expect(folder.rejections.isEmpty)
    #expect(folder.names("outbox/\(result)/bundles") == ["A001.zip", "A002.zip", "A003.zip"])
    let report = folder.text("outbox/\(result)/report.html") ?? ""
    #expect(!report.contains("cannot be"))
    #expect(folder.stop() == 0)
  }

  private static let page =
    "<link rel=stylesheet href=page.css><h1>{{ first_name }}</h1><img src=picture.svg>"
  private static let picture =
    "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'><circle r='9' fill='red'/></svg>"

  @Test(
    "A template that is changed while its job waits or runs changes nothing in the job's result")
  func changedTemplate() async throws {
    let folder = try TestFolder(program: .platen)
    try folder.installTemplate()
    try folder.start()
    let files = ["people.csv": RealCampaign.people]
    let plain = RealCampaign(name: "plain").descriptor()
    let asked = RealCampaign(name: "asked", more: "approval: required\n").descriptor()
    try folder.dropZip("plain.zip", files.merging(["campaign.yaml": plain]) { $1 })
    try folder.dropZip("asked.zip", files.merging(["campaign.yaml": asked]) { $1 })
    try await folder.wait(for: "result and proof") {
      Set(folder.jobStates()) == ["CLOSED", "PROOF"]
    }
    try folder.write("templates/card/template.html", "<h1>Another page</h1>")
    let job = try #require(folder.jobs.first { $0["state"] as? String == "PROOF" }?["job"])
    try folder.write("acks/\(job).approve", "")
    try await folder.wait(for: "the approved result") { folder.results.count == 2 }
    for name in ["A001.zip", "A002.zip", "A003.zip"] {
      let bundles = try folder.results.map {
        try Data(contentsOf: URL(filePath: "\(folder.share)/outbox/\($0)/bundles/\(name)"))
      }
      #expect(bundles[0] == bundles[1])
    }
    #expect(folder.stop() == 0)
  }

  @Test("`errors.csv` of a refused drop has the columns and cells of the rows as they came")
  func refusedRows() async throws {
    let folder = try TestFolder(program: .platen)
    try folder.start()
    var files = RealCampaign(name: "spring", more: "gate: { on_error: fail }\n").files
    files["campaign.yaml"] = RealCampaign(name: "spring", more: "on_error: fail\n").descriptor()
    try folder.dropZip("spring.zip", files)
    try await folder.wait(for: "the rejection") { folder.reasonCode(of: "spring.zip") != nil }
    let place = try #require(folder.rejection(of: "spring.zip"))
    let errors = folder.text(place + "/errors.csv") ?? ""
    #expect(errors.contains("key,row,code,message,id,first_name,songs,email"))
    #expect(errors.contains("A004,Alan,many,alan@example.org"))
    #expect(folder.stop() == 0)
  }
}
