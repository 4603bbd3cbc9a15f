import Foundation
import Glibc
import Testing

/// Whether this machine lets us mount in a name space of our own.
private let canMount =
  geteuid() == 0
  && (try? tool(
    "/usr/bin/unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"], expecting: nil)) == ""

/// File systems that are put over folders of a share, in a mount name space of the daemon's own.
@Suite(.serialized, .enabled(if: canMount)) struct MountTests {
  private func platen(_ folder: TestFolder) -> String {
    "'\(DaemonProcess.path(of: .platen))' serve --root '\(folder.share)' --state '\(folder.state)'"
  }

  @Test("Staging on another file system than the outbox: exit 8, and nothing is done")
  func stagingElsewhere() async throws {
    let folder = try TestFolder(program: .platen)
    try folder.dropZip("a.zip", RealCampaign(name: "a").files)
    let answer = try await longTool(
      "/usr/bin/unshare",
      [
        "-m", "sh", "-c",
        "mount -t tmpfs none '\(folder.share)/outbox/.staging' && \(platen(folder))",
      ], expecting: 8)
    #expect(answer.contains("another file system"), "\(answer)")
    #expect(folder.names("inbox").contains("a.zip"))
  }

  @Test("A mount put over a hot folder pauses it; when it goes, work goes on where it was")
  func covered() async throws {
    let folder = try TestFolder(program: .platen)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/unshare")
    process.arguments = ["-m", "sh", "-c", "exec " + platen(folder)]
    let log = folder.base + "/covered"
    try Data().write(to: URL(filePath: log))
    let handle = try FileHandle(forWritingTo: URL(filePath: log))
    process.standardError = handle
    process.standardOutput = handle
    try process.run()
    defer { kill(process.processIdentifier, SIGKILL) }
    func said(_ text: String) -> Bool {
      (try? String(contentsOfFile: log, encoding: .utf8))?.contains(text) == true
    }
    func inside(_ command: String) throws {
      try tool(
        "/usr/bin/nsenter", ["-t", "\(process.processIdentifier)", "-m", "sh", "-c", command])
    }
    try await folder.wait(for: "readiness") { said("ready") }
    try folder.write("inbox/a/campaign.yaml", RealCampaign(name: "a").descriptor())
    try await folder.wait(for: "a drop that waits") { folder.waiting("a") != nil }

    try inside("mount -t tmpfs none '\(folder.share)'")
    try await folder.wait(for: "the pause") { said("is paused: inbox/ is missing") }
    for (name, text) in RealCampaign(name: "a").files { try folder.write("inbox/a/" + name, text) }
    try inside("test -z \"$(ls -A '\(folder.share)')\"")

    try inside("umount '\(folder.share)'")
    try await folder.waitForEnd(of: "a")
    #expect(folder.results.count == 1 && folder.rejections.isEmpty)
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
