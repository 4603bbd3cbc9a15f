import Glibc

/// The clock that never jumps: file times and the wall clock are never compared with it.
package enum MonotonicClock {
  /// Seconds since some fixed moment before the process began, suspended time included.
  package static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
