import Campaign
import Foundation
import Linux
import Synchronization

/// The workers of one job: started when first needed, kept while they live, ended with the job.
final class WorkerPool: Sendable {
  private let specification: String
  let job: JobSpecification
  private let readable: [String]
  private let settings: WorkerSettings
  private let idle = Mutex<[Worker]>([])

  /// - Parameters:
  ///   - specification: the path of the job's `job.json`.
  ///   - readable: what its workers may read.
  init(
    specification: String, job: JobSpecification, readable: [String], settings: WorkerSettings
  ) {
    self.specification = specification
    self.job = job
    self.readable = readable
    self.settings = settings
  }

  /// Renders a shard in some worker, on a thread of its own.
  ///
  /// A worker that fails is never used again.
  func render(
    _ shard: Shard, into directory: String, progress: @escaping @Sendable (Int) -> Void
  ) async throws -> ShardResult {
    try await withWorker(writable: (directory as NSString).deletingLastPathComponent) { worker in
      try worker.render(shard, into: directory, progress: progress)
    }
  }

  /// Asks some worker, on a thread of its own; one that fails is never used again.
  ///
  /// - Parameter writable: the folder that the worker may write to.
  func ask(
    _ command: WorkerCommand, about recipient: String, writable: String
  ) async throws -> WorkerEvent {
    try await withWorker(writable: writable) { try $0.ask(command, about: recipient) }
  }

  private func withWorker<Answer: Sendable>(
    writable: String, _ body: @escaping @Sendable (Worker) throws -> Answer
  ) async throws -> Answer {
    let current = Mutex<(worker: Worker?, isCancelled: Bool)>((nil, false))
    return try await withTaskCancellationHandler {
      try Task.checkCancellation()
      return try await onThread { [self] in
        let worker = try take(writable: writable)
        let isCancelled = current.withLock {
          $0.worker = worker
          return $0.isCancelled
        }
        do {
          if isCancelled { throw CancellationError() }
          let result = try body(worker)
          idle.withLock { $0.append(worker) }
          return result
        } catch {
          worker.end()
          if current.withLock({ $0.isCancelled }) { throw CancellationError() }
          throw error
        }
      }
    } onCancel: {
      let worker = current.withLock {
        $0.isCancelled = true
        return $0.worker
      }
      worker?.interrupt()
    }
  }

  /// Ends all idle workers.
  func end() {
    let workers = idle.withLock { workers in
      defer { workers = [] }
      return workers
    }
    for worker in workers { worker.end() }
  }

  private func take(writable: String) throws -> Worker {
    let (kept, strangers) = idle.withLock { workers in
      let kept = workers.lastIndex { $0.writable == writable }.map { workers.remove(at: $0) }
      // Staging moves to another folder when a job is staged again; the old rights do not fit it.
      let strangers = kept == nil ? workers.filter { $0.writable != writable } : []
      workers.removeAll { worker in strangers.contains { $0 === worker } }
      return (kept, strangers)
    }
    for stranger in strangers { stranger.end() }
    return try kept
      ?? Worker(
        specification: specification, job: job, readable: readable, writable: writable,
        settings: settings)
  }
}

/// Runs blocking work on a new thread, so that it takes none of the cooperative pool's.
func onThread<Result: Sendable>(
  _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    let thread = Thread { continuation.resume(with: Swift.Result(catching: work)) }
    thread.stackSize = 1 << 20
    thread.start()
  }
}
