import Glibc

/// A moment of a clock that only ever goes forward, whatever happens to the time of day.
package struct MonotonicTime: Sendable, Hashable, Comparable {
  /// Seconds since an arbitrary beginning.
  package var seconds: Double

  package init(seconds: Double) { self.seconds = seconds }

  package static func now() -> MonotonicTime {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicTime(seconds: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
  }

  package static func < (a: MonotonicTime, b: MonotonicTime) -> Bool { a.seconds < b.seconds }

  package static func + (time: MonotonicTime, seconds: Double) -> MonotonicTime {
    MonotonicTime(seconds: time.seconds + seconds)
  }

  /// Seconds from the second moment to the first.
  package static func - (a: MonotonicTime, b: MonotonicTime) -> Double { a.seconds - b.seconds }
}

/// The time of day, for what people read; never for measuring.
package enum WallClock {
  /// Milliseconds since 1970, UTC.
  package static func milliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
