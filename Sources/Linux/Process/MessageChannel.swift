import Glibc

/// Messages over a pair of pipe ends: each is four bytes of length, least significant first, and its
/// bytes. Not safe for two readers or two writers at once.
package final class MessageChannel: Sendable {
  /// What reading came to.
  package enum Received: Sendable {
    case message([UInt8])
    /// The other side has closed its end, or sent something that is no message.
    case closed
    /// Nothing came before the deadline.
    case timedOut
  }

  /// No message of ours is longer; a longer one is a broken peer.
  package static let maximumLength = 64 << 20

  private let input: Int32
  private let output: Int32

  /// - Parameters:
  ///   - input: the descriptor to read from; the caller keeps and closes both.
  package init(input: Int32, output: Int32) {
    self.input = input
    self.output = output
  }

  /// Sends one message; blocks while the pipe is full.
  package func send(_ bytes: [UInt8]) throws(SystemError) {
    var frame: [UInt8] = []
    frame.reserveCapacity(bytes.count + 4)
    let length = UInt32(clamping: bytes.count)
    for shift in [0, 8, 16, 24] as [UInt32] {
      frame.append(UInt8(truncatingIfNeeded: length >> shift))
    }
    frame += bytes
    var sent = 0
    while sent < frame.count {
      let count = frame[sent...].withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemError("write")
      }
      sent += count
    }
  }

  /// Waits that long for the beginning of a message, or the end of the stream.
  package func hasInput(within seconds: Double) throws(SystemError) -> Bool {
    var poll = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    let ready = Glibc.poll(&poll, 1, Int32(clamping: Int((min(seconds, 3600) * 1000).rounded(.up))))
    if ready < 0 && errno != EINTR { throw SystemError("poll") }
    return ready > 0
  }

  /// Receives one message.
  ///
  /// - Parameter seconds: how long to wait for each part of it; nil waits for ever.
  package func receive(within seconds: Double? = nil) throws(SystemError) -> Received {
    let deadline = seconds.map { MonotonicTime.now().seconds + $0 }
    guard let header = try read(4, until: deadline) else { return .timedOut }
    guard header.count == 4 else { return .closed }
    let length = header.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= Self.maximumLength else { return .closed }
    guard let body = try read(length, until: deadline) else { return .timedOut }
    return body.count == length ? .message(body) : .closed
  }

  /// Exactly `count` bytes; fewer at the end of the stream; nil at the deadline.
  private func read(_ count: Int, until deadline: Double?) throws(SystemError) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      if let deadline {
        let left = deadline - MonotonicTime.now().seconds
        if left <= 0 { return nil }
        var poll = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        let ready = Glibc.poll(&poll, 1, Int32(min(left * 1000 + 1, 3_600_000)))
        if ready == 0 { continue }
        if ready < 0 {
          if errno == EINTR { continue }
          throw SystemError("poll")
        }
      }
      let got = bytes[filled...].withUnsafeMutableBytes {
        Glibc.read(input, $0.baseAddress, $0.count)
      }
      if got < 0 {
        if errno == EINTR { continue }
        throw SystemError("read")
      }
      if got == 0 { break }
      filled += got
    }
    if filled < count { bytes.removeSubrange(filled...) }
    return bytes
  }
}
