import CPlatform
import Glibc

/// A listening TCP socket.
package final class TCPListener: Sendable {
  private let socket: Descriptor

  /// - Parameter address: `host:port`, `[host]:port` or `:port` for every address of the machine; port 0
  ///   lets the system choose.
  package init(_ address: String) throws(SystemError) {
    guard let endpoint = NetworkAddress(address) else {
      throw SystemError("listen", path: address, code: EINVAL)
    }
    let host = endpoint.host

    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host.isEmpty ? nil : host, endpoint.port, &hints, &found) == 0,
      let info = found
    else {
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
    _ = fcntl(number, F_SETFL, O_NONBLOCK)
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

  /// Watched for clients by `TCPServer`.
  var descriptor: Int32 { socket.number }

  /// The next client that waits, never blocking; nil where none does.
  func accept() -> Descriptor? {
    let number = platen_accept(socket.number)
    guard number >= 0 else { return nil }
    _ = fcntl(number, F_SETFL, O_NONBLOCK)
    return Descriptor(number: number, path: "client")
  }
}
