import Foundation
import Glibc
import Synchronization

/// Serves requests, one for each connection, on a thread of its own.
///
/// No client can hold up another or keep memory: nothing blocks, a connection has a few seconds for all
/// of it, and where there are too many, the oldest gives way to the newest.
package final class TCPServer: Sendable {
  package struct Limits: Sendable {
    /// Connections at once.
    package var connections = 32
    /// Bytes of a request; longer ones are answered as they are.
    package var requestBytes = 16 << 10
    /// Seconds for one connection, from its beginning to its end.
    package var seconds = 10.0

    package init() {}
  }

  package typealias Answer = @Sendable (_ request: [UInt8]) async -> [UInt8]

  private let listener: TCPListener
  private let limits: Limits
  private let isComplete: @Sendable (_ request: [UInt8], _ newFrom: Int) -> Bool
  private let answer: Answer
  private let wakeUp: WakeUp
  private let shared = Mutex(Shared())
  private let ended = DispatchSemaphore(value: 0)

  private struct Shared {
    var isStopped = false
    /// Finished answers by their connections' numbers.
    var answers: [Int: [UInt8]] = [:]
  }

  /// - Parameters:
  ///   - isComplete: whether a request is all there; bytes before `newFrom` were asked about already.
  ///   - answer: called on a task of its own.
  package init(
    _ listener: TCPListener, limits: Limits = Limits(),
    isComplete: @escaping @Sendable (_ request: [UInt8], _ newFrom: Int) -> Bool,
    answer: @escaping Answer
  ) throws(SystemError) {
    self.listener = listener
    self.limits = limits
    self.isComplete = isComplete
    self.answer = answer
    wakeUp = try WakeUp()
  }

  package func start() {
    let thread = Thread { [self] in
      run()
      ended.signal()
    }
    thread.name = "status page"
    thread.start()
  }

  /// Hangs up on everybody, and waits until that is done.
  package func stop() {
    shared.withLock { $0.isStopped = true }
    wakeUp.wake()
    ended.wait()
  }

  private func run() {
    // The oldest first.
    var connections: [TCPConnection] = []
    var number = 0
    while true {
      let (isStopped, answers) = shared.withLock { shared in
        defer { shared.answers = [:] }
        return (shared.isStopped, shared.answers)
      }
      if isStopped { return }
      for connection in connections {
        if let bytes = answers[connection.number] { connection.write(bytes) }
      }
      var polls = [
        pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      polls += connections.map(\.poll)
      guard poll(&polls, nfds_t(polls.count), 1000) >= 0 || errno == EINTR else { return }
      if polls[1].revents != 0 { wakeUp.drain() }
      for (connection, poll) in zip(connections, polls.dropFirst(2)) where poll.revents != 0 {
        if let request = connection.proceed(limit: limits.requestBytes, isComplete) {
          respond(to: request, on: connection.number)
        }
      }
      let now = MonotonicTime.now()
      connections.removeAll { $0.isOver || now - $0.begun > limits.seconds }
      while let socket = listener.accept() {
        number += 1
        if connections.count >= limits.connections { connections.removeFirst() }
        connections.append(TCPConnection(socket, number: number))
      }
    }
  }

  private func respond(to request: [UInt8], on number: Int) {
    Task { [self] in
      let bytes = await answer(request)
      shared.withLock { $0.answers[number] = bytes }
      wakeUp.wake()
    }
  }
}

/// One client, hung up on with the last reference. Only its server's thread touches it.
private final class TCPConnection {
  let number: Int
  let begun = MonotonicTime.now()
  private let socket: Descriptor
  private var state = State.reading([])

  private enum State {
    case reading([UInt8])
    case awaitingAnswer
    case writing([UInt8], from: Int)
    /// All is said; what the client still sends is read, or its system would drop our answer.
    case ending
    case over
  }

  init(_ socket: consuming Descriptor, number: Int) {
    self.socket = socket
    self.number = number
  }

  var isOver: Bool { if case .over = state { true } else { false } }

  /// What to wait for; the client's hanging up is always told.
  var poll: pollfd {
    let events: Int32 =
      switch state {
      case .reading, .ending: POLLIN
      case .writing: POLLOUT
      case .awaitingAnswer, .over: 0
      }
    return pollfd(fd: socket.number, events: Int16(events), revents: 0)
  }

  func write(_ bytes: [UInt8]) {
    guard case .awaitingAnswer = state else { return }
    state = .writing(bytes, from: 0)
    proceedWriting()
  }

  /// Reads or writes as far as it goes; returns the request once it is complete.
  func proceed(
    limit: Int, _ isComplete: (_ request: [UInt8], _ newFrom: Int) -> Bool
  ) -> [UInt8]? {
    switch state {
    case .reading(var bytes):
      // One part for each turn, so that none has the thread to itself.
      guard let part = receive() else { return nil }
      let known = bytes.count
      bytes += part
      guard isComplete(bytes, known) || bytes.count >= limit else {
        state = .reading(bytes)
        return nil
      }
      state = .awaitingAnswer
      return bytes
    case .writing: proceedWriting()
    case .ending: _ = receive()
    case .awaitingAnswer, .over: state = .over
    }
    return nil
  }

  /// What has come; nil where nothing has. The end of it ends the connection.
  private func receive() -> [UInt8]? {
    var part = [UInt8](repeating: 0, count: 4096)
    let count = recv(socket.number, &part, part.count, 0)
    if count > 0 { return Array(part[..<count]) }
    if count == 0 || errno != EAGAIN && errno != EINTR { state = .over }
    return nil
  }

  private func proceedWriting() {
    guard case .writing(let bytes, var sent) = state else { return }
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        send(socket.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 {
        state = errno == EAGAIN || errno == EINTR ? .writing(bytes, from: sent) : .over
        return
      }
      sent += count
    }
    shutdown(socket.number, Int32(SHUT_WR))
    state = .ending
  }
}
