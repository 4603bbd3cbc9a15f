import CPlatform
import Glibc

/// Lets one thread sleep until another wakes it or a time has passed, by the monotonic clock.
package final class WakeUp: Sendable {
  private let readEnd: Int32
  private let writeEnd: Int32

  package init() throws(SystemError) {
    var ends: [Int32] = [0, 0]
    let result = platen_pipe(&ends)
    guard result == 0 else { throw SystemError("pipe", path: "wake-up", code: -result) }
    for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Ends the present or the next sleep. Safe from any thread.
  package func wake() {
    var byte: UInt8 = 1
    // A full pipe already holds a wake-up.
    _ = write(writeEnd, &byte, 1)
  }

  /// Readable while somebody has woken us; for polling it beside others.
  var descriptor: Int32 { readEnd }

  /// Forgets who has woken us.
  func drain() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(readEnd, &bytes, bytes.count) > 0 {}
  }

  /// Sleeps up to that many seconds; true when woken.
  package func sleep(seconds: Double) -> Bool {
    let deadline = MonotonicTime.now() + max(0, seconds)
    while true {
      let rest = deadline - MonotonicTime.now()
      var poll = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
      let milliseconds = Int32(clamping: Int((max(0, min(rest, 1e6)) * 1000).rounded(.up)))
      if Glibc.poll(&poll, 1, milliseconds) > 0 {
        drain()
        return true
      }
      if rest <= 0 { return false }
    }
  }

  /// Sleeps for that many seconds, whatever happens.
  package static func pause(seconds: Double) { usleep(UInt32(clamping: Int(seconds * 1e6))) }
}
