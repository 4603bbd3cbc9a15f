import Foundation
import Glibc
import Linux
import TestSupport

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
  private var process: Subprocess?
  /// Its writing end closes with us.
  private var lifeline: Int32?

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
    if let lifeline { close(lifeline) }
    process?.signal(SIGKILL)
    process?.wait()
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
    var command = [Self.path(of: program)] + arguments
    if let user {
      command =
        ["/usr/bin/setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups"] + command
    }
    var input: Int32?
    defer { if let input { close(input) } }
    if endsWithUs {
      let pipe = try Linux.Pipe()
      input = pipe.readEnd
      lifeline = pipe.writeEnd
    }
    var variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    variables["ENDS_WITH_PARENT"] = endsWithUs ? "1" : nil
    process = try Subprocess(
      command[0], Array(command.dropFirst()), in: packageFolder, environment: variables,
      input: input, output: .file(base + "/log"))
  }

  var isRunning: Bool { process?.isRunning ?? false }
  var pid: Int32 { process?.pid ?? -1 }
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
    process?.terminate()
    return process?.wait() ?? -1
  }

  func signal(_ number: Int32) { process?.signal(number) }

  func waitUntilExit() { process?.wait() }
}
