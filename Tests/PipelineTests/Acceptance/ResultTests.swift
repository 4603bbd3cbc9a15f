import Foundation
import Glibc
import Testing

/// What consumers see of results, and what becomes of them.
@Suite(.serialized) struct ResultTests {
  @Test("A reader that lists the outbox without pause never sees an unfinished result")
  func atomicPublication() async throws {
    let folder = try await SharedDaemon.hotFolder()
    for number in 1...12 {
      try folder.dropZip(
        "d\(number).zip", ["campaign.yaml": folder.campaign("c\(number)"), "rows.csv": rows(7)])
    }
    var seen: Set<String> = []
    let deadline = Date(timeIntervalSinceNow: 60)
    while folder.results.count < 12, Date() < deadline {
      let names = folder.names("outbox").filter { !$0.hasPrefix(".") }
      for name in names where name.hasSuffix(".done") {
        let text = try #require(folder.text("outbox/" + name))
        #expect(text.count == 65, "an unfinished marker: \(text)")
      }
      for name in names where !name.hasSuffix(".done") && seen.insert(name).inserted {
        #expect(
          folder.names("outbox/" + name) == ["bundles", "errors.csv", "manifest.json"], "\(name)")
        #expect(folder.names("outbox/\(name)/bundles").count == 7, "\(name)")
      }
      await Task.yield()
    }
    #expect(folder.results.count == 12)
  }

  @Test(
    "Owner and mode of results are those that the hot folder asks for", .enabled(if: geteuid() == 0)
  )
  func ownerAndMode() async throws {
    let folder = try await SharedDaemon.hotFolder(
      "quiet: 50ms\npoll: 200ms\nowner: nobody:nogroup\nmode: 0750\n")
    try folder.dropZip("a.zip", ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(2)])
    try await folder.waitForEnd(of: "a.zip")
    let result = folder.share + "/outbox/" + folder.results[0]
    for (path, mode) in [
      ("", 0o750), ("/bundles", 0o750), ("/bundles/K1.zip", 0o640), ("/manifest.json", 0o640),
      (".done", 0o640),
    ] {
      let attributes = try FileManager.default.attributesOfItem(atPath: result + path)
      #expect(attributes[.posixPermissions] as? Int == mode, "\(path)")
      #expect(attributes[.ownerAccountID] as? Int == 65534, "\(path)")
      #expect(attributes[.groupOwnerAccountID] as? Int == 65534, "\(path)")
    }
  }

  @Test("Results, status files and archived days go when they have been kept as long as asked")
  func retention() async throws {
    let folder = try TestFolder(
      settings: "quiet: 50ms\npoll: 200ms\n"
        + "retention: { results: 1s, status: 1s, archive: 7d, rejected: 7d }\n")
    try folder.write("archive/2020-01-01/old/a.zip", "x")
    try folder.write("rejected/2020-01-01/old/a.zip", "x")
    try folder.write("archive/keep/a.zip", "x")
    try folder.start()
    try folder.dropZip("a.zip", ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(1)])
    try await folder.wait(for: "the result") { folder.results.count == 1 }
    try await folder.wait(for: "everything to go") {
      folder.names("outbox") == [".staging"] && folder.jobs.isEmpty
        && folder.names("rejected").isEmpty
    }
    // The drop's own day is younger than a week, and what is no day is not ours.
    #expect(folder.names("archive").count == 2 && folder.names("archive").contains("keep"))
    // What was done is remembered all the same.
    try folder.dropZip("b.zip", ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(1)])
    try await folder.wait(for: "the duplicate") { folder.reasonCodes == ["DUPLICATE"] }
    #expect(folder.stop() == 0)
  }

  @Test("Without retention everything is kept")
  func noRetention() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try folder.write("archive/2020-01-01/old/a.zip", "x")
    try folder.dropZip("a.zip", ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(1)])
    try await folder.waitForEnd(of: "a.zip")
    #expect(folder.names("archive").count == 2)
  }

  @Test(
    "A consumer's acknowledgement is kept in acks/.done/, also for campaigns with `__` in their name"
  )
  func acknowledged() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try folder.dropZip("a.zip", ["campaign.yaml": folder.campaign("a__b"), "rows.csv": rows(1)])
    try await folder.waitForEnd(of: "a.zip")
    let result = folder.results[0]
    try folder.write("acks/\(result).ok", "")
    try folder.write("acks/nobody.approve", "")
    try await folder.wait(for: "both to be put away") {
      folder.names("acks/.done") == ["\(result).ok", "nobody.approve"].sorted()
    }
    #expect(folder.log.contains("acks/nobody.approve names no job"))
    #expect(folder.results == [result])
  }

  @Test("A result that a consumer has taken away is never published again")
  func taken() async throws {
    let folder = try TestFolder()
    try folder.start()
    try folder.dropZip("a.zip", ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(1)])
    try await folder.waitForEnd(of: "a.zip")
    let result = folder.results[0]
    try folder.rename("outbox/" + result, to: "taken")
    try folder.rename("outbox/\(result).done", to: "taken.done")
    #expect(folder.stop() == 0)
    try folder.start()
    try await folder.wait(for: "readiness") {
      folder.log.components(separatedBy: "ready").count > 2
    }
    try folder.dropZip("b.zip", ["campaign.yaml": folder.campaign("b"), "rows.csv": rows(1)])
    try await folder.waitForEnd(of: "b.zip")
    #expect(folder.results.count == 1 && folder.results[0].hasPrefix("b__"))
    #expect(folder.names("outbox/.staging").isEmpty)
  }

  @Test("The archive holds the whole drop under its day and job; the status file ends with the job")
  func archive() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try folder.write("inbox/l.csv", rows(2))
    try folder.write("inbox/l.campaign.yaml", folder.campaign("l", data: "l.csv"))
    try await folder.waitForEnd(of: "l.campaign.yaml")
    let job = try #require(folder.jobs[0]["job"] as? String)
    #expect(
      folder.names("archive/\(folder.names("archive")[0])/\(job)") == ["l.campaign.yaml", "l.csv"])
    #expect(job.wholeMatch(of: /[a-z0-9-]{8,40}/) != nil && !job.contains("__"))
    let keys = Set(folder.jobs[0].keys)
    #expect(
      keys == [
        "job", "name", "campaign", "state", "evidence", "revision", "recipients", "assets",
        "missing", "code", "result", "updated",
      ])
    #expect(folder.jobs[0]["result"] as? String == folder.results[0])
  }

  @Test(
    "`reason.json` has every key that the protocol names, and REASON.txt begins with the reason")
  func reason() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try folder.dropZip("bad.zip", ["campaign.yaml": folder.campaign("a"), "readme.txt": "x"])
    _ = try await folder.waitForRejection(of: "bad.zip")
    let place = try #require(folder.rejection(of: "bad.zip"))
    let keys = try #require(folder.json(place + "/reason.json")).keys
    #expect(
      Set(keys) == [
        "code", "message", "job", "name", "file", "row", "line", "column", "limit", "duplicate_of",
        "result", "findings",
      ])
    #expect(folder.text(place + "/REASON.txt")?.hasPrefix("DATA: ") == true)
  }

  @Test("`job_key` may use {{ drop.name }}: each name its own identity")
  func keyByName() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try folder.write(
      "campaign.yaml", folder.campaign("a", more: "job_key: weekly-{{ drop.name }}\n"))
    try folder.write("inbox/monday.csv", rows(1))
    try await folder.waitForEnd(of: "monday.csv")
    try folder.write("inbox/tuesday.csv", rows(2))
    try await folder.waitForEnd(of: "tuesday.csv")
    try folder.write("inbox/monday.csv", rows(3))
    #expect(try await folder.waitForRejection(of: "monday.csv") == "CONFLICT")
  }
}
