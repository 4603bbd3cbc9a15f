/// HTML's character references for what may not stand as it is (HTML Standard, section 13.3).
enum TextEscaper {
  /// Replaces `& < > " '`; without quotes around, white space, `=` and the backtick too.
  static func append(_ text: String, to output: inout String, isQuoted: Bool = true) {
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      for (index, byte) in bytes.enumerated() {
        guard let reference = reference(for: byte, isQuoted: isQuoted) else { continue }
        output += String(decoding: bytes[start..<index], as: UTF8.self)
        output += reference
        start = index + 1
      }
      output += String(decoding: bytes[start...], as: UTF8.self)
    }
  }

  static func escaped(_ text: String, isQuoted: Bool = true) -> String {
    var output = ""
    append(text, to: &output, isQuoted: isQuoted)
    return output
  }

  private static func reference(for byte: UInt8, isQuoted: Bool) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    case _ where isQuoted: nil
    case 9, 10, 12, 13, 32, UInt8(ascii: "="), UInt8(ascii: "`"): "&#\(byte);"
    default: nil
    }
  }

  /// What escaped text means: the five references that `append` writes, and numeric ones.
  static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let ampersand = rest.firstIndex(of: "&") {
      result += rest[..<ampersand]
      rest = rest[ampersand...]
      guard let end = rest.prefix(12).firstIndex(of: ";"),
        let character = character(named: rest[rest.index(after: ampersand)..<end])
      else {
        result.append("&")
        rest = rest.dropFirst()
        continue
      }
      result.append(character)
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func character(named name: Substring) -> Character? {
    switch name.lowercased() {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case "colon": return ":"
    case "tab": return "\t"
    case "newline": return "\n"
    default:
      guard name.first == "#" else { return nil }
      let digits = name.dropFirst()
      let code =
        digits.first == "x" || digits.first == "X"
        ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return code.flatMap { UnicodeScalar($0) }.map { Character($0) }
    }
  }
}
