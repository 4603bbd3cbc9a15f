import XML

/// Gathers the runs of a text (`t`), leaving out phonetic hints (`rPh`).
struct RichText {
  private var text = ""
  private var isInside = false
  private var isPhonetic = false

  /// Bytes of the text so far.
  var byteCount: Int { text.utf8.count }

  /// Whether the event was part of a text.
  mutating func take(_ event: XMLPullParser.Event) -> Bool {
    switch event {
    case .start("t"): isInside = !isPhonetic
    case .end("t"): isInside = false
    case .start("rPh"): isPhonetic = true
    case .end("rPh"): isPhonetic = false
    case .text(let part):
      if isInside { text += part }
    default: return false
    }
    return true
  }

  /// The text so far, which begins anew.
  mutating func take() -> String {
    defer { text = "" }
    return unescaped(text)
  }

  /// `_x000D_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19).
  private func unescaped(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "_") {
      result += rest[..<start]
      rest = rest[start...]
      let escape = rest.prefix(7)
      if escape.count == 7, escape.hasPrefix("_x"), escape.last == "_",
        let value = UInt32(escape.dropFirst(2).dropLast(), radix: 16),
        let scalar = UnicodeScalar(value)
      {
        result.unicodeScalars.append(scalar)
        rest = rest.dropFirst(7)
      } else {
        result.append("_")
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}
