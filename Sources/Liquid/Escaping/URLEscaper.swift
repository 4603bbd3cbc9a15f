import Findings

/// Percent-encoding of values in URLs (RFC 3986), and the schemes that a value may bring along.
enum URLEscaper {
  /// Schemes that data may name: anything that runs, or reads the machine, is refused.
  static let allowedSchemes: Set<String> = ["http", "https", "mailto", "tel", "sms"]

  /// - Throws: where the value brings a scheme that is not allowed.
  static func encoded(
    _ text: String, as part: EscapeContext.URLPart
  ) throws(EscapeFault) -> String {
    switch part {
    case .component: return percentEncoded(text, keeping: isUnreserved)
    case .path: return percentEncoded(text, keeping: isURLByte)
    case .continuation:
      try refuseScheme(in: text, allowsKnown: false)
      return percentEncoded(text, keeping: isURLByte)
    case .link:
      try refuseScheme(in: text, allowsKnown: true)
      return percentEncoded(text, keeping: isURLByte)
    case .resource:
      // A file's name is a path: `#` and `?` belong to it unless the value is a whole URL.
      if try refuseScheme(in: text, allowsKnown: true) {
        return percentEncoded(text, keeping: isURLByte)
      }
      return percentEncoded(text) {
        isURLByte($0) && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
      }
    }
  }

  /// Refuses what a browser would take for a scheme that may not be used; white space and control
  /// characters, which browsers drop, hide nothing.
  ///
  /// - Returns: whether the text begins with a scheme.
  @discardableResult
  static func refuseScheme(in text: String, allowsKnown: Bool) throws(EscapeFault) -> Bool {
    let visible = text.utf8.filter { $0 > 32 && $0 != 127 }
    guard let end = visible.firstIndex(where: { $0 == UInt8(ascii: ":") || isEndOfScheme($0) }),
      visible[end] == UInt8(ascii: ":")
    else { return false }
    let scheme = String(decoding: visible[..<end].map(\.lowercased), as: UTF8.self)
    guard allowsKnown, allowedSchemes.contains(scheme) else {
      throw EscapeFault(
        code: .unsafeURL,
        message: "the value would make a URL of the scheme “\(scheme.prefix(20))”, which is refused"
      )
    }
    return true
  }

  private static func isEndOfScheme(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
      || byte == UInt8(ascii: "\\")
  }

  /// Encodes every byte that may not stand; a percent sign of an encoding that is there already stays.
  static func percentEncoded(_ text: String, keeping keeps: (UInt8) -> Bool) -> String {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      let isEncoded =
        byte == UInt8(ascii: "%") && keeps(byte) && index + 2 < bytes.count
        && isHexadecimal(bytes[index + 1]) && isHexadecimal(bytes[index + 2])
      if isEncoded || (byte != UInt8(ascii: "%") && keeps(byte)) {
        output.append(byte)
      } else {
        output += [UInt8(ascii: "%"), hexadecimal(byte >> 4), hexadecimal(byte & 15)]
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  static func isUnreserved(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isASCIIDigit || "-._~".utf8.contains(byte)
  }

  /// What may stand anywhere in a URL and can end neither a CSS `url()` nor an attribute.
  private static func isURLByte(_ byte: UInt8) -> Bool {
    isUnreserved(byte) || "%:/?#[]@!$&*+,;=".utf8.contains(byte)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    byte.isASCIIDigit || (65...70).contains(byte & 0xDF)
  }

  private static func hexadecimal(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? 48 + nibble : 55 + nibble
  }
}
