/// An address that mail can be sent to, as far as its form tells.
package struct MailAddress: Sendable, Hashable {
  package let text: String

  /// Both must be plain words.
  package init(user: StaticString, host: StaticString) { text = "\(user)@\(host)" }

  /// Nil where it is none, or holds what would end the line it is put in.
  package init?(_ text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let isPlain = text.utf8.allSatisfy {
      $0 > 0x20 && $0 < 0x7f && !"<>,;:\"\\()".utf8.contains($0)
    }
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, isPlain, text.utf8.count <= 254
    else { return nil }
    self.text = text
  }
}
