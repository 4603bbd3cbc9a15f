import Foundation
import Glibc
import Testing

/// A daemon that is not root, and drops that it may not move or read.
@Suite(
  .serialized,
  .enabled(if: geteuid() == 0 && FileManager.default.fileExists(atPath: "/usr/bin/setpriv")))
struct PermissionTests {
  private static let user: UInt32 = 65534

  /// A hot folder that belongs to the daemon's user.
  private func folder() throws -> TestFolder {
    let folder = try TestFolder(settings: "quiet: 50ms\npoll: 100ms\n")
    try tool("/usr/bin/chown", ["-R", "\(Self.user):\(Self.user)", folder.base])
    try folder.daemon.start(user: Self.user)
    return folder
  }

  /// Puts a zip of root's into the inbox.
  private func drop(_ folder: TestFolder, _ name: String, mode: mode_t) throws {
    let path = folder.share + "/inbox/.\(name).tmp"
    try folder.zip(at: path, ["campaign.yaml": folder.campaign(name), "rows.csv": rows(1)])
    chmod(path, mode)
    try folder.rename("inbox/.\(name).tmp", to: "inbox/" + name)
  }

  @Test("A file of mode 000 is an alarm CANNOT_CLAIM with its remedy, not a loop; chmod admits it")
  func unreadable() async throws {
    let folder = try folder()
    try await folder.wait(for: "readiness") { folder.log.contains("ready") }
    try drop(folder, "closed.zip", mode: 0)
    try await folder.wait(for: "the alarm") {
      "\(folder.waiting("closed.zip") ?? [:])".contains("CANNOT_CLAIM")
    }
    #expect("\(folder.waiting("closed.zip") ?? [:])".contains("umask"))
    try await Task.sleep(for: .milliseconds(600))
    #expect(folder.jobs.isEmpty)
    #expect(folder.log.components(separatedBy: "CANNOT_CLAIM").count <= 3)
    chmod(folder.share + "/inbox/closed.zip", 0o644)
    try await folder.waitForEnd(of: "closed.zip")
  }

  @Test("A folder that may not be moved is an alarm, looked at again when it may")
  func foreignFolder() async throws {
    let folder = try folder()
    try await folder.wait(for: "readiness") { folder.log.contains("ready") }
    try folder.write("outside/foreign/campaign.yaml", folder.campaign("foreign"))
    try folder.write("outside/foreign/rows.csv", rows(1))
    // To move a folder, its own `..` must be written.
    chmod(folder.share + "/outside/foreign", 0o755)
    try folder.rename("outside/foreign", to: "inbox/foreign")
    try await folder.wait(for: "the alarm") {
      "\(folder.waiting("foreign") ?? [:])".contains("CANNOT_CLAIM")
    }
    try await Task.sleep(for: .milliseconds(500))
    #expect(folder.names("inbox").contains("foreign") && folder.jobs.isEmpty)
    #expect(folder.log.components(separatedBy: "CANNOT_CLAIM").count == 2)
    try tool("/usr/bin/chown", ["\(Self.user)", folder.share + "/inbox/foreign"])
    try await folder.waitForEnd(of: "foreign")
  }

  @Test("A read-only inbox is an alarm, not a loop; work goes on when it can be written to")
  func readOnlyInbox() async throws {
    let folder = try folder()
    try await folder.wait(for: "readiness") { folder.log.contains("ready") }
    try tool("/usr/bin/chown", ["root", folder.share + "/inbox"])
    chmod(folder.share + "/inbox", 0o755)
    try drop(folder, "stuck.zip", mode: 0o644)
    try await folder.wait(for: "the alarm") {
      "\(folder.waiting("stuck.zip") ?? [:])".contains("CANNOT_CLAIM")
    }
    try await Task.sleep(for: .milliseconds(500))
    #expect(folder.log.components(separatedBy: "CANNOT_CLAIM").count == 2)
    #expect(folder.jobs.isEmpty)
    try tool("/usr/bin/chown", ["\(Self.user)", folder.share + "/inbox"])
    try await folder.waitForEnd(of: "stuck.zip")
  }

  @Test("An outbox that cannot be written to parks the job; it goes on by itself")
  func readOnlyOutbox() async throws {
    let folder = try folder()
    try await folder.wait(for: "readiness") { folder.log.contains("ready") }
    let staging = folder.share + "/outbox/.staging"
    try tool("/usr/bin/chown", ["root", staging])
    try drop(folder, "parked.zip", mode: 0o644)
    try await folder.wait(for: "the parking") { folder.states(of: "parked.zip") == ["PARKED"] }
    #expect("\(folder.jobs[0]["missing"] ?? "")".contains("Permission denied"))
    try tool("/usr/bin/chown", ["\(Self.user)", staging])
    try await folder.waitForEnd(of: "parked.zip")
    #expect(folder.results.count == 1)
  }
}
