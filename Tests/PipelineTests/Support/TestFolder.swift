import Foundation
import Glibc
import Testing

/// A hot folder of its own with a daemon of its own, in a temporary directory.
final class TestFolder: HotFolderFiles {
  let base: String
  var share: String { base + "/share" }
  var state: String { base + "/state" }
  let daemon: DaemonProcess

  init(
    settings: String = "quiet: 50ms\nquiet_max: 400ms\npoll: 200ms\n",
    program: DaemonProcess.Program = .standIn,
    config: String? = nil
  ) throws {
    let base = NSTemporaryDirectory() + "platen-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
    if let config {
      try Data(config.utf8).write(to: URL(filePath: base + "/platen.yaml"))
    }
    daemon = DaemonProcess(
      program, base: base, root: base + "/share", state: base + "/state",
      config: config.map { _ in base + "/platen.yaml" })
    self.base = base
    try make(settings: settings)
  }

  deinit {
    daemon.signal(SIGKILL)
    daemon.waitUntilExit()
    try? FileManager.default.removeItem(atPath: base)
  }

  // MARK: The daemon

  /// Starts the daemon; with `killAt` it dies at that step.
  func start(killAt: Int? = nil) throws {
    try daemon.start(environment: killAt.map { ["KILL_AT": String($0)] } ?? [:])
  }

  /// Starts it with a fault in one of its calls on files below this folder.
  func start(fault: Fault) throws {
    try daemon.start(environment: try fault.environment(root: base))
  }

  var isRunning: Bool { daemon.isRunning }
  var log: String { daemon.log }

  /// Asks the daemon to end, and waits until it has; returns its exit code.
  func stop() -> Int32 { daemon.stop() }

  func signal(_ number: Int32) { daemon.signal(number) }

  func waitUntilExit() { daemon.waitUntilExit() }
}

let descriptor = "campaign: spring\ntemplate: t\ndata: { file: rows.csv, key: key }\n"

func rows(_ count: Int, acts: [Int: String] = [:]) -> String {
  "key,act\n" + (1...count).map { "K\($0),\(acts[$0] ?? "")\n" }.joined()
}
