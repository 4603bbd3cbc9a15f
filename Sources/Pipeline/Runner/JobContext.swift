import Delivery
import Dispatch
import HotFolder
import JobStore
import Linux
import Logging
import Synchronization

/// What every step of a job works with.
struct JobContext: Sendable {
  let store: JobStore
  let renderer: any JobRenderer
  /// Absolute path of the state directory.
  let state: String
  /// Who sends messages, as settings say now.
  let mail: @Sendable () -> MailServer
  let slots: WorkSlots
  let progress: ProgressBoard
  let metrics: MetricsBoard
  let log: Logger
  /// The settings of a hot folder as they are now.
  let settings: @Sendable (Share) -> HotFolderSettings
  /// Whether somebody wants the job stopped for good.
  let isCancelled: @Sendable (String) -> Bool
  /// Called after every durable step with its name: where tests end the process.
  let checkpoint: @Sendable (String) -> Void
  /// Serialises the look for duplicates with the admission that follows from it.
  let admission: Mutex<Void>.Box

  /// Absolute path of `work/` in the state directory.
  var work: String { state + "/work" }

  /// The log with the job's id on every line.
  func log(of job: String) -> Logger {
    var log = log
    log[metadataKey: "job"] = .string(job)
    return log
  }

  func folder(_ job: JobRecord) -> JobFolder { JobFolder(work: work, job: job.id) }
}

extension Mutex where Value == Void {
  /// A lock that values can share.
  final class Box: Sendable {
    private let mutex = Mutex(())

    func locked<T>(_ body: () throws -> T) rethrows -> T { try mutex.withLock { _ in try body() } }
  }
}

/// Runs blocking work on a thread where it holds up nobody else's.
func offload<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
  }
}
