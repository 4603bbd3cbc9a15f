import Foundation
import Linux
import Logging
import Pipeline
import StandIn
import Synchronization

/// The daemon with the stand-in renderer: `StandInDaemon ROOT STATE`. With `KILL_AT=n` it kills itself
/// at the n-th durable step, as if the power went; with `ENDS_WITH_PARENT` it ends when the other end
/// of its standard input closes.
let arguments = CommandLine.arguments
let killAt = ProcessInfo.processInfo.environment["KILL_AT"].flatMap { Int($0) }

final class StepCounter: Sendable {
  private let count = Mutex(0)
  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}

if ProcessInfo.processInfo.environment["ENDS_WITH_PARENT"] != nil { ParentWatch.start() }

let steps = StepCounter()
let configuration = {
  var configuration = DaemonConfiguration()
  configuration.roots = [arguments[1]]
  return configuration
}()
let log = Logger(label: "stand-in") { StreamLogHandler.standardError(label: $0) }

func run() async throws {
  let signals = try SignalSource()
  let daemon = try Daemon(
    configuration: configuration, statePath: arguments[2], renderer: StandInRenderer(), log: log,
    checkpoint: { name in
      let step = steps.next()
      FileHandle.standardError.write(Data("step \(step): \(name)\n".utf8))
      if step == killAt { kill(getpid(), SIGKILL) }
    })
  try await daemon.run(
    ready: { _ in FileHandle.standardError.write(Data("ready\n".utf8)) },
    signals: {
      switch signals.next(within: 0.05) {
      case .terminate, .interrupt: .stop
      case .hangup: .reload(nil)
      case nil: nil
      }
    })
}

do {
  try await run()
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
