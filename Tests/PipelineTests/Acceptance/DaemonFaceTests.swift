import Foundation
import Glibc
import TestSupport
import Testing

/// The real program as operators meet it: exit codes, commands, service manager, log, metrics.
@Suite(.serialized) struct DaemonFaceTests {
  /// Runs the program to its end; its exit code and what it said.
  private func platen(_ arguments: String...) throws -> (status: Int32, text: String) {
    let base = NSTemporaryDirectory() + "platen-run-\(UUID().uuidString)"
    let (output, errors) = (base + ".output", base + ".errors")
    defer { for file in [output, errors] { try? FileManager.default.removeItem(atPath: file) } }
    let process = try Subprocess(
      DaemonProcess.path(of: .platen), arguments, output: .files(output: output, errors: errors))
    return (process.wait(), try String(contentsOfFile: output, encoding: .utf8))
  }

  @Test("Each way not to start has its exit code")
  func exitCodes() async throws {
    let folder = try TestFolder(program: .platen)
    #expect(try platen("serve", "--root", folder.base + "/nowhere").status == 4)
    #expect(
      try platen("serve", "--root", folder.share, "--config", folder.base + "/none.yaml").status
        == 4)
    try Data("wrokers: 2\n".utf8).write(to: URL(filePath: folder.base + "/wrong.yaml"))
    #expect(
      try platen("serve", "--root", folder.share, "--config", folder.base + "/wrong.yaml").status
        == 4)
    #expect(try platen("jobs", "--state", folder.state).status == 7)
    try folder.start()
    try await folder.wait(for: "readiness") { folder.log.contains("ready") }
    #expect(
      try platen("serve", "--root", folder.share, "--state", folder.state).status == 5)
    #expect(folder.stop() == 0)
    try Data("this is no database at all, and long enough to be looked at".utf8).write(
      to: URL(filePath: folder.state + "/jobs.sqlite"))
    #expect(
      try platen("serve", "--root", folder.share, "--state", folder.state).status == 6)
    let kept = try Data(contentsOf: URL(filePath: folder.state + "/jobs.sqlite"))
    #expect(String(decoding: kept, as: UTF8.self).hasPrefix("this is no database"))
  }

  @Test("A hot folder made while the daemon runs is found; init changes nothing that is there")
  func laterFolders() async throws {
    let root = try TestRoot(program: .platen)
    try root.daemon.start()
    let share = TestShare(share: root.root + "/later", daemon: root.daemon)
    #expect(try platen("init", share.share).status == 0)
    let settings = share.text("hotfolder.yaml")
    try share.write("hotfolder.yaml", "quiet: 50ms\n")
    #expect(try platen("init", share.share).status == 0)
    #expect(share.text("hotfolder.yaml") == "quiet: 50ms\n" && settings != nil)
    try tool("/usr/bin/cp", ["-r", share.share + "/sample", share.share + "/inbox/sample"])
    try await share.wait(for: "the sample's result") { share.results.count == 1 }
    _ = try share.checked(share.results[0])
    #expect(try platen("init", share.share + "/hotfolder.yaml").status == 1)
    #expect(root.daemon.stop() == 0)
  }

  @Test("`status` and `jobs` answer in JSON; `retry`, `cancel` and `approve` say why not")
  func commands() async throws {
    let folder = try TestFolder(program: .platen)
    try folder.start()
    try folder.dropZip("a.zip", RealCampaign(name: "a").files)
    try await folder.waitForEnd(of: "a.zip")
    let jobs = try platen("jobs", "--json", "--state", folder.state)
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(jobs.text.utf8)) as? [[String: Any]])
    #expect(list.count == 1 && list[0]["state"] as? String == "CLOSED")
    #expect(Set(list[0].keys) == Set(folder.jobs[0].keys))
    let status = try platen("status", "--json", "--state", folder.state)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(status.text.utf8)) as? [String: Any])
    #expect(Set(object.keys) == ["daemon", "folders", "counts"])
    let id = try #require(list[0]["job"] as? String)
    for command in ["retry", "cancel", "approve"] {
      #expect(try platen(command, id, "--state", folder.state).status == 1)
      #expect(try platen(command, "nobody-knows", "--state", folder.state).status == 1)
    }
    #expect(folder.stop() == 0)
  }

  @Test("The service manager is told READY, signs of life and STOPPING")
  func serviceManager() async throws {
    let folder = try TestFolder(program: .platen)
    let socket = folder.base + "/notify"
    let heard = folder.base + "/heard"
    let listener = try Subprocess(
      "/usr/bin/python3",
      [
        "-c",
        """
        import socket, sys
        s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind(sys.argv[1]); s.settimeout(60)
        out = open(sys.argv[2], 'w', buffering=1)
        while True:
          message = s.recv(4096).decode(); out.write(message + '\\n')
          if message == 'STOPPING=1': break
        """, socket, heard,
      ])
    defer { listener.terminate() }
    try await folder.wait(for: "the listener") { FileManager.default.fileExists(atPath: socket) }
    try folder.daemon.start(environment: ["NOTIFY_SOCKET": socket, "WATCHDOG_USEC": "900000"])
    func messages() -> [String] {
      ((try? String(contentsOfFile: heard, encoding: .utf8)) ?? "").split(separator: "\n").map(
        String.init)
    }
    try await folder.wait(for: "signs of life") {
      messages().contains("READY=1") && messages().count { $0 == "WATCHDOG=1" } >= 3
    }
    #expect(folder.stop() == 0)
    try await folder.wait(for: "the end") { messages().last == "STOPPING=1" }
  }

  @Test("With `log.format: json` every line is an object, and lines about a job name it")
  func jsonLog() async throws {
    let folder = try TestFolder(program: .platen, config: "log: { format: json, level: debug }\n")
    try folder.start()
    try folder.dropZip("a.zip", RealCampaign(name: "a").files)
    try await folder.waitForEnd(of: "a.zip")
    #expect(folder.stop() == 0)
    let lines = folder.log.split(separator: "\n").filter { !$0.hasPrefix("platen ready") }
    let objects = lines.compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
    #expect(objects.count == lines.count && !objects.isEmpty, "\(lines)")
    let id = try #require(folder.jobs[0]["job"] as? String)
    let claimed = objects.first { ($0["message"] as? String)?.hasPrefix("claimed") == true }
    #expect(claimed?["job"] as? String == id)
  }

  @Test("`http.listen` serves health, jobs and metrics, and changes nothing")
  func metrics() async throws {
    let folder = try TestFolder(
      program: .platen, config: "http: { listen: '127.0.0.1:0' }\n")
    try folder.start()
    try await folder.wait(for: "the port") { folder.log.contains("on port ") }
    let port = try #require(folder.log.firstMatch(of: /on port (\d+)/)?.1)
    func get(_ path: String, _ more: String...) throws -> String {
      try tool(
        "/usr/bin/curl", ["-s", "-i"] + more + ["http://127.0.0.1:\(port)" + path], expecting: nil)
    }
    try folder.dropZip("a.zip", RealCampaign(name: "a").files)
    try await folder.waitForEnd(of: "a.zip")
    let metrics = try get("/metrics")
    #expect(metrics.hasPrefix("HTTP/1.1 200"))
    for line in [
      "platen_jobs{state=\"CLOSED\"} 1", "platen_assets_total 6", "platen_bundles_total 3",
      "platen_jobs_queued 0", "platen_folder_paused{folder=\"\(folder.share)\"} 0",
    ] {
      #expect(metrics.contains(line), "\(line) in \(metrics)")
    }
    for name in [
      "platen_stage_seconds_total{stage=\"PLANNED\"}", "platen_disk_free_bytes{path=",
      "platen_last_scan_timestamp_seconds{folder=", "platen_open_descriptors",
      "platen_resident_bytes",
    ] {
      #expect(metrics.contains(name), "\(name)")
    }
    #expect(try get("/healthz").hasSuffix("ok\n"))
    #expect(try get("/jobs.json").contains("\"state\" : \"CLOSED\""))
    #expect(try get("/").contains("a.zip"))
    #expect(try get("/nothing").hasPrefix("HTTP/1.1 404"))
    #expect(try get("/", "-X", "POST").hasPrefix("HTTP/1.1 405"))
    #expect(folder.stop() == 0)
  }

  @Test("Nothing listens unless it is configured")
  func silent() async throws {
    let folder = try TestFolder(program: .platen)
    try folder.start()
    try await folder.wait(for: "readiness") { folder.log.contains("ready") }
    let sockets = try FileManager.default.contentsOfDirectory(
      atPath: "/proc/\(folder.daemon.pid)/fd"
    ).compactMap {
      try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/\(folder.daemon.pid)/fd/\($0)")
    }.compactMap { $0.firstMatch(of: /socket:\[(\d+)\]/)?.1 }.map(String.init)
    let tables = ["tcp", "tcp6"].compactMap {
      try? String(contentsOfFile: "/proc/\(folder.daemon.pid)/net/\($0)", encoding: .utf8)
    }.joined()
    #expect(!sockets.contains { inode in tables.contains(" \(inode) ") })
    #expect(folder.stop() == 0)
  }

  @Test("`doctor` says what machine and share can do, leaves nothing behind, and 1 means a problem")
  func doctor() throws {
    let folder = try TestFolder(program: .platen)
    let answer = try platen("doctor", folder.share, "--state", folder.state, "--json")
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [[String: String]])
    let probes = Set(list.compactMap { $0["probe"] })
    for probe in ["events", "rename", "mkdir", "sync of folders", "free space", "fonts"] {
      #expect(probes.contains(probe), "\(probe)")
    }
    let keys: Set = ["subject", "probe", "verdict", "found", "meaning"]
    #expect(list.allSatisfy { Set($0.keys) == keys })
    #expect(answer.status == 0, "\(answer.text)")
    #expect(folder.names("inbox") == [".claims", ".hotfolder"])
    try folder.write("hotfolder.yaml", "quite: 2s\n")
    let broken = try platen("doctor", folder.share, "--state", folder.state)
    #expect(broken.status == 1)
    #expect(broken.text.contains("PROBLEM  hotfolder.yaml") && broken.text.contains("key quite"))
  }

  @Test("A jumping clock admits nothing early and confuses no job")
  func clockJumps() async throws {
    let folder = try TestFolder(settings: "quiet: 1500ms\npoll: 100ms\n")
    var fault = Fault()
    fault.clockJumps = true
    try folder.start(fault: fault)
    try folder.write("campaign.yaml", folder.campaign("a"))
    try folder.write("inbox/a.csv", rows(2))
    for number in 3...8 {
      usleep(150_000)
      try folder.append("inbox/a.csv", Data("K\(number),\n".utf8))
    }
    try await folder.waitForEnd(of: "a.csv")
    #expect(folder.names("outbox/\(folder.results[0])/bundles").count == 8)
    #expect(folder.stop() == 0)
  }
}
