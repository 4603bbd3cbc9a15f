import Foundation
import Glibc

/// A daemon under test: the real program, or the one with the stand-in renderer.
final class DaemonProcess {
  enum Program: String {
    /// Renders each recipient to one line of text, at once.
    case standIn = "StandInDaemon"
    /// The whole program.
    case platen
  }

  private let program: Program
  private let base: String
  private let arguments: [String]
  private var process: Process?
  /// Its writing end closes with us.
  private var lifeline: Pipe?

  /// - Parameter base: an existing folder; the daemon's output goes to `log` in it.
  init(_ program: Program, base: String, root: String, state: String, config: String? = nil) {
    self.program = program
    self.base = base
    arguments =
      program == .standIn
      ? [root, state]
      : ["serve", "--root", root, "--state", state] + (config.map { ["--config", $0] } ?? [])
  }

  deinit {
    if let process, process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
  }

  static func path(of program: Program) -> String {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: program.rawValue).path(percentEncoded: false)
  }

  /// - Parameters:
  ///   - environment: added to this process's own.
  ///   - user: who it runs as, in place of us.
  ///   - endsWithUs: whether it ends by itself when this process does.
  func start(
    environment: [String: String] = [:], user: UInt32? = nil, endsWithUs: Bool = false
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: Self.path(of: program))
    process.arguments = arguments
    if let user {
      process.executableURL = URL(filePath: "/usr/bin/setpriv")
      process.arguments =
        ["--reuid=\(user)", "--regid=\(user)", "--clear-groups", Self.path(of: program)] + arguments
    }
    if endsWithUs {
      let pipe = Pipe()
      process.standardInput = pipe
      lifeline = pipe
    }
    process.currentDirectoryURL = URL(filePath: packageFolder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.environment?["ENDS_WITH_PARENT"] = endsWithUs ? "1" : nil
    if !FileManager.default.fileExists(atPath: base + "/log") {
      try Data().write(to: URL(filePath: base + "/log"))
    }
    let log = try FileHandle(forWritingTo: URL(filePath: base + "/log"))
    try log.seekToEnd()
    process.standardError = log
    process.standardOutput = log
    try process.run()
    try log.close()
    self.process = process
  }

  var isRunning: Bool { process?.isRunning ?? false }
  var pid: Int32 { process?.processIdentifier ?? -1 }
  var log: String { (try? String(contentsOfFile: base + "/log", encoding: .utf8)) ?? "" }

  /// How many descriptors it has open.
  var descriptors: Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd"))?.count ?? 0
  }

  /// The process ids of its workers.
  var workers: [Int32] {
    let children = try? String(
      contentsOfFile: "/proc/\(pid)/task/\(pid)/children", encoding: .utf8)
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
    let others = all.compactMap {
      try? String(contentsOfFile: "/proc/\(pid)/task/\($0)/children", encoding: .utf8)
    }
    return Set((others + [children ?? ""]).joined(separator: " ").split(separator: " "))
      .compactMap { Int32($0) }.sorted()
  }

  /// Asks it to end, and waits until it has; returns its exit code.
  @discardableResult
  func stop() -> Int32 {
    guard let process else { return -1 }
    if process.isRunning { kill(process.processIdentifier, SIGTERM) }
    process.waitUntilExit()
    return process.terminationStatus
  }

  func signal(_ number: Int32) { if let process { kill(process.processIdentifier, number) } }

  func waitUntilExit() { process?.waitUntilExit() }
}
