import Glibc

/// A connection to a server that is spoken to in lines.
package final class TCPClient: Sendable {
  private let socket: Descriptor
  private let address: String

  /// - Parameters:
  ///   - address: `host:port` or `[host]:port`.
  ///   - seconds: how long the server may take to accept.
  package init(_ address: String, within seconds: Double) throws(SystemError) {
    self.address = address
    guard let endpoint = NetworkAddress(address), !endpoint.host.isEmpty else {
      throw SystemError("connect", path: address, code: EINVAL)
    }
    var hints = addrinfo()
    hints.ai_flags = AI_NUMERICSERV
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(endpoint.host, endpoint.port, &hints, &found) == 0 else {
      throw SystemError("resolve", path: address, code: EADDRNOTAVAIL)
    }
    defer { freeaddrinfo(found) }
    var failure = SystemError("resolve", path: address, code: EADDRNOTAVAIL)
    var next = found
    while let info = next {
      do throws(SystemError) {
        socket = try Self.connect(info.pointee, address, seconds)
        return
      } catch {
        failure = error
      }
      next = info.pointee.ai_next
    }
    throw failure
  }

  private static func connect(
    _ info: addrinfo, _ address: String, _ seconds: Double
  ) throws(SystemError) -> Descriptor {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let number = try retrying("socket", address) {
      Glibc.socket(info.ai_family, type | Int32(SOCK_NONBLOCK.rawValue), 0)
    }
    let socket = Descriptor(number: number, path: address)
    if Glibc.connect(number, info.ai_addr, info.ai_addrlen) != 0 {
      guard errno == EINPROGRESS else { throw SystemError("connect", path: address) }
      try wait(number, for: POLLOUT, until: MonotonicTime.now() + seconds, address)
      var code: Int32 = 0
      var length = socklen_t(MemoryLayout<Int32>.size)
      getsockopt(number, SOL_SOCKET, SO_ERROR, &code, &length)
      guard code == 0 else { throw SystemError("connect", path: address, code: code) }
    }
    return socket
  }

  private static func wait(
    _ number: Int32, for event: Int32, until deadline: MonotonicTime, _ address: String
  ) throws(SystemError) {
    while true {
      let left = deadline - MonotonicTime.now()
      guard left > 0 else { throw SystemError("wait", path: address, code: ETIMEDOUT) }
      var poll = pollfd(fd: number, events: Int16(event), revents: 0)
      if Glibc.poll(&poll, 1, Int32(clamping: Int(min(left, 3600) * 1000) + 1)) > 0 { return }
    }
  }

  /// Sends all bytes.
  package func write(_ bytes: [UInt8], within seconds: Double) throws(SystemError) {
    let deadline = MonotonicTime.now() + seconds
    var sent = 0
    while sent < bytes.count {
      try Self.wait(socket.number, for: POLLOUT, until: deadline, address)
      let count = bytes[sent...].withUnsafeBytes {
        send(socket.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 && errno != EAGAIN && errno != EINTR {
        throw SystemError("send", path: address)
      }
      sent += max(0, count)
    }
  }

  /// The next line without its end; ECONNRESET where the server hangs up, EMSGSIZE beyond `limit` bytes.
  package func line(limit: Int, within seconds: Double) throws(SystemError) -> [UInt8] {
    let deadline = MonotonicTime.now() + seconds
    var line: [UInt8] = []
    while line.count <= limit {
      try Self.wait(socket.number, for: POLLIN, until: deadline, address)
      var byte: UInt8 = 0
      let count = recv(socket.number, &byte, 1, 0)
      if count == 0 { throw SystemError("receive", path: address, code: ECONNRESET) }
      if count < 0 {
        if errno == EAGAIN || errno == EINTR { continue }
        throw SystemError("receive", path: address)
      }
      if byte == 0x0a {
        if line.last == 0x0d { line.removeLast() }
        return line
      }
      line.append(byte)
    }
    throw SystemError("receive", path: address, code: EMSGSIZE)
  }
}
