import Campaign
import Findings
import Foundation
import Linux

/// The daemon's side of one worker process that renders.
///
/// A worker serves one job and one shard at a time. Its calls block, so each runs on a thread of its
/// own; ending the process makes every blocked call return.
final class Worker: Sendable {
  private let process: WorkerProcess
  /// For one recipient: silence for longer is a hang.
  private let patience: WorkerProcess.Patience
  /// The folder that the worker may write to.
  let writable: String

  /// Starts the process and waits until it is ready.
  ///
  /// - Parameter readable: what it may read beside its job's own folder.
  init(
    specification: String, job: JobSpecification, readable: [String], writable: String,
    settings: WorkerSettings
  ) throws {
    self.writable = writable
    patience = WorkerProcess.Patience(
      seconds: job.limits.assetSeconds * Double(max(1, job.variants.count)),
      setting: "limits.asset_seconds")
    process = try WorkerProcess(
      arguments: ["--job", specification, "--writable", writable]
        + readable.flatMap { ["--readable", $0] },
      scratch: writable, settings: settings)
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
      try process.send(try WorkerCommand.render(shard, directory: directory).encoded())
      while true {
        switch try WorkerEvent(decoding: process.receive(patience)) {
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
    } catch let loss as WorkerProcess.Loss {
      throw RenderFailure.workerLost(reason: loss.reason, recipient: current)
    }
  }

  /// Sends one command and waits for its one answer, as long as a recipient may take.
  ///
  /// - Throws: as `render`.
  func ask(_ command: WorkerCommand, about recipient: String) throws -> WorkerEvent {
    do {
      try process.send(try command.encoded())
      let event = try WorkerEvent(decoding: process.receive(patience))
      if case .failed(let code, let message) = event { throw SystemError(message, code: code) }
      return event
    } catch let loss as WorkerProcess.Loss {
      throw RenderFailure.workerLost(reason: loss.reason, recipient: recipient)
    }
  }

  /// Ends the process and gives its resources back; further calls do nothing.
  func end() { process.end() }

  /// Makes a call that is blocked in `render` fail, from any thread.
  func interrupt() { process.interrupt() }

  private func awaitReady(within seconds: Double) throws {
    do {
      switch try WorkerEvent(decoding: process.receive(.init(seconds: seconds))) {
      case .ready: return
      case .failed(let code, let message): throw SystemError(message, code: code)
      default: throw RenderFailure.inconsistent("the worker began without being asked")
      }
    } catch let loss as WorkerProcess.Loss {
      throw RenderFailure.workerLost(reason: loss.reason, recipient: nil)
    }
  }
}
