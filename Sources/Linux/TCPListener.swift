import CPlatform
import Glibc

/// A listening TCP socket.
package final class TCPListener: Sendable {
  private let socket: Descriptor

  /// - Parameter address: `host:port`, `[host]:port` or `:port` for every address of the machine; port 0
  ///   lets the system choose.
  package init(_ address: String) throws(SystemError) {
    guard let colon = address.lastIndex(of: ":") else {
      throw SystemError("listen", path: address, code: EINVAL)
    }
    var host = String(address[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    let port = String(address[address.index(after: colon)...])

    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host.isEmpty ? nil : host, port, &hints, &found) == 0, let info = found else {
      throw SystemError("resolve", path: address, code: EADDRNOTAVAIL)
    }
    defer { freeaddrinfo(info) }
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let number = try retrying("socket", address) {
      Glibc.socket(info.pointee.ai_family, type, 0)
    }
    let socket = Descriptor(number: number, path: address)
    var yes: Int32 = 1
    setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    try retrying("bind", address) { bind(number, info.pointee.ai_addr, info.pointee.ai_addrlen) }
    try retrying("listen", address) { listen(number, 64) }
    self.socket = socket
  }

  /// The port that it listens on.
  package var port: Int {
    var address = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let result = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(socket.number, $0, &length)
      }
    }
    // The port lies at the same place in IPv4 addresses.
    return result == 0 ? Int(UInt16(bigEndian: address.sin6_port)) : 0
  }

  /// Waits that long for a client; nil when none came.
  package func accept(within seconds: Double) -> TCPConnection? {
    var poll = pollfd(fd: socket.number, events: Int16(POLLIN), revents: 0)
    guard Glibc.poll(&poll, 1, Int32(clamping: Int(seconds * 1000))) > 0 else { return nil }
    let number = platen_accept(socket.number)
    return number >= 0 ? TCPConnection(Descriptor(number: number, path: "client")) : nil
  }
}

/// A client of a `TCPListener`; it is hung up on with the last reference.
package final class TCPConnection: Sendable {
  private let socket: Descriptor

  fileprivate init(_ socket: consuming Descriptor) {
    var timeout = timeval(tv_sec: 5, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(socket.number, SOL_SOCKET, SO_SNDTIMEO, &timeout, size)
    self.socket = socket
  }

  /// Reads until `isComplete` says so; nil where the client is too slow, says too much or hangs up.
  package func read(
    upTo limit: Int, within seconds: Double, until isComplete: ([UInt8]) -> Bool
  ) -> [UInt8]? {
    let deadline = MonotonicTime.now() + seconds
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4096)
    while !isComplete(bytes) {
      let left = deadline - MonotonicTime.now()
      guard left > 0, bytes.count < limit else { return nil }
      var poll = pollfd(fd: socket.number, events: Int16(POLLIN), revents: 0)
      guard Glibc.poll(&poll, 1, Int32(left * 1000) + 1) > 0 else { continue }
      let count = recv(socket.number, &part, part.count, 0)
      guard count > 0 else { return nil }
      bytes += part[..<count]
    }
    return bytes
  }

  package func write(_ bytes: [UInt8]) throws(SystemError) { try socket.write(bytes) }

  /// Says that no more will come, so that the client need not wait.
  package func finish() { shutdown(socket.number, Int32(SHUT_WR)) }
}
