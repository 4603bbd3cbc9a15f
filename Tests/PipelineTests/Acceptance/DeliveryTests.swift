import Foundation
import Glibc
import Testing

/// Messages about published results, through the real program and a mail server that does what it is
/// told.
@Suite(.serialized) struct DeliveryTests {
  /// Reads its behaviour from a file before it answers the end of each message.
  private final class Server {
    let base: String
    let process = Process()
    let port: Int

    init() throws {
      base = NSTemporaryDirectory() + "platen-smtp-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
      let free = try python(
        "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])")
      port = try #require(Int(free.split(separator: "\n").first ?? ""))
    }

    func start(_ behaviour: String) throws {
      try behave(behaviour)
      process.executableURL = URL(filePath: "/usr/bin/python3")
      process.arguments = [
        "-c",
        """
        import socket, sys, time
        base = sys.argv[1]
        s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind(('127.0.0.1', int(sys.argv[2]))); s.listen()
        log = open(base + '/got', 'a', buffering=1)
        while True:
          c, _ = s.accept(); f = c.makefile('rb')
          def say(text): c.sendall(text.encode() + b'\\r\\n')
          try:
            say('220 ok')
            while True:
              line = f.readline().decode().rstrip()
              if not line: break
              if line == 'DATA':
                say('354 go on')
                while f.readline().rstrip() != b'.': pass
                log.write('message\\n')
                how = open(base + '/behaviour').read()
                if how == 'hold':
                  f.readline(); break
                say('250 ok' if how == 'accept' else '550 no')
              else: say('250 ok')
          except OSError: pass
          f.close(); c.close()
        """, base, String(port),
      ]
      try process.run()
    }

    func behave(_ how: String) throws {
      try Data(how.utf8).write(to: URL(filePath: base + "/behaviour"), options: .atomic)
    }

    /// How many messages came whole.
    var messages: Int {
      ((try? String(contentsOfFile: base + "/got", encoding: .utf8)) ?? "").split(separator: "\n")
        .count
    }

    deinit {
      if process.isRunning {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
      }
      try? FileManager.default.removeItem(atPath: base)
    }
  }

  private func folder(_ server: Server) throws -> TestFolder {
    try TestFolder(
      settings: "quiet: 50ms\npoll: 200ms\nnotify: [ops@example.org]\n", program: .platen,
      config: "mail: { server: '127.0.0.1:\(server.port)', from: platen@example.org }\n")
  }

  private func missing(_ folder: TestFolder) -> String { "\(folder.jobs.first?["missing"] ?? "")" }

  @Test("A published result is told of once; a server that is down parks the job until it is up")
  func down() async throws {
    let server = try Server()
    let folder = try folder(server)
    try folder.start()
    try folder.dropZip("a.zip", RealCampaign(name: "a").files)
    try await folder.wait(for: "the parking") { folder.jobStates() == ["PARKED"] }
    #expect(missing(folder).contains("Connection refused"), "\(missing(folder))")
    // The result is there all the same.
    #expect(folder.results.count == 1)
    try server.start("accept")
    try await folder.waitForEnd(of: "a.zip")
    #expect(server.messages == 1)
    #expect(folder.jobs[0]["missing"] as? [String] == [])
    #expect(folder.stop() == 0)
  }

  @Test("A message that is refused is reported, and the job ends")
  func refused() async throws {
    let server = try Server()
    try server.start("refuse")
    let folder = try folder(server)
    try folder.start()
    try folder.dropZip("a.zip", RealCampaign(name: "a").files)
    try await folder.waitForEnd(of: "a.zip")
    #expect(missing(folder).contains("REFUSED: the message to ops@example.org: 550 no"))
    #expect(server.messages == 1)
    #expect(folder.stop() == 0)
  }

  @Test("A daemon killed while a message is on its way reports it UNKNOWN and never sends it again")
  func unknown() async throws {
    let server = try Server()
    try server.start("hold")
    let folder = try folder(server)
    try folder.start()
    try folder.dropZip("a.zip", RealCampaign(name: "a").files)
    try await folder.wait(for: "the message") { server.messages == 1 }
    #expect(folder.jobStates() == ["DELIVERING"])
    folder.signal(SIGKILL)
    folder.waitUntilExit()
    try server.behave("accept")
    try folder.start()
    try await folder.waitForEnd(of: "a.zip")
    #expect(missing(folder).contains("UNKNOWN: the message to ops@example.org"))
    #expect(folder.log.contains("UNKNOWN: the message"))
    #expect(server.messages == 1 && folder.results.count == 1)
    #expect(folder.stop() == 0)
  }
}
