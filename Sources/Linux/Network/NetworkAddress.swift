/// `host:port`, `[host]:port` or `:port`.
package struct NetworkAddress: Sendable, Hashable {
  /// Empty where none is given.
  package let host: String
  package let port: String

  /// Nil for anything else.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    self.host = host
    port = String(text[text.index(after: colon)...])
    guard UInt16(port) != nil else { return nil }
  }
}
