import Foundation
import Linux
import Synchronization

/// One process of ours behind a pipe: started with a bare environment, watched while it works, ended
/// whatever it does.
///
/// Calls block; ending the process makes every blocked call return.
final class WorkerProcess: Sendable {
  /// Why the process is gone.
  struct Loss: Error { var reason: String }

  /// How long to wait for the process, and what to say when it took longer.
  struct Patience {
    var seconds: Double
    var complaint: String

    /// - Parameter setting: the setting that bounds it; nil where none does.
    init(seconds: Double, setting: String? = nil) {
      self.seconds = seconds
      complaint =
        String(format: "the worker gave no sign for %g s", seconds)
        + (setting.map { " (\($0))" } ?? "")
    }
  }

  private let process: ChildProcess
  private let log: WorkerLog
  private let memory: Int
  private let isAlive = Mutex(true)

  /// - Parameters:
  ///   - arguments: of the program's `worker` command.
  ///   - scratch: a folder that it may write to, for what libraries put into temporary files.
  init(arguments: [String], scratch: String, settings: WorkerSettings) throws(SystemError) {
    log = try WorkerLog()
    memory = settings.memory
    process = try ChildProcess(
      executable: settings.executable,
      arguments: ["worker"] + arguments + [
        "--memory", String(settings.addressSpace), "--cache", String(settings.cacheBytes),
      ],
      environment: [
        "TZ": "UTC", "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1", "TMPDIR": scratch,
        "SQLITE_TMPDIR": scratch,
      ],
      standardError: log.descriptor)
  }

  deinit { end() }

  /// Ends the process and gives its resources back; further calls do nothing.
  func end() { _ = reap() }

  /// Makes a call that is blocked fail, from any thread.
  func interrupt() {
    isAlive.withLock { if $0 { process.kill() } }
  }

  /// - Throws: `Loss` where the process has gone.
  func send(_ bytes: [UInt8]) throws {
    do throws(SystemError) {
      try process.channel.send(bytes)
    } catch {
      guard error.code == EPIPE else { throw error }
      throw Loss(reason: reasonOfDeath())
    }
  }

  /// Seconds between looks at a busy process's memory.
  private static let memoryInterval = 0.1

  /// The next message.
  ///
  /// - Throws: `Loss` where the process died, said nothing for too long or took too much memory; it has
  ///   ended then.
  func receive(_ patience: Patience) throws -> [UInt8] {
    let deadline = MonotonicTime.now() + patience.seconds
    while true {
      let left = max(0, deadline - MonotonicTime.now())
      let isReady = try process.channel.hasInput(within: min(left, Self.memoryInterval))
      // Before anything of its work is believed.
      try checkMemory()
      if isReady || left == 0 { break }
    }
    switch try process.channel.receive(within: max(0, deadline - MonotonicTime.now())) {
    case .message(let bytes): return bytes
    case .closed: throw Loss(reason: reasonOfDeath())
    case .timedOut:
      _ = reap()
      throw Loss(reason: patience.complaint)
    }
  }

  private func checkMemory() throws {
    guard let peak = process.peakMemory, peak > memory else { return }
    _ = reap()
    throw Loss(
      reason: "the worker took more than \(memory >> 20) MiB of memory (limits.worker_memory)")
  }

  private func reasonOfDeath() -> String {
    let ending = reap()
    let lastWords = log.tail()
    let how =
      switch ending {
      case .exited(let status): "the worker ended with status \(status)"
      case .killed(let signal): "the worker was ended by signal \(signal) (\(signalName(signal)))"
      case nil: "the worker ended"
      }
    return lastWords.isEmpty ? how : "\(how): \(lastWords)"
  }

  private func reap() -> ChildProcess.Ending? {
    isAlive.withLock { alive in
      guard alive else { return nil }
      alive = false
      process.kill()
      return process.wait()
    }
  }

  private func signalName(_ signal: Int32) -> String {
    strsignal(signal).map { String(cString: $0) } ?? "unknown"
  }
}
