import Foundation
import Testing

/// Each form of drop becomes one job with one result.
@Suite(.serialized) struct AdmissionTests {
  @Test("A zip with everything in it is rendered, published with its marker, and archived")
  func zip() async throws {
    let folder = try TestFolder()
    try folder.start()
    try folder.dropZip("spring.zip", ["top/campaign.yaml": descriptor, "top/rows.csv": rows(7)])
    try await folder.wait(for: "the result") { folder.jobStates() == ["CLOSED"] }
    let result = try #require(folder.results.first)
    #expect(result.hasPrefix("spring__"))
    #expect(folder.names("outbox/\(result)/bundles") == (1...7).map { "K\($0).zip" })
    #expect(folder.names("outbox/\(result)") == ["bundles", "errors.csv", "manifest.json"])
    #expect(folder.names("inbox") == [".claims", ".hotfolder"])
    #expect(folder.names("inbox/.claims").isEmpty)
    #expect(folder.names("outbox/.staging").isEmpty)
    #expect(folder.tree("archive").last?.hasSuffix("/spring.zip") == true)
    #expect(folder.stop() == 0)
  }

  @Test("A zip copied slowly is one job, and only once it is whole")
  func slowZip() async throws {
    let folder = try TestFolder()
    try folder.start()
    let whole = folder.base + "/whole.zip"
    try folder.zip(at: whole, ["campaign.yaml": descriptor, "rows.csv": rows(3)])
    let bytes = try Data(contentsOf: URL(filePath: whole))
    let target = folder.share + "/inbox/slow.zip"
    try bytes.prefix(bytes.count / 2).write(to: URL(filePath: target))
    try await folder.wait(for: "a waiting drop") {
      folder.text("status/waiting.json")?.contains("cut off") == true
    }
    #expect(folder.jobStates().isEmpty)
    let handle = try FileHandle(forWritingTo: URL(filePath: target))
    try handle.seekToEnd()
    try handle.write(contentsOf: bytes.suffix(from: bytes.count / 2))
    try handle.close()
    try await folder.wait(for: "the result") { folder.jobStates() == ["CLOSED"] }
  }

  @Test("A folder, and a descriptor beside its data in either order, become jobs")
  func foldersAndLooseFiles() async throws {
    let folder = try TestFolder()
    try folder.start()
    try folder.write("inbox/summer/campaign.yaml", descriptor)
    try folder.write("inbox/summer/rows.csv", rows(2))
    try await folder.wait(for: "the folder's result") { folder.jobStates() == ["CLOSED"] }
    try folder.write(
      "inbox/autumn.campaign.yaml",
      "campaign: autumn\ntemplate: t\ndata: { file: autumn.csv, key: key }\n")
    try await folder.wait(for: "the missing data") {
      folder.text("status/waiting.json")?.contains("missing: autumn.csv") == true
    }
    try folder.write("inbox/autumn.csv", rows(4))
    try await folder.wait(for: "the second result") { folder.results.count == 2 }
    try await folder.wait(for: "an empty inbox") {
      folder.names("inbox") == [".claims", ".hotfolder"]
    }
  }

  @Test("Data alone stands in for the file of the hot folder's own campaign, whatever its name")
  func dataOnly() async throws {
    let folder = try TestFolder()
    try folder.write("campaign.yaml", descriptor)
    try folder.start()
    try folder.write("inbox/monday.csv", rows(2))
    try await folder.wait(for: "the result") { folder.jobStates() == ["CLOSED"] }
  }

  @Test("Uploads in progress are left alone, and their rename admits them")
  func partialNames() async throws {
    let folder = try TestFolder()
    try folder.start()
    let partial = folder.share + "/inbox/late.zip.filepart"
    try folder.zip(at: partial, ["campaign.yaml": descriptor, "rows.csv": rows(1)])
    try await folder.wait(for: "a look") { folder.text("status/waiting.json") != nil }
    #expect(folder.jobStates().isEmpty)
    try folder.rename("inbox/late.zip.filepart", to: "inbox/late.zip")
    try await folder.wait(for: "the result") { folder.jobStates() == ["CLOSED"] }
    let status = try #require(
      folder.names("status").first { $0.hasSuffix(".json") && $0.first?.isNumber == true })
    #expect(folder.text("status/" + status)?.contains("\"evidence\" : 4") == true)
  }

  @Test(
    "The same content again is a duplicate, whatever its name and form; `rerun` renders it again")
  func duplicates() async throws {
    let folder = try TestFolder()
    try folder.start()
    let files = ["campaign.yaml": descriptor, "rows.csv": rows(2)]
    try folder.dropZip("one.zip", files)
    try await folder.wait(for: "the result") { folder.jobStates() == ["CLOSED"] }
    try folder.dropZip("two.zip", ["top/campaign.yaml": descriptor, "top/rows.csv": rows(2)])
    try await folder.wait(for: "the duplicate") { folder.reasonCodes == ["DUPLICATE"] }
    let again = descriptor + "rerun: true\n"
    try folder.dropZip("three.zip", ["campaign.yaml": again, "rows.csv": rows(2)])
    try await folder.wait(for: "the second result") { folder.results.count == 2 }
    let manifests = folder.results.compactMap { folder.text("outbox/\($0)/manifest.json") }
    #expect(manifests.count { $0.contains("\"revision\": 2") } == 1)
  }

  @Test("Other content under one job_key is a conflict, or a correction where the campaign says so")
  func corrections() async throws {
    let folder = try TestFolder()
    try folder.start()
    let keyed = descriptor + "job_key: spring-2026\n"
    try folder.dropZip("one.zip", ["campaign.yaml": keyed, "rows.csv": rows(2)])
    try await folder.wait(for: "the result") { folder.results.count == 1 }
    try folder.dropZip("two.zip", ["campaign.yaml": keyed, "rows.csv": rows(3)])
    try await folder.wait(for: "the conflict") { folder.reasonCodes == ["CONFLICT"] }
    try folder.dropZip(
      "three.zip", ["campaign.yaml": keyed + "on_change: update\n", "rows.csv": rows(3)])
    try await folder.wait(for: "the correction") { folder.results.count == 2 }
  }
}
