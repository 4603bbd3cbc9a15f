import Foundation
import Glibc
import Testing

/// What is given back, and how.
@Suite(.serialized) struct RejectionTests {
  @Test("A rejected drop comes back unchanged with its reason, and nothing is published")
  func reject() async throws {
    let folder = try TestFolder()
    try folder.start()
    try folder.dropZip("bad.zip", ["campaign.yaml": descriptor, "readme.txt": "no data"])
    try await folder.wait(for: "the rejection") { folder.reasonCodes == ["DATA"] }
    let place = try #require(folder.rejections.first)
    #expect(folder.names(place) == ["REASON.txt", "bad.zip", "reason.json"])
    #expect(folder.text(place + "/REASON.txt")?.hasPrefix("DATA: ") == true)
    #expect(folder.results.isEmpty)
    try await folder.wait(for: "the state") { folder.jobStates() == ["REJECTED"] }
    #expect(folder.names("inbox/.claims").isEmpty)
  }

  @Test("Links and pipes are refused by rename, without being opened")
  func notFiles() async throws {
    let folder = try TestFolder()
    try folder.start()
    mkfifo(folder.share + "/inbox/pipe.zip", 0o644)
    symlink("/etc/passwd", folder.share + "/inbox/link.zip")
    try await folder.wait(for: "both rejections") {
      folder.reasonCodes == ["NOT_A_FILE", "NOT_A_FILE"]
    }
  }

  @Test("A broken zip that came by rename is rejected, one without a descriptor too")
  func badZips() async throws {
    let folder = try TestFolder()
    try folder.start()
    try folder.dropZip("y.zip", ["rows.csv": rows(1)])
    try folder.dropZip("z.zip", ["../evil": "x"])
    try await folder.wait(for: "two rejections") {
      folder.reasonCodes == ["DESCRIPTOR", "ZIP_PATH"]
    }
    try folder.write("inbox/.x.tmp", "this is no zip at all")
    try folder.rename("inbox/.x.tmp", to: "inbox/x.zip")
    try await folder.wait(for: "the third") {
      folder.reasonCodes == ["BAD_ZIP", "DESCRIPTOR", "ZIP_PATH"]
    }
    #expect(!FileManager.default.fileExists(atPath: folder.share + "/evil"))
  }

  @Test("Unfinished drops are rejected after `orphan_after`")
  func orphans() async throws {
    let folder = try TestFolder(settings: "quiet: 50ms\npoll: 200ms\norphan_after: 500ms\n")
    try folder.start()
    try folder.write("inbox/alone.campaign.yaml", descriptor)
    try folder.write("inbox/notes.docx", "x")
    try folder.write("inbox/cut.zip", "PK")
    try folder.write("inbox/empty.zip", "")
    try await folder.wait(for: "the rejections") {
      folder.reasonCodes == ["EMPTY", "INCOMPLETE", "ORPHAN", "ORPHAN"]
    }
  }

  @Test(
    "Recipients that cannot be delivered are left out within the limit; beyond it the job goes back"
  )
  func recipients() async throws {
    let folder = try TestFolder()
    try folder.start()
    try folder.dropZip(
      "few.zip", ["campaign.yaml": descriptor, "rows.csv": rows(5, acts: [2: "fail"])])
    try await folder.wait(for: "the result") { folder.results.count == 1 }
    let result = try #require(folder.results.first)
    #expect(folder.names("outbox/\(result)/bundles").count == 4)
    try folder.dropZip(
      "many.zip",
      ["campaign.yaml": descriptor, "rows.csv": rows(5, acts: [2: "bad", 4: "fail"])])
    try await folder.wait(for: "the rejection") { folder.reasonCodes == ["RECIPIENTS"] }
    let place = try #require(folder.rejections.first)
    #expect(folder.text(place + "/errors.csv") == "K2,3\nK4,5")
  }

  @Test("A recipient that kills its worker is found by dividing its shard, and left out alone")
  func poison() async throws {
    let folder = try TestFolder()
    try folder.start()
    try folder.dropZip(
      "poison.zip", ["campaign.yaml": descriptor, "rows.csv": rows(6, acts: [5: "crash"])])
    try await folder.wait(for: "the result") { folder.results.count == 1 }
    let result = try #require(folder.results.first)
    #expect(
      folder.names("outbox/\(result)/bundles")
        == ["K1.zip", "K2.zip", "K3.zip", "K4.zip", "K6.zip"])
  }

  @Test("A cancelled job gives its drop back; an approval lets a waiting one go on")
  func acknowledgements() async throws {
    let folder = try TestFolder()
    try folder.start()
    let careful = descriptor + "approval: required\n"
    try folder.dropZip("a.zip", ["campaign.yaml": careful, "rows.csv": rows(1)])
    try folder.dropZip("b.zip", ["campaign.yaml": careful, "rows.csv": rows(2)])
    try await folder.wait(for: "both proofs") {
      folder.jobStates() == ["PROOF", "PROOF"]
        && folder.names("status").count { $0.hasSuffix("-proof") } == 2
    }
    let jobs = folder.names("status").filter { $0.hasSuffix("-proof") }.map {
      String($0.dropLast("-proof".count))
    }
    try #require(jobs.count == 2)
    try folder.write("acks/\(jobs[0]).approve", "")
    try folder.write("acks/\(jobs[1]).cancel", "")
    try await folder.wait(for: "both ends") { Set(folder.jobStates()) == ["CLOSED", "CANCELLED"] }
    #expect(folder.names("acks") == [".done"])
    #expect(folder.reasonCodes == ["CANCELLED"])
  }
}
