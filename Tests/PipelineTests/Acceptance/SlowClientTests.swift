import Foundation
import Glibc
import Testing

/// Clients of the status page that take their time.
@Suite(.serialized) struct SlowClientTests {
  /// A connection that is hung up on with the last reference.
  private final class Client {
    let socket: Int32

    init(port: UInt16) throws {
      socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
      let status = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      try #require(status == 0)
    }

    deinit { close(socket) }

    func say(_ text: String) { _ = send(socket, text, text.utf8.count, Int32(MSG_NOSIGNAL)) }
  }

  @Test(
    "Clients that send a byte, or never read, hold up nobody: neither others, nor jobs, nor the end"
  )
  func slow() async throws {
    let folder = try TestFolder(program: .platen, config: "http: { listen: '127.0.0.1:0' }\n")
    try folder.start()
    try await folder.wait(for: "the port") { folder.log.contains("on port ") }
    let port = try #require(
      folder.log.firstMatch(of: /on port (\d+)/).flatMap { UInt16($0.1) })
    func get(_ path: String) throws -> String {
      try tool("/usr/bin/curl", ["-s", "http://127.0.0.1:\(port)\(path)"], expecting: nil)
    }
    try await folder.wait(for: "a healthy folder") { (try? get("/healthz")) == "ok\n" }
    let before = folder.daemon.descriptors

    var clients: [Client] = []
    for number in 0..<100 {
      let client = try Client(port: port)
      client.say(number % 2 == 0 ? "G" : "GET /jobs.json HTTP/1.1\r\n\r\n")
      clients.append(client)
    }
    #expect(try get("/healthz") == "ok\n")
    #expect(try get("/metrics").contains("platen_open_descriptors"))
    #expect(folder.daemon.descriptors <= before + 40, "\(folder.daemon.descriptors), \(before)")
    try folder.dropZip("a.zip", RealCampaign(name: "a").files)
    try await folder.waitForEnd(of: "a.zip")
    #expect(try get("/jobs.json").contains("CLOSED"))
    withExtendedLifetime(clients) { #expect(folder.stop() == 0) }
  }

  @Test("A request of more than 16 KiB, and one in pieces, are answered; a broken one is told so")
  func odd() async throws {
    let folder = try TestFolder(program: .platen, config: "http: { listen: '127.0.0.1:0' }\n")
    try folder.start()
    try await folder.wait(for: "the port") { folder.log.contains("on port ") }
    let port = try #require(folder.log.firstMatch(of: /on port (\d+)/)?.1)
    let answers = try python(
      """
      import socket, sys, time
      def ask(*parts):
        s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
        for part in parts:
          try: s.sendall(part)
          except OSError: break
        answer = b''
        while True:
          try: part = s.recv(65536)
          except OSError: break
          if not part: break
          answer += part
        return answer.split(b'\\r\\n')[0].decode()
      print(ask(b'GET /nothing HTTP/1.1\\r\\nX: ' + b'x' * 100000 + b'\\r\\n\\r\\n'))
      print(ask(*[bytes([b]) for b in b'GET /healthz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n']))
      print(ask(b'\\xff\\x00\\r\\n\\r\\n'))
      print(ask(b'GET / HTTP/1.1\\n\\n'))
      """, String(port))
    #expect(
      answers.split(separator: "\n") == [
        "HTTP/1.1 404 Not Found", "HTTP/1.1 200 OK", "HTTP/1.1 400 Bad Request", "HTTP/1.1 200 OK",
      ])
    #expect(folder.stop() == 0)
  }
}
