import CPlatform
import Glibc

/// The signals that a daemon answers, delivered as values to one reader.
package enum Signal: Int32, Sendable, CaseIterable {
  case hangup = 1
  case interrupt = 2
  case terminate = 15
}

/// Catches `Signal`s for the whole process from the call on; there is one per process.
package final class SignalSource: Sendable {
  private let descriptor: Int32

  package init() throws(SystemError) {
    let result = Signal.allCases.map(\.rawValue).withUnsafeBufferPointer {
      platen_catch_signals($0.baseAddress, Int32($0.count))
    }
    guard result >= 0 else {
      throw SystemError("sigaction", path: "signals", code: -result)
    }
    descriptor = result
    // A client that hangs up must not end the daemon.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Waits for the next signal; nil after that many seconds.
  package func next(within seconds: Double) -> Signal? {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard Glibc.poll(&poll, 1, Int32(clamping: Int(seconds * 1000))) > 0 else { return nil }
    var number: UInt8 = 0
    guard read(descriptor, &number, 1) == 1 else { return nil }
    return Signal(rawValue: Int32(number))
  }
}
