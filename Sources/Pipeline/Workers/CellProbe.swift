import Foundation
import Linux

/// Whether a worker's cell really holds, found out by a worker that tries to break out.
package struct CellProbe {
  /// What a worker could not be kept from, and why where the kernel says so.
  package struct Outcome: Sendable, Codable {
    /// Rules that are not in force.
    package var missing: [String]
    /// Forbidden things that went through.
    package var allowed: [String]
  }

  private let settings: WorkerSettings

  package init(settings: WorkerSettings = WorkerSettings()) { self.settings = settings }

  /// Starts a worker that does nothing else.
  ///
  /// - Throws: where no worker can be started, or where it does not answer.
  package func run() throws -> Outcome {
    let scratch = NSTemporaryDirectory() + "platen-probe-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let process = try WorkerProcess(
      arguments: ["--probe", "--writable", scratch], scratch: scratch, settings: settings)
    defer { process.end() }
    do {
      return try JSONDecoder().decode(
        Outcome.self,
        from: Data(try process.receive(.init(seconds: settings.startSeconds))))
    } catch let loss as WorkerProcess.Loss {
      throw SystemError("the sandbox's probe: \(loss.reason)", code: ECHILD)
    }
  }

  /// The worker's part: locks itself in, tries, and tells.
  package static func answer(in cell: WorkerCell) throws {
    let outcome = Outcome(
      missing: try cell.enter(),
      allowed: SandboxProbe.transgressions(
        readable: "/etc/hostname", writable: (cell.writable as NSString).deletingLastPathComponent))
    try MessageChannel(input: 0, output: 1).send(Array(try JSONEncoder().encode(outcome)))
  }
}
