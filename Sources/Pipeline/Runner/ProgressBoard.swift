import Synchronization

/// How far running shards have come, for status files: nothing that must survive.
final class ProgressBoard: Sendable {
  private let counts = Mutex<[String: [Int: Int]]>([:])

  /// Finished recipients of a try that is under way.
  func note(_ count: Int, shard: Int, job: String) {
    counts.withLock { $0[job, default: [:]][shard] = count }
  }

  /// The shard's count is in the records now, or void.
  func clear(shard: Int, job: String) {
    counts.withLock { _ = $0[job]?.removeValue(forKey: shard) }
  }

  func clear(job: String) { counts.withLock { _ = $0.removeValue(forKey: job) } }

  func recipients(of job: String) -> Int {
    counts.withLock { $0[job]?.values.reduce(0, +) ?? 0 }
  }
}
