import Foundation
import Glibc
import Testing

/// Uploads by the programs that clients use, against servers that run here: whole, cut off, resumed,
/// side by side.
@Suite(.serialized) struct TransportTests {
  private func files(_ folder: TestShare, _ name: String, _ count: Int = 3) -> [String: String] {
    ["campaign.yaml": folder.campaign(name), "rows.csv": rows(count), "image.bin": noise]
  }

  /// Enough bytes that a transfer can be cut in the middle.
  private var noise: String {
    var state: UInt64 = 0x2545_f491_4f6c_dd1d
    return String(
      (0..<200_000).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1
        return Character(UnicodeScalar(UInt8(33 + (state >> 33) % 90)))
      })
  }

  private func makeZip(_ folder: TestShare, _ name: String) throws -> String {
    let path = folder.share + "/\(name).zip"
    try folder.zip(at: path, files(folder, name))
    return path
  }

  // MARK: SFTP

  @Test("SFTP: a plain upload is one job", .enabled(if: SFTPServer.isPossible))
  func sftpPlain() async throws {
    let folder = try await SharedDaemon.hotFolder()
    let server = try SFTPServer(root: folder.share)
    defer { server.stop() }
    try await server.run(["put \(try makeZip(folder, "plain")) inbox/plain.zip"])
    try await folder.waitForEnd(of: "plain.zip")
  }

  @Test(
    "SFTP: upload under .filepart and rename, as WinSCP does", .enabled(if: SFTPServer.isPossible))
  func sftpRename() async throws {
    let folder = try await SharedDaemon.hotFolder("quiet: 60s\npoll: 200ms\n")
    let server = try SFTPServer(root: folder.share)
    defer { server.stop() }
    try await server.run([
      "put \(try makeZip(folder, "renamed")) inbox/renamed.zip.filepart",
      "rename inbox/renamed.zip.filepart inbox/renamed.zip",
    ])
    try await folder.wait(for: "the claim") { folder.jobs.count == 1 }
    #expect(folder.jobs[0]["evidence"] as? Int == 4)
  }

  @Test("SFTP: killed at 70 % it waits; resumed it is one job", .enabled(if: SFTPServer.isPossible))
  func sftpResumed() async throws {
    let folder = try await SharedDaemon.hotFolder()
    let server = try SFTPServer(root: folder.share)
    defer { server.stop() }
    let whole = try makeZip(folder, "resumed")
    let bytes = try Data(contentsOf: URL(filePath: whole))
    // What a killed session leaves is a shorter file that was closed in order.
    let part = folder.share + "/part.zip"
    try bytes.prefix(bytes.count * 7 / 10).write(to: URL(filePath: part))
    try await server.run(["put \(part) inbox/resumed.zip"])
    try await folder.waitToWait("resumed.zip")
    try await Task.sleep(for: .milliseconds(400))
    #expect(folder.jobs.isEmpty)
    try await server.run(["reput \(whole) inbox/resumed.zip"])
    try await folder.waitForEnd(of: "resumed.zip")
    #expect(folder.jobs.count == 1)
  }

  @Test("SFTP: four uploads side by side are four jobs", .enabled(if: SFTPServer.isPossible))
  func sftpParallel() async throws {
    let folder = try await SharedDaemon.hotFolder()
    let server = try SFTPServer(root: folder.share)
    defer { server.stop() }
    let commands = try (1...4).map {
      "put \(try makeZip(folder, "p\($0)")) inbox/p\($0).zip"
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for command in commands { group.addTask { try await server.run([command]) } }
      try await group.waitForAll()
    }
    for number in 1...4 { try await folder.waitForEnd(of: "p\(number).zip") }
  }

  @Test("SFTP: a folder by recursive put is one job", .enabled(if: SFTPServer.isPossible))
  func sftpFolder() async throws {
    let folder = try await SharedDaemon.hotFolder("quiet: 300ms\npoll: 200ms\n")
    let server = try SFTPServer(root: folder.share)
    defer { server.stop() }
    for (name, text) in files(folder, "tree") { try folder.write("outside/tree/" + name, text) }
    try await server.run(["put -r \(folder.share)/outside/tree inbox/tree"])
    try await folder.waitForEnd(of: "tree")
  }

  // MARK: SMB

  @Test(
    "SMB: uploads to a Samba share are jobs, one by one and side by side",
    .enabled(if: SMBServer.isPossible))
  func smb() async throws {
    let folder = try await SharedDaemon.hotFolder()
    let server = try SMBServer(root: folder.share)
    defer { server.stop() }
    try await server.waitUntilReady()
    try await server.run("put \(try makeZip(folder, "one")) inbox\\one.zip")
    try await folder.waitForEnd(of: "one.zip")
    let commands = try (2...4).map {
      "put \(try makeZip(folder, "p\($0)")) inbox\\p\($0).zip"
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for command in commands { group.addTask { try await server.run(command) } }
      try await group.waitForAll()
    }
    for number in 2...4 { try await folder.waitForEnd(of: "p\(number).zip") }
  }

  @Test(
    "SMB: an upload cut off waits; sent again it is one job", .enabled(if: SMBServer.isPossible))
  func smbCutOff() async throws {
    let folder = try await SharedDaemon.hotFolder()
    let server = try SMBServer(root: folder.share)
    defer { server.stop() }
    try await server.waitUntilReady()
    let whole = try makeZip(folder, "cut")
    let part = folder.share + "/part.zip"
    try Data(contentsOf: URL(filePath: whole)).prefix(70_000).write(to: URL(filePath: part))
    try await server.run("put \(part) inbox\\cut.zip")
    try await folder.waitToWait("cut.zip")
    #expect(folder.jobs.isEmpty)
    try await server.run("put \(whole) inbox\\cut.zip")
    try await folder.waitForEnd(of: "cut.zip")
    #expect(folder.jobs.count == 1)
  }

  // MARK: rsync and rclone

  private static let rsync = "/usr/bin/rsync"
  private static let rclone = "/usr/bin/rclone"

  @Test(
    "rsync: its hidden temporary names are left alone, and its rename admits",
    .enabled(if: FileManager.default.fileExists(atPath: rsync)))
  func rsyncRename() async throws {
    let folder = try await SharedDaemon.hotFolder("quiet: 60s\npoll: 200ms\n")
    try await folder.wait(for: "a look") { folder.text("status/daemon.json") != nil }
    let whole = try makeZip(folder, "synced")
    try await longTool(Self.rsync, ["--bwlimit=200", whole, folder.share + "/inbox/"])
    try await folder.wait(for: "the claim") { folder.jobs.count == 1 }
    #expect(folder.jobs[0]["evidence"] as? Int == 4)
  }

  @Test(
    "rsync: in place and slow, a zip is taken only when it is whole",
    .enabled(if: FileManager.default.fileExists(atPath: rsync)))
  func rsyncInPlace() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try await folder.wait(for: "a look") { folder.text("status/daemon.json") != nil }
    let whole = try makeZip(folder, "slow")
    try await longTool(Self.rsync, ["--inplace", "--bwlimit=200", whole, folder.share + "/inbox/"])
    try await folder.waitForEnd(of: "slow.zip")
    #expect(folder.jobs.count == 1)
  }

  @Test(
    "rsync: a folder is one job",
    .enabled(if: FileManager.default.fileExists(atPath: rsync)))
  func rsyncFolder() async throws {
    let folder = try await SharedDaemon.hotFolder("quiet: 400ms\npoll: 200ms\n")
    for (name, text) in files(folder, "tree") { try folder.write("outside/tree/" + name, text) }
    try await longTool(
      Self.rsync, ["-r", folder.share + "/outside/tree", folder.share + "/inbox/"])
    try await folder.waitForEnd(of: "tree")
  }

  @Test(
    "rclone: parallel transfers of zips and a folder are as many jobs",
    .enabled(if: FileManager.default.fileExists(atPath: rclone)))
  func rcloneParallel() async throws {
    let folder = try await SharedDaemon.hotFolder("quiet: 400ms\npoll: 200ms\n")
    for name in ["r1", "r2", "r3"] {
      try folder.zip(at: folder.share + "/outside-\(name).zip", files(folder, name))
      try folder.write(
        "outside/\(name).zip",
        Data(
          contentsOf: URL(filePath: folder.share + "/outside-\(name).zip")))
    }
    for (name, text) in files(folder, "tree") { try folder.write("outside/tree/" + name, text) }
    try await longTool(
      Self.rclone,
      [
        "copy", "--config", "/dev/null", "--transfers", "4", folder.share + "/outside",
        folder.share + "/inbox",
      ])
    for name in ["r1.zip", "r2.zip", "r3.zip", "tree"] { try await folder.waitForEnd(of: name) }
    #expect(folder.jobs.count == 4)
  }
}
