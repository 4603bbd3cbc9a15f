/// Where text stands in CSS, as far as escaping needs it (CSS Syntax, section 4).
struct StyleState: Sendable, Hashable {
  var position = EscapeContext.StylePosition.value
  /// The quote inside `url(…)`, 0 for none.
  private var urlQuote: UInt8 = 0
  private var tail: [UInt8] = []

  mutating func step(_ byte: UInt8) {
    switch position {
    case .value: stepValue(byte)
    case .string(let quote):
      if byte == quote, tail.last != UInt8(ascii: "\\") { position = .value }
    case .url:
      if urlQuote == 0, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"),
        tail.last == UInt8(ascii: "(") || tail.last?.isHTMLSpace == true
      {
        urlQuote = byte
      } else if urlQuote != 0 && byte == urlQuote {
        urlQuote = 0
      } else if urlQuote == 0 && byte == UInt8(ascii: ")") {
        position = .value
      }
    case .comment:
      if byte == UInt8(ascii: "/"), tail.last == UInt8(ascii: "*") { position = .value }
    }
    tail.append(byte.lowercased)
    if tail.count > 8 { tail.removeFirst(4) }
  }

  private mutating func stepValue(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): position = .string(byte)
    case UInt8(ascii: "*") where tail.last == UInt8(ascii: "/"): position = .comment
    case UInt8(ascii: "(") where tail.suffix(3) == Array("url".utf8)[...]:
      position = .url
      urlQuote = 0
    default: break
    }
  }
}
