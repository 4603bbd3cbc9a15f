package import Foundation
package import Linux

/// A plain text message, RFC 5322, in ASCII whatever it says.
package struct MailMessage: Sendable {
  package var from: MailAddress
  package var to: MailAddress
  package var subject: String
  package var body: String
  /// The left half of its `Message-ID`: the same for the same message.
  package var identifier: String
  package var date: Date

  package init(
    from: MailAddress, to: MailAddress, subject: String, body: String, identifier: String,
    date: Date
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.body = body
    self.identifier = identifier
    self.date = date
  }

  /// Lines as they go over the wire, without the final dot. Base64 has no line that begins with one.
  func wire(host: String) -> String {
    let headers = [
      "From: Platen <\(from.text)>", "To: <\(to.text)>", "Subject: \(Self.encoded(subject))",
      "Date: \(Self.text(of: date))", "Message-ID: <\(identifier)@\(host)>",
      "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
    ]
    let content = Data(body.utf8).base64EncodedString(
      options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
    return headers.joined(separator: "\r\n") + "\r\n\r\n" + content + "\r\n"
  }

  /// RFC 2047: words of at most 75 characters, cut between characters.
  private static func encoded(_ text: String) -> String {
    var words: [String] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      var part = rest.prefix(1)
      while part.endIndex < rest.endIndex,
        rest[...part.endIndex].utf8.count <= 45
      {
        part = rest[...part.endIndex]
      }
      words.append("=?utf-8?B?\(Data(part.utf8).base64EncodedString())?=")
      rest = rest[part.endIndex...]
    }
    return words.joined(separator: "\r\n ")
  }

  private static func text(of date: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
    return formatter.string(from: date)
  }
}
