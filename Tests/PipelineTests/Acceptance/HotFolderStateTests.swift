import Foundation
import Glibc
import Testing

/// Hot folders that come, go, and have settings of their own.
@Suite(.serialized) struct HotFolderStateTests {
  private func daemonFile(_ folder: TestShare) -> String { folder.text("status/daemon.json") ?? "" }

  @Test("An inbox that goes is a pause, never an empty inbox; when it comes back, work goes on")
  func unmounted() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try folder.dropZip("one.zip", ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(1)])
    try await folder.waitForEnd(of: "one.zip")
    try folder.write("inbox/half.campaign.yaml", folder.campaign("half"))
    try await folder.waitToWait("half.campaign.yaml")
    try folder.rename("inbox", to: "unmounted")
    try await folder.wait(for: "the pause") {
      folder.json("status/daemon.json")?["folder"] as? String == "paused"
    }
    #expect(daemonFile(folder).contains("inbox/ is missing"))
    #expect(!FileManager.default.fileExists(atPath: folder.share + "/inbox"))
    try folder.rename("unmounted", to: "inbox")
    try await folder.wait(for: "the resumption") {
      folder.json("status/daemon.json")?["folder"] as? String == "ok"
    }
    try folder.write("inbox/rows.csv", rows(2))
    try await folder.waitForEnd(of: "half.campaign.yaml")
    // Events of the folder that has come back count again.
    try folder.zip(
      at: folder.share + "/last.zip",
      ["campaign.yaml": folder.campaign("last"), "rows.csv": rows(1)])
    try folder.rename("last.zip", to: "inbox/last.zip")
    try await folder.waitForEnd(of: "last.zip")
  }

  @Test("An inbox without its id file is another share's mount point: pause, and touch nothing")
  func withoutIdentity() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try await folder.wait(for: "a look") { folder.text("status/daemon.json") != nil }
    try FileManager.default.removeItem(atPath: folder.share + "/inbox/.hotfolder")
    try await folder.wait(for: "the pause") { daemonFile(folder).contains("paused") }
    try folder.dropZip("one.zip", ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(1)])
    try await Task.sleep(for: .milliseconds(800))
    #expect(folder.names("inbox").contains("one.zip") && folder.jobs.isEmpty)
    try folder.write("inbox/.hotfolder", "test\n")
    try await folder.waitForEnd(of: "one.zip")
  }

  @Test("A wrong hotfolder.yaml pauses that hot folder alone, naming file, line and key")
  func wrongSettings() async throws {
    let folder = try await SharedDaemon.hotFolder("poll: 200ms\nquite: 50ms\n")
    let other = try await SharedDaemon.hotFolder()
    try await folder.wait(for: "the pause") {
      let text = daemonFile(folder)
      return text.contains("hotfolder.yaml, line 4, key quite") && text.contains("`quiet`")
    }
    let files = ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(1)]
    try folder.dropZip("one.zip", files)
    try other.dropZip("one.zip", files)
    try await other.waitForEnd(of: "one.zip")
    #expect(folder.jobs.isEmpty)
    try folder.write("hotfolder.yaml", "poll: 200ms\nquiet: 50ms\n")
    try await folder.waitForEnd(of: "one.zip")
  }

  @Test("SIGHUP reads settings again; a wrong file keeps the old ones")
  func reload() async throws {
    let folder = try TestFolder(settings: "quiet: 50ms\npoll: 200ms\nevidence: 4\n")
    try folder.write("campaign.yaml", folder.campaign("a"))
    try folder.start()
    try folder.write("inbox/monday.csv", rows(1))
    try await folder.waitToWait("monday.csv")
    try folder.write("hotfolder.yaml", "evidence: 2\n")
    folder.signal(SIGHUP)
    try await folder.wait(for: "the complaint") { folder.log.contains("keeps its settings") }
    #expect(folder.log.contains("line 1, key evidence"))
    #expect(folder.jobs.isEmpty)
    try folder.write("hotfolder.yaml", "quiet: 50ms\npoll: 200ms\nevidence: 1\n")
    folder.signal(SIGHUP)
    try await folder.waitForEnd(of: "monday.csv")
    #expect(folder.stop() == 0)
  }

  @Test("SIGHUP reads platen.yaml again; a wrong one keeps the old settings")
  func reloadDaemon() async throws {
    let folder = try TestFolder(program: .platen, config: "limits: { descriptor_bytes: 20 }\n")
    func configure(_ text: String) throws {
      try Data(text.utf8).write(to: URL(filePath: folder.base + "/platen.yaml"))
      folder.signal(SIGHUP)
    }
    try folder.start()
    try folder.dropZip("a.zip", RealCampaign(name: "a").files)
    #expect(try await folder.waitForRejection(of: "a.zip") == "LIMIT")
    try configure("limits: { descriptor_bites: 1MiB }\n")
    try await folder.wait(for: "the complaint") {
      folder.log.contains("the daemon keeps its settings")
        && folder.log.contains("did you mean `descriptor_bytes`?")
    }
    try configure("workers: 1\n")
    try await folder.wait(for: "the new settings") {
      folder.log.contains("changes of workers count from the next start on")
    }
    try folder.dropZip("b.zip", RealCampaign(name: "b").files)
    try await folder.waitForEnd(of: "b.zip")
    #expect(folder.stop() == 0)
  }

  @Test("Claims stop while too little disk space is free, and say so")
  func reserve() async throws {
    let folder = try TestFolder(program: .platen, config: "limits: { reserve: 900TiB }\n")
    try folder.write("inbox/a/campaign.yaml", RealCampaign(name: "a").descriptor())
    try folder.write("inbox/a/people.csv", RealCampaign.people)
    try folder.start()
    try await folder.wait(for: "the reason") {
      "\(folder.waiting("a") ?? [:])".contains("limits.reserve")
    }
    #expect(folder.jobs.isEmpty && folder.names("inbox").contains("a"))
    #expect(folder.stop() == 0)
  }

  @Test("Claims of this host that no job knows become jobs; those of other hosts are left alone")
  func strangeClaims() async throws {
    let folder = try TestFolder()
    func claim(_ key: String, host: String) throws {
      try folder.write(
        "inbox/.claims/\(key)/owner",
        #"{"boot_id":"gone","host":"\#(host)","nonce":"20260101-000000-000-aaaa","pid":1}"#)
      try folder.write("inbox/.claims/\(key)/drop/\(key)/campaign.yaml", folder.campaign(key))
      try folder.write("inbox/.claims/\(key)/drop/\(key)/rows.csv", rows(2))
    }
    var host = [CChar](repeating: 0, count: 256)
    gethostname(&host, 255)
    try claim(
      "ours", host: String(decoding: host.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self))
    try claim("theirs", host: "another-host")
    try folder.start()
    try await folder.waitForEnd(of: "ours")
    #expect(folder.results(of: "ours").count == 1)
    #expect(folder.names("inbox/.claims") == ["theirs"])
    #expect(folder.tree("inbox/.claims/theirs").count == 5)
  }

  @Test("What is missing while the hot folder is away rejects nothing: its jobs wait for it")
  func away() async throws {
    let folder = try TestFolder()
    try folder.start()
    try folder.dropZip("away.zip", ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(1)])
    try await folder.wait(for: "the parking") { folder.jobStates() == ["PARKED"] }
    try folder.rename("rejected.away", to: "rejected")
    try await folder.wait(for: "the result") { folder.jobStates() == ["CLOSED"] }
    #expect(folder.results.count == 1 && folder.rejections.isEmpty)
    #expect(folder.stop() == 0)
  }

  @Test("Claimed files that a client deletes before they are copied are reported LOST")
  func lost() async throws {
    let folder = try await SharedDaemon.hotFolder("quiet: 4s\npoll: 200ms\n")
    try await folder.wait(for: "a look") { folder.text("status/daemon.json") != nil }
    try folder.dropZip("gone.zip", ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(1)])
    try await folder.wait(for: "the claim") { folder.states(of: "gone.zip") == ["CLAIMED"] }
    for name in folder.names("inbox/.claims") {
      try FileManager.default.removeItem(atPath: folder.share + "/inbox/.claims/" + name)
    }
    #expect(try await folder.waitForRejection(of: "gone.zip") == "LOST")
  }

  @Test("A claim on a hot folder that has gone away waits for it, and is not reported LOST")
  func claimAway() async throws {
    let folder = try await SharedDaemon.hotFolder("quiet: 4s\npoll: 200ms\n")
    try await folder.wait(for: "a look") { folder.text("status/daemon.json") != nil }
    try folder.dropZip("away.zip", ["campaign.yaml": folder.campaign("a"), "rows.csv": rows(1)])
    try await folder.wait(for: "the claim") { folder.states(of: "away.zip") == ["CLAIMED"] }
    try folder.rename("inbox", to: "inbox.away")
    try await folder.wait(for: "the parking") { folder.states(of: "away.zip") == ["PARKED"] }
    try folder.rename("inbox.away", to: "inbox")
    try await folder.wait(for: "the result") { folder.results(of: "a").count == 1 }
    #expect(folder.rejections.isEmpty)
  }

  @Test("Work folders that no job knows are kept in lost+found")
  func strangeWork() async throws {
    let folder = try TestFolder()
    let path = folder.state + "/work/20200101-000000-000-aaaa"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try folder.start()
    try await folder.wait(for: "lost+found") {
      FileManager.default.fileExists(
        atPath: folder.state + "/work/lost+found/20200101-000000-000-aaaa")
    }
    #expect(folder.log.contains("belongs to no job"))
  }
}
