import Findings

/// Values in CSS: what could end the declaration is refused, what stands in a string is escaped.
enum StyleEscaper {
  static func checked(
    _ text: String, at position: EscapeContext.StylePosition
  ) throws(EscapeFault) -> String {
    switch position {
    case .value, .comment:
      if let culprit = culprit(in: text) {
        throw EscapeFault(
          code: .unsafeStyle, message: "the value holds \(culprit), which could end the declaration"
        )
      }
      return text
    case .string(let quote): return escaped(text, quote: quote)
    case .url: return try URLEscaper.encoded(text, as: .resource)
    }
  }

  /// What could end a declaration: `;`, braces, a comment, an escape, a line end in a string, a quote
  /// or bracket without its partner.
  private static func culprit(in text: String) -> String? {
    var closers: [UInt8] = []
    var quote: UInt8?
    var previous: UInt8 = 0
    for byte in text.utf8 {
      defer { previous = byte }
      if byte == UInt8(ascii: "\\") { return "a backslash" }
      if byte == UInt8(ascii: "<") { return "“<”" }
      if byte < 32 && byte != 9 { return "a line end or control character" }
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        return "“\(UnicodeScalar(byte))”"
      case UInt8(ascii: "*") where previous == UInt8(ascii: "/"),
        UInt8(ascii: "/") where previous == UInt8(ascii: "*"):
        return "a comment’s mark"
      case UInt8(ascii: "("): closers.append(UInt8(ascii: ")"))
      case UInt8(ascii: "["): closers.append(UInt8(ascii: "]"))
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        if closers.popLast() != byte { return "“\(UnicodeScalar(byte))” without its partner" }
      default: break
      }
    }
    if quote != nil { return "a quotation mark without its partner" }
    return closers.isEmpty ? nil : "a bracket without its partner"
  }

  /// CSS Syntax, section 4.3.7: an escape of hexadecimal digits ends with a space.
  private static func escaped(_ text: String, quote: UInt8) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "<", ">", "\"", "'": output += "\\\(String(scalar.value, radix: 16)) "
      case _ where scalar.value < 32 || scalar.value == 127:
        output += "\\\(String(scalar.value, radix: 16)) "
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
