import Delivery
import Foundation
import Glibc
import Linux
import Testing

/// A mail server in Python that answers as it is told and keeps what it gets.
private final class FakeMailServer {
  let port: Int
  private let process = Process()
  private let base: String

  /// - Parameter program: what it does with one client: `f` is its file, `say` and `hear` speak.
  init(_ program: String) throws {
    base = NSTemporaryDirectory() + "platen-mail-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
    process.executableURL = URL(filePath: "/usr/bin/python3")
    let body = program.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    process.arguments = [
      "-c",
      """
      import socket, sys, os
      s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()
      open(sys.argv[1] + '/port.tmp', 'w').write(str(s.getsockname()[1]))
      os.rename(sys.argv[1] + '/port.tmp', sys.argv[1] + '/port')
      heard = open(sys.argv[1] + '/heard', 'w', buffering=1)
      while True:
        c, _ = s.accept(); f = c.makefile('rb')
        def say(text): c.sendall(text.encode() + b'\\r\\n')
        def hear():
          line = f.readline().decode(); heard.write(line); return line.rstrip()
        def data():
          while hear() != '.': pass
      \(body)
        f.close(); c.close()
      """, base,
    ]
    try process.run()
    var number: Int?
    for _ in 0..<1000 where number == nil {
      number = (try? String(contentsOfFile: base + "/port", encoding: .utf8)).flatMap { Int($0) }
      usleep(10_000)
    }
    port = try #require(number)
  }

  var heard: String { (try? String(contentsOfFile: base + "/heard", encoding: .utf8)) ?? "" }

  func send(subject: String = "news", body: String = "text") throws(SystemError)
    -> MailServer.Outcome
  {
    let from = MailAddress(user: "platen", host: "example.org")
    let message = MailMessage(
      from: from, to: MailAddress(user: "ops", host: "example.org"), subject: subject, body: body,
      identifier: "job-0001.1", date: Date(timeIntervalSince1970: 0))
    return try MailServer(address: "127.0.0.1:\(port)", from: from).send(message)
  }

  deinit {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: base)
  }
}

@Suite struct MailTests {
  private static let dialog = """
    say('220-two'); say('220 lines')
    hear(); say('250-one'); say('250 ok')
    hear(); say('250 ok'); hear(); say('250 ok')
    hear(); say('354 go on'); data()
    """

  @Test("A message goes out whole, in ASCII, and no name in it can add a line of its own")
  func message() throws {
    let server = try FakeMailServer(Self.dialog + "\nsay('250 queued'); hear()")
    let outcome = try server.send(subject: "Grüße\r\nBcc: all@example.org", body: "wörtlich\n.\n")
    #expect(outcome == .accepted)
    let heard = server.heard
    #expect(heard.contains("MAIL FROM:<platen@example.org>"))
    #expect(heard.contains("RCPT TO:<ops@example.org>"))
    #expect(heard.contains("Message-ID: <job-0001.1@"))
    #expect(heard.contains("Date: Thu, 01 Jan 1970 00:00:00 +0000"))
    #expect(!heard.contains("Bcc:") && heard.utf8.allSatisfy { $0 < 0x80 })
    #expect(heard.contains(Data("wörtlich\n.\n".utf8).base64EncodedString()))
  }

  @Test("What the server will never take is refused, whatever it is told")
  func refused() throws {
    let server = try FakeMailServer(
      "say('220 ok'); hear(); say('250 ok'); hear(); say('250 ok'); hear(); say('550 nobody here')")
    guard case .refused(let reason) = try server.send() else {
      Issue.record("not refused")
      return
    }
    #expect(reason.contains("nobody here"))
  }

  @Test("A server that asks to try later, hangs up before the message or is not there throws")
  func later() throws {
    let busy = try FakeMailServer("say('421 later')")
    #expect(throws: SystemError.self) { try busy.send() }
    let gone = try FakeMailServer("say('220 ok'); hear()")
    #expect(throws: SystemError.self) { try gone.send() }
    let full = try FakeMailServer(Self.dialog + "\nsay('452 full')")
    #expect(throws: SystemError.self) { try full.send() }
    let strange = try FakeMailServer("say('HTTP/1.1 400 what?')")
    #expect(throws: SystemError.self) { try strange.send() }
  }

  @Test("A server that hangs up after the final dot may have the message: nobody knows")
  func unknown() throws {
    let server = try FakeMailServer(Self.dialog)
    guard case .unknown = try server.send() else {
      Issue.record("known")
      return
    }
  }

  @Test("Addresses that would end the line they are put in are none")
  func addresses() {
    for text in ["", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\r\nRCPT", "<a@b>", "ü@b"] {
      #expect(MailAddress(text) == nil, "\(text)")
    }
    #expect(MailAddress("a.b+c@example.org") != nil)
  }
}
