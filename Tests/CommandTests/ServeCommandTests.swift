import Foundation
import Testing

@Suite("platen serve")
struct ServeCommandTests {
  @Test("publishes a dropped folder and a zip, byte by byte as their manifests say")
  func drops() throws {
    let folder = try TemporaryFolder()
    let share = folder.path("acme")
    #expect(try Program.run("init", share).status == 0)
    try "quiet: 100ms\n".write(toFile: share + "/hotfolder.yaml", atomically: true, encoding: .utf8)
    let daemon = try start(root: share, state: folder.path("state"), log: folder.path("log"))
    defer { daemon.terminate() }

    // A folder comes by one rename, a zip is written in place.
    try copySample(of: share, to: folder.path("one"), campaign: "one")
    try FileManager.default.moveItem(atPath: folder.path("one"), toPath: share + "/inbox/one")
    try copySample(of: share, to: folder.path("two"), campaign: "two")
    let zip = Process()
    zip.executableURL = URL(filePath: "/usr/bin/zip")
    zip.arguments = ["-q", "-r", share + "/inbox/two.zip", "."]
    zip.currentDirectoryURL = URL(filePath: folder.path("two"))
    try zip.run()
    zip.waitUntilExit()
    #expect(zip.terminationStatus == 0)

    let results = try wait(for: 2, in: share + "/outbox", log: folder.path("log"))
    for result in results {
      let answer = try Program.run("verify", share + "/outbox/" + result)
      #expect(answer.status == 0, "\(result): \(answer.output)")
    }
    #expect(
      results.contains { $0.hasPrefix("one__") } && results.contains { $0.hasPrefix("two__") })

    daemon.terminate()
    daemon.waitUntilExit()
    #expect(daemon.terminationStatus == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: share + "/inbox")
        .allSatisfy { $0.hasPrefix(".") })
  }

  private func start(root: String, state: String, log: String) throws -> Process {
    try Data().write(to: URL(filePath: log))
    let daemon = Process()
    daemon.executableURL = Program.executable
    daemon.arguments = ["serve", "--root", root, "--state", state]
    daemon.currentDirectoryURL = Program.package
    let handle = try FileHandle(forWritingTo: URL(filePath: log))
    daemon.standardOutput = handle
    daemon.standardError = handle
    try daemon.run()
    return daemon
  }

  private func copySample(of share: String, to target: String, campaign: String) throws {
    try FileManager.default.copyItem(atPath: share + "/sample", toPath: target)
    let path = target + "/campaign.yaml"
    var lines = try String(contentsOfFile: path, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    for index in lines.indices where lines[index].hasPrefix("campaign:") {
      lines[index] = "campaign: \(campaign)"
    }
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// The names of the published folders, once so many have their marker.
  private func wait(for count: Int, in outbox: String, log: String) throws -> [String] {
    for _ in 0..<600 {
      let names = try FileManager.default.contentsOfDirectory(atPath: outbox)
      let done = names.filter { $0.hasSuffix(".done") }.map { String($0.dropLast(5)) }
      if done.count >= count { return done }
      Thread.sleep(forTimeInterval: 0.1)
    }
    Issue.record("not published: \(try String(contentsOfFile: log, encoding: .utf8))")
    return []
  }
}
