import Synchronization

/// How far running shards have come, for status files, and which of these could not be written yet:
/// nothing that must survive.
final class ProgressBoard: Sendable {
  private let counts = Mutex<[String: [Int: Int]]>([:])
  private let hidden = Mutex<Set<String>>([])

  /// Jobs whose status files are behind.
  var unshown: [String] { hidden.withLock { $0.sorted() } }

  /// Whether a job's status file says how it is.
  func note(isShown: Bool, job: String) {
    hidden.withLock { jobs in
      if isShown { jobs.remove(job) } else { jobs.insert(job) }
    }
  }

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
