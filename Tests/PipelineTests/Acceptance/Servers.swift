import Foundation
import Glibc
import TestSupport
import Testing

/// An OpenSSH server for one hot folder, with the settings that Documentation/examples shows.
final class SFTPServer: Sendable {
  private let base: String
  private let port: Int
  private let process: Subprocess

  /// Only root may change root, and the server's folders must be root's alone.
  static let isPossible =
    geteuid() == 0
    && ["/usr/sbin/sshd", "/usr/bin/sftp", "/usr/bin/ssh-keygen"].allSatisfy(
      FileManager.default.fileExists)

  init(root: String) throws {
    base = NSTemporaryDirectory() + "platen-sftp-\(UUID().uuidString.prefix(8))"
    port = try freePort()
    // The server keeps nothing in it, but asks for it.
    try FileManager.default.createDirectory(
      atPath: "/run/sshd", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
    for key in ["host", "client"] {
      try tool("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", base + "/" + key])
    }
    let chroot = Self.isSafe(root) ? root : "none"
    let example = try String(
      contentsOfFile: packageFolder + "/Documentation/examples/sshd_config", encoding: .utf8)
    let settings = example.replacing("Match Group platen-clients", with: "Match all")
      .replacing("ChrootDirectory /srv/hotfolders", with: "ChrootDirectory \(chroot)")
      .replacing("-d /acme/inbox", with: "-d \(chroot == "none" ? root : "/")")
    try Data(
      """
      ListenAddress 127.0.0.1
      Port \(port)
      HostKey \(base)/host
      AuthorizedKeysFile \(base)/client.pub
      StrictModes no
      PidFile none
      UsePAM no
      PermitRootLogin prohibit-password
      MaxStartups 50
      \(settings)
      """.utf8
    ).write(to: URL(filePath: base + "/sshd_config"))
    process = try Subprocess(
      "/usr/sbin/sshd", ["-D", "-e", "-f", base + "/sshd_config"], output: .file(base + "/log"))
  }

  /// OpenSSH changes root only to folders that nobody but root can write to or above.
  private static func isSafe(_ path: String) -> Bool {
    var url = URL(filePath: path)
    while true {
      let attributes = try? FileManager.default.attributesOfItem(
        atPath: url.path(percentEncoded: false))
      guard attributes?[.ownerAccountID] as? Int == 0,
        let mode = attributes?[.posixPermissions] as? Int, mode & 0o022 == 0
      else { return false }
      if url.path(percentEncoded: false) == "/" { return true }
      url.deleteLastPathComponent()
    }
  }

  /// Runs SFTP commands; names are relative to the hot folder.
  func run(_ commands: [String]) async throws {
    let batch = base + "/batch-\(UUID().uuidString)"
    try Data((commands.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: batch))
    let arguments = [
      "-q", "-b", batch, "-i", base + "/client", "-P", String(port), "-o",
      "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o",
      "ConnectionAttempts=20", "-o", "ConnectTimeout=30", "root@127.0.0.1",
    ]
    try await longTool("/usr/bin/sftp", arguments)
  }

  func stop() {
    process.terminate()
    process.wait()
    try? FileManager.default.removeItem(atPath: base)
  }
}

/// A Samba server for one hot folder, with the settings that Documentation/examples shows.
final class SMBServer: Sendable {
  private let base: String
  private let port: Int
  private let process: Subprocess

  static let isPossible =
    geteuid() == 0
    && ["/usr/sbin/smbd", "/usr/bin/smbclient"].allSatisfy(FileManager.default.fileExists)

  init(root: String) throws {
    base = NSTemporaryDirectory() + "platen-smb-\(UUID().uuidString.prefix(8))"
    port = try freePort()
    for folder in ["private", "state", "cache", "lock", "pid", "rpc"] {
      try FileManager.default.createDirectory(
        atPath: base + "/" + folder, withIntermediateDirectories: true)
    }
    let example = try String(
      contentsOfFile: packageFolder + "/Documentation/examples/smb.conf", encoding: .utf8)
    let settings = example.replacing("path = /srv/hotfolders", with: "path = \(root)")
      .replacing("valid users = @platen-clients", with: "guest ok = yes\n  force user = root")
      .replacing("force group = platen-clients", with: "force group = root")
      .replacing("map to guest = Never", with: "map to guest = Bad User")
      .replacing(
        "[hotfolders]",
        with: """
            smb ports = \(port)
            interfaces = lo
            bind interfaces only = yes
            private dir = \(base)/private
            state directory = \(base)/state
            cache directory = \(base)/cache
            lock directory = \(base)/lock
            pid directory = \(base)/pid
            ncalrpc dir = \(base)/rpc

          [hotfolders]
          """)
    try Data(settings.utf8).write(to: URL(filePath: base + "/smb.conf"))
    process = try Subprocess(
      "/usr/sbin/smbd",
      ["--foreground", "--no-process-group", "-s", base + "/smb.conf", "-l", base],
      output: .file(base + "/log"))
  }

  private var arguments: [String] {
    ["-s", base + "/smb.conf", "-N", "-p", String(port), "//127.0.0.1/hotfolders"]
  }

  func waitUntilReady() async throws {
    for _ in 0..<200 {
      let answer = try await longTool(
        "/usr/bin/smbclient", arguments + ["-c", "ls"], expecting: nil)
      if answer.contains("inbox") { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("the Samba server does not answer")
  }

  func run(_ command: String) async throws {
    try await longTool("/usr/bin/smbclient", arguments + ["-c", command])
  }

  func stop() {
    process.terminate()
    process.wait()
    try? FileManager.default.removeItem(atPath: base)
  }
}

/// A port that nobody listens on.
private func freePort() throws -> Int {
  let text = try python(
    "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])")
  return try #require(Int(text.split(separator: "\n").first ?? ""))
}
