import Hashing
import Linux

/// What is remembered of one drop from look to look.
struct SettleState {
  /// When the drop was first seen, by the clock on the wall, for people.
  let since: Int64
  let firstSeen: MonotonicTime
  private(set) var fingerprint: ContentHash
  private(set) var unchangedSince: MonotonicTime
  /// Looks since the last change, counted only when they are far enough apart.
  private(set) var equalLooks = 1
  private(set) var longestPause = 0.0
  private var lastLook: MonotonicTime
  /// Whether the drop came in as a whole, and nothing has touched it since.
  private(set) var arrivedWhole = false
  /// What completeness and hashes came to for this fingerprint.
  var examination: Examination?

  init(_ fingerprint: ContentHash, at now: MonotonicTime, wall: Int64) {
    self.since = wall
    self.firstSeen = now
    self.fingerprint = fingerprint
    self.unchangedSince = now
    self.lastLook = now
  }

  /// Takes note of one more look.
  mutating func look(_ current: ContentHash, at now: MonotonicTime, spacing: Double) {
    if current != fingerprint {
      longestPause = max(longestPause, now - unchangedSince)
      fingerprint = current
      unchangedSince = now
      lastLook = now
      equalLooks = 1
      arrivedWhole = false
      examination = nil
    } else if now - lastLook >= spacing * 0.99 {
      equalLooks += 1
      lastLook = now
    }
  }

  mutating func noteArrivalAsWhole() { arrivedWhole = true }

  /// The quiet time of this drop: three times the longest pause seen, within bounds.
  func quietTime(from start: Double, to most: Double) -> Double {
    max(start, min(most, longestPause * 3))
  }

  func isQuiet(at now: MonotonicTime, for seconds: Double) -> Bool {
    equalLooks >= 3 && now - unchangedSince >= seconds
  }
}

/// What reading a drop's files came to; holds until something about them changes.
struct Examination {
  var completeness: Completeness
  /// Whether stated sizes and digests match; nil where none are stated.
  var digestsMatch: Bool?
  /// Files that are empty or end in zeros.
  var hollow: String?
}
