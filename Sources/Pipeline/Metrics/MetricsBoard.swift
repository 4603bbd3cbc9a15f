import Linux
import Synchronization

/// What the daemon has done since its start, counted for whoever watches it.
final class MetricsBoard: Sendable {
  /// The time spent in one state of jobs.
  struct Stage: Sendable {
    var seconds = 0.0
    var count = 0
  }

  /// What the last scan of a hot folder found.
  struct Scan: Sendable {
    /// Milliseconds since 1970.
    var time: Int64
    var waiting: Int
  }

  struct Values: Sendable {
    var stages: [String: Stage] = [:]
    var scans: [String: Scan] = [:]
    var assets = 0
    var bundles = 0
    var leftOut = 0
    var workersLost = 0
    var ended: [String: Int] = [:]
    /// Messages by what became of them.
    var deliveries: [String: Int] = [:]
  }

  private let state = Mutex(Values())

  var values: Values { state.withLock { $0 } }

  func spent(_ seconds: Double, in stage: String) {
    state.withLock {
      $0.stages[stage, default: Stage()].seconds += seconds
      $0.stages[stage, default: Stage()].count += 1
    }
  }

  func scanned(_ share: String, waiting: Int) {
    let scan = Scan(time: WallClock.milliseconds(), waiting: waiting)
    state.withLock { $0.scans[share] = scan }
  }

  func rendered(assets: Int, bundles: Int, leftOut: Int) {
    state.withLock {
      $0.assets += assets
      $0.bundles += bundles
      $0.leftOut += leftOut
    }
  }

  func lostWorker() { state.withLock { $0.workersLost += 1 } }

  func delivered(as state: String) {
    self.state.withLock { $0.deliveries[state, default: 0] += 1 }
  }

  func ended(as state: String) { self.state.withLock { $0.ended[state, default: 0] += 1 } }
}
