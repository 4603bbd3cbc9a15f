import Campaign
import Findings
import Foundation
import Linux
import Synchronization

/// The daemon's side of one worker process.
///
/// A worker serves one job and one shard at a time. Its calls block, so each runs on a thread of its
/// own; ending the process makes every blocked call return.
final class Worker: Sendable {
  private let process: ChildProcess
  private let log: WorkerLog
  private let limits: AssetLimits
  private let assetsPerRecipient: Int
  private let memory: Int
  private let isAlive = Mutex(true)
  /// The folder that the worker may write to.
  let writable: String

  /// Starts the process; it reports ready on its first shard.
  init(specification: String, job: JobSpecification, writable: String, settings: WorkerSettings)
    throws
  {
    log = try WorkerLog()
    process = try ChildProcess(
      executable: settings.executable,
      arguments: [
        "worker", "--job", specification, "--writable", writable,
        "--memory", String(settings.addressSpace), "--cache", String(settings.cacheBytes),
      ],
      environment: ["TZ": "UTC", "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"],
      standardError: log.descriptor)
    self.writable = writable
    limits = job.limits
    memory = settings.memory
    assetsPerRecipient = max(1, job.variants.count)
    do {
      try awaitReady(within: settings.startSeconds)
    } catch {
      end()
      throw error
    }
  }

  deinit { end() }

  /// Renders a shard.
  ///
  /// - Parameter progress: the number of this shard's recipients finished so far.
  /// - Throws: `RenderFailure.workerLost` when the process died, hung or outgrew its memory, after
  ///   which the worker is gone; `SystemError` for the machine's faults.
  func render(
    _ shard: Shard, into directory: String, progress: @escaping @Sendable (Int) -> Void
  ) throws -> ShardResult {
    var collected = ShardResult(bundles: [], leftOut: [], findings: [], digest: "")
    var current: String?
    var done = 0
    do {
      try process.channel.send(try WorkerCommand.render(shard, directory: directory).encoded())
      while true {
        // Silence for as long as one recipient may take is a hang.
        switch try receive(within: limits.assetSeconds * Double(assetsPerRecipient)) {
        case .ready: continue
        case .started(let key): current = key
        case .rendered(let bundle, let findings):
          collected.bundles.append(bundle)
          collected.findings += findings
          done += 1
          progress(done)
        case .leftOut(let recipient, let findings):
          collected.leftOut.append(recipient)
          collected.findings += findings
          done += 1
          progress(done)
        case .finished: return collected.sealed()
        case .sampled, .measured:
          throw RenderFailure.inconsistent("the worker answers what nobody asked")
        case .failed(let code, let message):
          throw SystemError(message, code: code)
        }
      }
    } catch let loss as Loss {
      throw RenderFailure.workerLost(reason: loss.reason, recipient: current)
    } catch let error as SystemError where error.code == EPIPE {
      throw RenderFailure.workerLost(reason: reasonOfDeath(), recipient: current)
    }
  }

  /// Sends one command and waits for its one answer, as long as a recipient may take.
  ///
  /// - Throws: as `render`.
  func ask(_ command: WorkerCommand, about recipient: String) throws -> WorkerEvent {
    do {
      try process.channel.send(try command.encoded())
      let event = try receive(within: limits.assetSeconds * Double(assetsPerRecipient))
      if case .failed(let code, let message) = event { throw SystemError(message, code: code) }
      return event
    } catch let loss as Loss {
      throw RenderFailure.workerLost(reason: loss.reason, recipient: recipient)
    } catch let error as SystemError where error.code == EPIPE {
      throw RenderFailure.workerLost(reason: reasonOfDeath(), recipient: recipient)
    }
  }

  /// Ends the process and gives its resources back; further calls do nothing.
  func end() { _ = reap() }

  /// Makes a call that is blocked in `render` fail, from any thread.
  func interrupt() {
    isAlive.withLock { if $0 { process.kill() } }
  }

  private struct Loss: Error { var reason: String }

  private func awaitReady(within seconds: Double) throws {
    do {
      switch try receive(within: seconds) {
      case .ready: return
      case .failed(let code, let message): throw SystemError(message, code: code)
      default: throw RenderFailure.inconsistent("the worker began without being asked")
      }
    } catch let loss as Loss {
      throw RenderFailure.workerLost(reason: loss.reason, recipient: nil)
    }
  }

  /// Seconds between looks at a busy worker's memory.
  private static let memoryInterval = 0.1

  private func receive(within seconds: Double) throws -> WorkerEvent {
    let deadline = MonotonicTime.now() + seconds
    while true {
      let left = max(0, deadline - MonotonicTime.now())
      let isReady = try process.channel.hasInput(within: min(left, Self.memoryInterval))
      // Before anything of its work is believed.
      try checkMemory()
      if isReady || left == 0 { break }
    }
    switch try process.channel.receive(within: max(0, deadline - MonotonicTime.now())) {
    case .message(let bytes): return try WorkerEvent(decoding: bytes)
    case .closed: throw Loss(reason: reasonOfDeath())
    case .timedOut:
      process.kill()
      _ = reap()
      throw Loss(reason: "the worker gave no sign for \(Int(seconds)) s (limits.asset_seconds)")
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
