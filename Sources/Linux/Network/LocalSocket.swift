import CPlatform
import Glibc

/// A Unix stream socket in a directory, over which one line asks and one line answers.
///
/// Addresses go through `/proc/self/fd`, since a socket's path may have no more than 107 bytes and a
/// state directory may lie deeper than that.
package enum LocalSocket {
  /// Asks the server behind `name` and returns its answer; nil where nobody listens.
  package static func ask(
    _ directory: Directory, _ name: String, _ request: [UInt8]
  ) throws(SystemError) -> [UInt8]? {
    let socket = try makeSocket()
    let connected = withAddress(directory, name) { connect(socket.number, $0, $1) }
    guard connected == 0 else {
      if [ENOENT, ECONNREFUSED, ENOTSOCK].contains(errno) { return nil }
      throw SystemError("connect", path: directory.path + "/" + name)
    }
    try socket.write(request)
    shutdown(socket.number, Int32(SHUT_WR))
    var answer: [UInt8] = []
    try socket.readAll { (part) throws(SystemError) in answer += part }
    return answer
  }

  fileprivate static func makeSocket() throws(SystemError) -> Descriptor {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let number = try retrying("socket", "local socket") { socket(AF_UNIX, type, 0) }
    return Descriptor(number: number, path: "local socket")
  }

  fileprivate static func withAddress(
    _ directory: Directory, _ name: String,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array("/proc/self/fd/\(directory.descriptor)/\(name)".utf8)
    guard path.count < MemoryLayout.size(ofValue: address.sun_path) else {
      errno = ENAMETOOLONG
      return -1
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}

/// The listening end of a `LocalSocket`.
package final class LocalSocketServer: Sendable {
  private let socket: Descriptor

  /// Listens under `name`, in place of whatever an earlier process left there.
  package init(_ directory: Directory, _ name: String) throws(SystemError) {
    try directory.removeTree(EntryName(name))
    let socket = try LocalSocket.makeSocket()
    let path = directory.path + "/" + name
    try retrying("bind", path) {
      LocalSocket.withAddress(directory, name) { bind(socket.number, $0, $1) }
    }
    try retrying("listen", path) { listen(socket.number, 16) }
    self.socket = socket
  }

  /// Waits that long for one request and answers it; false when none came.
  ///
  /// A client that says nothing for 5 s, or more than 1 MiB, is hung up on.
  package func serve(within seconds: Double, _ answer: ([UInt8]) -> [UInt8]) -> Bool {
    var poll = pollfd(fd: socket.number, events: Int16(POLLIN), revents: 0)
    guard Glibc.poll(&poll, 1, Int32(clamping: Int(seconds * 1000))) > 0 else { return false }
    let number = platen_accept(socket.number)
    guard number >= 0 else { return false }
    let client = Descriptor(number: number, path: "client")
    var timeout = timeval(tv_sec: 5, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &timeout, size)
    setsockopt(number, SOL_SOCKET, SO_SNDTIMEO, &timeout, size)
    var request: [UInt8] = []
    do throws(SystemError) {
      try client.readAll { (part) throws(SystemError) in
        request += part
        if request.count > 1 << 20 {
          throw SystemError("read", path: "client", code: EMSGSIZE)
        }
      }
      try client.write(answer(request))
    } catch {
      // The client has gone or misbehaves: it gets no answer, and nobody else is concerned.
      return true
    }
    return true
  }
}
