import Foundation
import Glibc

/// A folder of hot folders under one daemon, so that many cases share its start.
final class TestRoot {
  let base: String
  var root: String { base + "/root" }
  let daemon: DaemonProcess

  init(program: DaemonProcess.Program, config: String? = nil) throws {
    let base = NSTemporaryDirectory() + "platen-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: base + "/root", withIntermediateDirectories: true)
    if let config {
      try Data(config.utf8).write(to: URL(filePath: base + "/platen.yaml"))
    }
    daemon = DaemonProcess(
      program, base: base, root: base + "/root", state: base + "/state",
      config: config.map { _ in base + "/platen.yaml" })
    self.base = base
  }

  deinit {
    daemon.signal(SIGKILL)
    daemon.waitUntilExit()
    try? FileManager.default.removeItem(atPath: base)
  }

  /// Makes one more hot folder; a running daemon finds it.
  func hotFolder(
    _ name: String, settings: String = "quiet: 50ms\nquiet_max: 400ms\npoll: 200ms\n"
  ) throws -> TestShare {
    let share = TestShare(share: root + "/" + name, daemon: daemon)
    try share.make(settings: settings)
    return share
  }
}

/// One of several hot folders of a daemon.
struct TestShare: HotFolderFiles {
  let share: String
  let daemon: DaemonProcess
  var log: String { daemon.log }
}
