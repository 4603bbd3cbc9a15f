package import Linux

/// A mail server that takes messages from this machine: SMTP, RFC 5321, in plain text.
package struct MailServer: Sendable, Hashable {
  /// `host:port`.
  package var address: String
  package var from: MailAddress

  /// What is known about a message after the attempt to send it.
  package enum Outcome: Sendable, Hashable {
    case accepted
    /// The server will never take it.
    case refused(String)
    /// The message was sent whole, but nobody said whether it was taken.
    case unknown(String)
  }

  package init(address: String, from: MailAddress) {
    self.address = address
    self.from = from
  }

  /// The one on this machine, told that this machine writes.
  package static var local: MailServer {
    // A host's name may be anything; an address in a message may not.
    let own = MailAddress("platen@" + FileSystem.hostName)
    let fallback = MailAddress(user: "platen", host: "localhost")
    return MailServer(address: "localhost:25", from: own ?? fallback)
  }

  /// Seconds that the server may take for each of its replies.
  private static let patience = 20.0

  /// Sends one message.
  ///
  /// - Throws: where the server cannot be reached or asks to try later; it has not got the message then.
  package func send(_ message: MailMessage) throws(SystemError) -> Outcome {
    let client = try TCPClient(address, within: Self.patience)
    let host = FileSystem.hostName
    try expect(2, try reply(client), "greeting")
    for line in [
      "EHLO \(host)", "MAIL FROM:<\(message.from.text)>", "RCPT TO:<\(message.to.text)>",
    ] {
      try say(line, client)
      let answer = try reply(client)
      if answer.isRefusal { return .refused(answer.text) }
      try expect(2, answer, line)
    }
    try say("DATA", client)
    let invitation = try reply(client)
    if invitation.isRefusal { return .refused(invitation.text) }
    try expect(3, invitation, "DATA")
    try client.write(Array(message.wire(host: host).utf8), within: Self.patience)
    // From the dot on the server may have it.
    let answer: Reply
    do throws(SystemError) {
      try say(".", client)
      answer = try reply(client)
    } catch {
      return .unknown("\(error)")
    }
    if answer.isRefusal { return .refused(answer.text) }
    try expect(2, answer, "the message")
    try? say("QUIT", client)
    return .accepted
  }

  private struct Reply {
    var code: Int
    var text: String

    var isRefusal: Bool { code / 100 == 5 }
  }

  private func say(_ line: String, _ client: TCPClient) throws(SystemError) {
    try client.write(Array((line + "\r\n").utf8), within: Self.patience)
  }

  /// One reply, whose lines but the last have a hyphen behind the code.
  private func reply(_ client: TCPClient) throws(SystemError) -> Reply {
    var text: [String] = []
    for _ in 0..<64 {
      let line = String(
        decoding: try client.line(limit: 2048, within: Self.patience), as: UTF8.self)
      guard let code = Int(line.prefix(3)), code >= 200, code < 600 else { break }
      text.append(line)
      if line.dropFirst(3).first != "-" {
        return Reply(code: code, text: text.joined(separator: " "))
      }
    }
    throw SystemError("no SMTP reply from", path: address, code: 71)
  }

  private func expect(_ kind: Int, _ reply: Reply, _ what: String) throws(SystemError) {
    guard reply.code / 100 == kind else {
      throw SystemError("\(address) answers ‘\(reply.text)’ to \(what)", code: 11)
    }
  }
}
