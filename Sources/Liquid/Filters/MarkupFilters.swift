/// Filters that make markup, or take it away. What they give is not escaped again.
enum MarkupFilters {
  static let all: [FilterDefinition] = [
    FilterDefinition("escape", .scalar, gives: .string, apply: escape),
    FilterDefinition("h", .scalar, gives: .string, apply: escape),
    FilterDefinition("escape_once", .scalar, gives: .string) { input in
      if input.value.isNull { return .null }
      return escaped(escapedOnce(input.text), input)
    },
    FilterDefinition("raw", .any, gives: .string) { input in
      guard input.environment.escapes else { return input.value }
      return .markup(Markup(.trusted(input.text)))
    },
    FilterDefinition("newline_to_br", .scalar, gives: .string) { input in
      if input.value.isNull { return .null }
      guard input.environment.escapes else { return .string(withBreaks(input.text)) }
      // Plain text is escaped here, since the line breaks may not be.
      var result = Markup()
      for piece in input.value.asMarkup.pieces {
        switch piece {
        case .trusted(let text): result.append(.trusted(withBreaks(text)))
        case .escaped(let text): result.append(.escaped(withBreaks(text)))
        case .data(let text):
          result.append(.escaped(withBreaks(TextEscaper.escaped(text))))
        }
      }
      return .markup(result)
    },
    FilterDefinition("strip_html", .scalar, gives: .string) { input in
      .string(withoutTags(input.text))
    },
  ]

  private static let escape: @Sendable (FilterInput) throws(FilterFault) -> Cell = { input in
    if input.value.isNull { return .null }
    return escaped(TextEscaper.escaped(input.text), input)
  }

  static func escaped(_ text: String, _ input: FilterInput) -> Cell {
    input.environment.escapes ? .markup(Markup(.escaped(text))) : .string(text)
  }

  private static func withBreaks(_ text: String) -> String {
    text.replacing("\r\n", with: "\n").replacing("\n", with: "<br />\n")
  }

  /// Leaves the ampersands of character references alone.
  private static func escapedOnce(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let ampersand = rest.firstIndex(of: "&") {
      TextEscaper.append(String(rest[..<ampersand]), to: &result)
      rest = rest[rest.index(after: ampersand)...]
      result += isReference(rest) ? "&" : "&amp;"
    }
    TextEscaper.append(String(rest), to: &result)
    return result
  }

  /// Whether `name;` or `#123;` stands here.
  private static func isReference(_ text: Substring) -> Bool {
    let isNumeric = text.first == "#"
    let name = (isNumeric ? text.dropFirst() : text).utf8
    let length = name.prefix { isNumeric ? $0.isASCIIDigit : $0.isASCIILetter }.count
    return length > 0 && name.dropFirst(length).first == UInt8(ascii: ";")
  }

  /// Without scripts, style sheets and comments, then without whatever looks like a tag.
  private static func withoutTags(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for (start, end) in [("<script", "</script>"), ("<!--", "-->"), ("<style", "</style>")] {
      bytes = without(from: Array(start.utf8), to: Array(end.utf8), in: bytes)
    }
    return Text.string(without(from: [UInt8(ascii: "<")], to: [UInt8(ascii: ">")], in: bytes))
  }

  private static func without(from start: [UInt8], to end: [UInt8], in text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while let open = Text.firstRange(of: start, in: text, from: position),
      let close = Text.firstRange(of: end, in: text, from: open.upperBound)
    {
      result += text[position..<open.lowerBound]
      position = close.upperBound
    }
    return result + text[position...]
  }
}
