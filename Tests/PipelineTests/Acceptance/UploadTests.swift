import Foundation
import Glibc
import Testing

/// Section 10 of the protocol: ways in which drops arrive, and when they count as complete.
@Suite struct UploadTests {
  private func zipBytes(_ folder: TestShare, _ files: [String: String]) throws -> Data {
    let path = folder.share + "/whole.zip"
    try folder.zip(at: path, files)
    return try Data(contentsOf: URL(filePath: path))
  }

  @Test("A zip that comes in pieces with long pauses is one job, and none before its last byte")
  func slowZip() async throws {
    let folder = try await SharedDaemon.hotFolder()
    let bytes = try zipBytes(folder, ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(40)])
    try folder.write("inbox/slow.zip", bytes.prefix(bytes.count / 4))
    for part in 1..<4 {
      try await folder.waitToWait("slow.zip")
      try await Task.sleep(for: .milliseconds(400))
      #expect(folder.jobs.isEmpty)
      let start = bytes.count * part / 4
      try folder.append("inbox/slow.zip", bytes[start..<(bytes.count * (part + 1) / 4)])
    }
    try await folder.waitForEnd(of: "slow.zip")
    #expect(folder.jobs.count == 1)
  }

  @Test("A file whose full size was set first waits while it ends in zeros")
  func preallocated() async throws {
    let folder = try await SharedDaemon.hotFolder()
    let bytes = try zipBytes(folder, ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(9)])
    try folder.write(
      "inbox/pre.zip", bytes.prefix(200) + Data(repeating: 0, count: bytes.count - 200))
    try await folder.waitToWait("pre.zip")
    try await Task.sleep(for: .milliseconds(500))
    #expect(folder.jobs.isEmpty)
    let handle = try FileHandle(forWritingTo: URL(filePath: folder.share + "/inbox/pre.zip"))
    try handle.write(contentsOf: bytes)
    try handle.close()
    try await folder.waitForEnd(of: "pre.zip")
  }

  @Test("A CSV whose full size was set first waits while it ends in zeros")
  func preallocatedCSV() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try folder.write("campaign.yaml", folder.campaign("a"))
    try folder.write("inbox/pre.csv", Data(rows(2).utf8) + Data(repeating: 0, count: 100))
    try await folder.wait(for: "the zeros to be seen") {
      "\(folder.waiting("pre.csv") ?? [:])".contains("zeros")
    }
    try folder.write("inbox/pre.csv", rows(3))
    try await folder.waitForEnd(of: "pre.csv")
  }

  @Test(
    "File times in the past or the future change nothing about the quiet time",
    arguments: [-315_360_000.0, 315_360_000.0])
  func fileTimes(offset: Double) async throws {
    let folder = try await SharedDaemon.hotFolder("quiet: 800ms\nquiet_max: 800ms\n")
    try folder.write("campaign.yaml", folder.campaign("a"))
    let begun = Date()
    try folder.write("inbox/odd.csv", rows(2))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: offset)],
      ofItemAtPath: folder.share + "/inbox/odd.csv")
    try await folder.wait(for: "the claim") { !folder.jobs.isEmpty }
    #expect(Date().timeIntervalSince(begun) >= 0.8)
    try await folder.waitForEnd(of: "odd.csv")
  }

  @Test("Descriptor and data become one job, whichever comes first", arguments: [true, false])
  func eitherOrder(descriptorFirst: Bool) async throws {
    let folder = try await SharedDaemon.hotFolder()
    let parts = [
      ("inbox/one.campaign.yaml", folder.campaign("one", data: "one.csv")),
      ("inbox/one.csv", rows(2)),
    ]
    let ordered = descriptorFirst ? parts : parts.reversed()
    try folder.write(ordered[0].0, ordered[0].1)
    try await folder.waitToWait(String(ordered[0].0.dropFirst(6)))
    #expect(folder.jobs.isEmpty)
    try folder.write(ordered[1].0, ordered[1].1)
    try await folder.waitForEnd(of: "one.campaign.yaml")
    #expect(folder.jobs.count == 1)
    #expect(folder.names("inbox") == [".claims", ".hotfolder"])
  }

  @Test(
    "Names of uploads in progress are left alone, and their rename admits within 2 s",
    arguments: ["%.filepart", "%.partial", ".%", "%.part", "%.tmp", ".%.x8Zq1", "%.CRDOWNLOAD"])
  func inProgress(pattern: String) async throws {
    // A quiet time beyond the test: only the rename can admit.
    let folder = try await SharedDaemon.hotFolder("quiet: 60s\npoll: 200ms\n")
    let name = pattern.replacing("%", with: "late.zip")
    try folder.zip(
      at: folder.share + "/inbox/" + name,
      ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(1)])
    try await folder.wait(for: "a look") { folder.text("status/waiting.json") != nil }
    try await Task.sleep(for: .milliseconds(400))
    #expect(folder.jobs.isEmpty && folder.waiting(name) == nil)
    try folder.rename("inbox/" + name, to: "inbox/late.zip")
    try await folder.wait(for: "the claim") { !folder.jobs(named: "late.zip").isEmpty }
    #expect(folder.jobs(named: "late.zip")[0]["evidence"] as? Int == 4)
  }

  @Test("A folder copied file by file is one job with all of them")
  func folderByParts() async throws {
    let folder = try await SharedDaemon.hotFolder("quiet: 300ms\npoll: 200ms\n")
    try folder.write("inbox/summer/campaign.yaml", folder.campaign("summer"))
    for number in 1...5 {
      try await Task.sleep(for: .milliseconds(100))
      try folder.write("inbox/summer/images/\(number).png", "picture \(number)")
    }
    #expect(folder.jobs.isEmpty)
    try folder.write("inbox/summer/rows.csv", rows(2))
    try await folder.waitForEnd(of: "summer")
    let archived = folder.tree("archive").filter { $0.hasSuffix(".png") }
    #expect(archived.count == 5)
  }

  @Test("A writer that goes on after the claim is waited for, and its bytes are used")
  func lateWriter() async throws {
    let folder = try await SharedDaemon.hotFolder("quiet: 4s\nquiet_max: 4s\n")
    try folder.write("campaign.yaml", folder.campaign("a"))
    try folder.write("inbox/.late.csv.tmp", rows(1))
    let handle = try FileHandle(
      forWritingTo: URL(filePath: folder.share + "/inbox/.late.csv.tmp"))
    try handle.seekToEnd()
    try await Task.sleep(for: .milliseconds(500))
    try folder.rename("inbox/.late.csv.tmp", to: "inbox/late.csv")
    var written = 1
    var afterClaim = 0
    while afterClaim < 20 {
      written += 1
      try handle.write(contentsOf: Data("K\(written),\n".utf8))
      if !folder.names("inbox").contains("late.csv") { afterClaim += 1 }
      try await Task.sleep(for: .milliseconds(20))
    }
    try handle.close()
    try await folder.waitForEnd(of: "late.csv")
    #expect(folder.names("outbox/\(folder.results[0])/bundles").count == written)
  }

  @Test("Bytes that come after the copy are in the archive, and reported")
  func tooLate() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try folder.write("campaign.yaml", folder.campaign("a"))
    try folder.write(
      "inbox/late.csv",
      rows(12, acts: Dictionary(uniqueKeysWithValues: (1...12).map { ($0, "slow") })))
    let handle = try FileHandle(forWritingTo: URL(filePath: folder.share + "/inbox/late.csv"))
    try handle.seekToEnd()
    try await folder.wait(for: "rendering") { folder.states(of: "late.csv") == ["PLANNED"] }
    try handle.write(contentsOf: Data("K99,\n".utf8))
    try handle.close()
    try await folder.waitForEnd(of: "late.csv")
    #expect(folder.names("outbox/\(folder.results[0])/bundles").count == 12)
    let archived = try #require(folder.tree("archive").first { $0.hasSuffix("late.csv") })
    #expect(folder.text("archive/" + archived)?.hasSuffix("K99,\n") == true)
    #expect(folder.log.contains("late.csv was written to after it was copied"))
  }

  @Test("The same name again while the first is being rendered is a second job")
  func sameNameWhileRunning() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try folder.dropZip(
      "again.zip", ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(1, acts: [1: "slow"])])
    try await folder.wait(for: "the claim") { !folder.jobs(named: "again.zip").isEmpty }
    try folder.dropZip("again.zip", ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(2)])
    try await folder.wait(for: "both results") { folder.results.count == 2 }
    #expect(Set(folder.jobs(named: "again.zip").compactMap { $0["job"] as? String }).count == 2)
  }

  @Test("The same zip twice at once is one result and one DUPLICATE")
  func twins() async throws {
    let folder = try await SharedDaemon.hotFolder()
    let files = ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(2)]
    try folder.zip(at: folder.share + "/inbox/.one.tmp", files)
    try folder.zip(at: folder.share + "/inbox/.two.tmp", files)
    try folder.rename("inbox/.one.tmp", to: "inbox/one.zip")
    try folder.rename("inbox/.two.tmp", to: "inbox/two.zip")
    try await folder.wait(for: "both ends") {
      Set(folder.jobStates()) == ["CLOSED", "REJECTED"] && folder.jobs.count == 2
    }
    #expect(folder.results.count == 1)
    #expect(folder.reasonCodes == ["DUPLICATE"])
    let reason = try #require(folder.json(folder.rejections[0] + "/reason.json"))
    // The twin may be refused before the first has a result.
    #expect([nil, folder.results[0]].contains(reason["result"] as? String))
    let winner = folder.jobs.first { $0["state"] as? String == "CLOSED" }?["job"] as? String
    #expect(reason["duplicate_of"] as? String == winner)
  }

  @Test("Files that vanish between looks raise no errors")
  func vanishing() async throws {
    let folder = try await SharedDaemon.hotFolder()
    for round in 0..<40 {
      try folder.write("inbox/gone\(round).campaign.yaml", folder.campaign("gone\(round)"))
      try folder.write("inbox/gone\(round)/campaign.yaml", folder.campaign("gone\(round)"))
      if round % 4 == 0 { try await Task.sleep(for: .milliseconds(20)) }
      try FileManager.default.removeItem(
        atPath: folder.share + "/inbox/gone\(round).campaign.yaml")
      try FileManager.default.removeItem(atPath: folder.share + "/inbox/gone\(round)")
    }
    try folder.dropZip("real.zip", ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(1)])
    try await folder.waitForEnd(of: "real.zip")
    #expect(folder.jobs.count == 1)
    let name = folder.share.split(separator: "/").last ?? ""
    // What libraries print about watches that are gone already is not the daemon's log.
    #expect(
      !folder.log.split(separator: "\n").contains {
        $0.contains(" error stand-in") && $0.contains(name)
      })
  }

  @Test("Empty files and bare byte order marks are never a result, and given back in the end")
  func empty() async throws {
    let folder = try await SharedDaemon.hotFolder("quiet: 50ms\npoll: 200ms\norphan_after: 600ms\n")
    try folder.write("campaign.yaml", folder.campaign("a"))
    try folder.write("inbox/empty.csv", "")
    try folder.write("inbox/bom.csv", Data([0xef, 0xbb, 0xbf]))
    try folder.write("inbox/empty.zip", "")
    try await folder.wait(for: "all three to be given back") {
      folder.reasonCodes == ["EMPTY", "EMPTY", "EMPTY"]
    }
    #expect(folder.names("outbox").filter { !$0.hasPrefix(".") }.isEmpty)
  }

  @Test("A reference in NFC finds a file named in NFD, and one in other case")
  func composition() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try folder.write("inbox/MU\u{308}NCHEN.csv", rows(2))
    try folder.write(
      "inbox/city.campaign.yaml", folder.campaign("city", data: "m\u{fc}nchen.csv"))
    try await folder.waitForEnd(of: "city.campaign.yaml")
  }

  @Test("A reference that fits two names is AMBIGUOUS")
  func ambiguous() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try folder.write("inbox/Rows.csv", rows(2))
    try folder.write("inbox/ROWS.csv", rows(3))
    try folder.write("inbox/two.campaign.yaml", folder.campaign("two", data: "rows.csv"))
    #expect(try await folder.waitForRejection(of: "two.campaign.yaml") == "AMBIGUOUS")
    #expect(
      folder.names("inbox").contains("Rows.csv") && folder.names("inbox").contains("ROWS.csv"))
  }

  @Test("Two descriptors that name one file: the first in name order takes it, the other waits")
  func contested() async throws {
    let folder = try await SharedDaemon.hotFolder("quiet: 300ms\npoll: 200ms\n")
    try folder.write("inbox/b.campaign.yaml", folder.campaign("b"))
    try folder.write("inbox/a.campaign.yaml", folder.campaign("a"))
    try folder.write("inbox/rows.csv", rows(2))
    try await folder.waitForEnd(of: "a.campaign.yaml")
    try await folder.wait(for: "the other to wait for its own") {
      folder.waiting("b.campaign.yaml")?["missing"] as? [String] == ["rows.csv"]
    }
    try folder.write("inbox/rows.csv", rows(3))
    try await folder.waitForEnd(of: "b.campaign.yaml")
  }

  @Test("Any arrival restarts an unfinished drop's clock; then it is given back as ORPHAN")
  func orphan() async throws {
    let folder = try await SharedDaemon.hotFolder("orphan_warning: 200ms\norphan_after: 5s\n")
    var last = Date()
    try folder.write("inbox/half/campaign.yaml", folder.campaign("half"))
    try await folder.waitToWait("half")
    for number in 1...4 {
      try await Task.sleep(for: .milliseconds(1500))
      // A machine that was busy elsewhere for so long proves nothing, and the drop may have gone.
      if Date().timeIntervalSince(last) >= 4 { break }
      #expect(folder.jobs.isEmpty)
      try folder.write("inbox/half/\(number).png", "x")
      last = Date()
    }
    #expect(try await folder.waitForRejection(of: "half") == "ORPHAN")
    let name = folder.share.split(separator: "/").last ?? ""
    #expect(folder.log.contains("\(name): half waits: missing: rows.csv"))
  }
}
