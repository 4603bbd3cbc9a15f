import Foundation
import Testing

/// Markers, statements and the evidence that they give.
@Suite struct MarkerTests {
  @Test(
    "Markers are known by the drop's name, its stem or the descriptor's, and travel with it",
    arguments: [
      "spring.zip.done", "spring.done", "spring.ready", "SPRING.OK", "spring.zip.ready",
    ])
  func zipMarkers(name: String) async throws {
    let folder = try await SharedDaemon.hotFolder("quiet: 200ms\npoll: 200ms\nevidence: 4\n")
    try folder.zip(
      at: folder.share + "/inbox/spring.zip",
      ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(1)])
    try await folder.waitToWait("spring.zip")
    #expect(folder.jobs.isEmpty)
    try folder.write("inbox/" + name, "")
    try await folder.waitForEnd(of: "spring.zip")
    #expect(folder.jobs[0]["evidence"] as? Int == 4)
    #expect(folder.names("inbox") == [".claims", ".hotfolder"])
    #expect(folder.tree("archive").contains { $0.hasSuffix("/" + name) })
  }

  @Test("A folder's marker lies beside it, a loose drop's has its descriptor's stem")
  func otherMarkers() async throws {
    let folder = try await SharedDaemon.hotFolder("quiet: 200ms\npoll: 200ms\nevidence: 4\n")
    try folder.write("inbox/f/campaign.yaml", folder.campaign("f"))
    try folder.write("inbox/f/rows.csv", rows(1))
    try folder.write("inbox/l.campaign.yaml", folder.campaign("l", data: "l.csv"))
    try folder.write("inbox/l.csv", rows(2))
    try folder.write("inbox/f.done", "")
    try folder.write("inbox/l.ready", "")
    try await folder.waitForEnd(of: "f")
    try await folder.waitForEnd(of: "l.campaign.yaml")
  }

  private func line(_ folder: TestShare, _ name: String) throws -> String {
    let path = folder.share + "/inbox/" + name
    let digest = try tool("/usr/bin/sha256sum", [path]).prefix(64)
    return "\(digest) \(try Data(contentsOf: URL(filePath: path)).count) \(name)\n"
  }

  @Test("Sizes and SHA-256 that match are evidence 5, at once")
  func statedDigests() async throws {
    let folder = try await SharedDaemon.hotFolder("quiet: 60s\npoll: 200ms\nevidence: 5\n")
    try folder.write("campaign.yaml", folder.campaign("a"))
    try folder.write("inbox/monday.csv", rows(2))
    try folder.write("inbox/monday.csv.done", try line(folder, "monday.csv"))
    try await folder.wait(for: "the claim") { !folder.jobs(named: "monday.csv").isEmpty }
    #expect(folder.jobs[0]["evidence"] as? Int == 5)
  }

  @Test("A marker never overrides a failing hash: the drop waits, then is INCOMPLETE")
  func failingDigest() async throws {
    let folder = try await SharedDaemon.hotFolder(
      "quiet: 50ms\npoll: 200ms\norphan_after: 2s\n")
    try folder.write("campaign.yaml", folder.campaign("a"))
    try folder.write("inbox/.monday.tmp", rows(2))
    let stated = try line(folder, ".monday.tmp").replacing(".monday.tmp", with: "monday.csv")
    try folder.write("inbox/monday.done", stated)
    try folder.write("inbox/monday.csv", rows(3))
    #expect(try await folder.waitForRejection(of: "monday.csv") == "INCOMPLETE")
    let place = try #require(folder.rejection(of: "monday.csv"))
    #expect(folder.text(place + "/REASON.txt")?.contains("SHA-256") == true)
    #expect(folder.results.isEmpty)
  }

  @Test("A marker never overrides a broken zip")
  func brokenZip() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try folder.write("inbox/broken.zip", "PK\u{3}\u{4} and then nothing that a zip would hold")
    try folder.write("inbox/broken.done", "")
    #expect(try await folder.waitForRejection(of: "broken.zip") == "BAD_ZIP")
  }

  @Test("`data.rows` that is met is evidence 3; fewer rows wait")
  func statedRows() async throws {
    let folder = try await SharedDaemon.hotFolder()
    let stated = "campaign: a\ntemplate: t\ndata: { file: rows.csv, key: key, rows: 3 }\n"
    try folder.write("inbox/s.campaign.yaml", stated)
    try folder.write("inbox/rows.csv", rows(2))
    try await folder.wait(for: "the missing row to be told") {
      "\(folder.waiting("s.campaign.yaml") ?? [:])".contains("3 are stated")
    }
    try folder.write("inbox/rows.csv", rows(3))
    try await folder.waitForEnd(of: "s.campaign.yaml")
    #expect(folder.jobs[0]["evidence"] as? Int == 3)
  }

  @Test("`atomic: true` is evidence 4 for whatever appears")
  func atomic() async throws {
    let folder = try await SharedDaemon.hotFolder(
      "quiet: 200ms\npoll: 200ms\nevidence: 4\natomic: true\n")
    try folder.write("campaign.yaml", folder.campaign("a"))
    try folder.write("inbox/monday.csv", rows(2))
    try await folder.waitForEnd(of: "monday.csv")
    #expect(folder.jobs[0]["evidence"] as? Int == 4)
  }

  @Test("JSON that is not closed waits until it is")
  func openJSON() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try folder.write("campaign.yaml", folder.campaign("a"))
    try folder.write("inbox/open.json", #"[{"key": "K1""#)
    try await folder.wait(for: "the open end to be told") {
      "\(folder.waiting("open.json") ?? [:])".contains("does not end")
    }
    #expect(folder.jobs.isEmpty)
  }
}
