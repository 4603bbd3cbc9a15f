import Dataset

/// Filters that change text.
enum TextFilters {
  static let all: [FilterDefinition] = [
    FilterDefinition("upcase", .text, gives: .string) { .string($0.text.uppercased()) },
    FilterDefinition("downcase", .text, gives: .string) { .string($0.text.lowercased()) },
    FilterDefinition("capitalize", .text, gives: .string) { input in
      let text = input.text
      return .string(text.prefix(1).uppercased() + text.dropFirst().lowercased())
    },
    FilterDefinition("append", .scalar, 1...1, gives: .string) { input in
      joined(input.value, input.arguments[0])
    },
    FilterDefinition("prepend", .scalar, 1...1, gives: .string) { input in
      joined(input.arguments[0], input.value)
    },
    FilterDefinition("strip", .text, gives: .string) { input in
      mapped(input) { text, isFirst, isLast in
        String(Characters.trimmed(text, start: isFirst, end: isLast))
      }
    },
    FilterDefinition("lstrip", .text, gives: .string) { input in
      mapped(input) { text, isFirst, _ in
        String(Characters.trimmed(text, start: isFirst, end: false))
      }
    },
    FilterDefinition("rstrip", .text, gives: .string) { input in
      mapped(input) { text, _, isLast in
        String(Characters.trimmed(text, start: false, end: isLast))
      }
    },
    FilterDefinition("strip_newlines", .text, gives: .string) { input in
      mapped(input) { text, _, _ in String(text.filter { !$0.isLineFeed }) }
    },
    FilterDefinition("squish", .text, gives: .string) { input in
      if input.value.isNull { return .null }
      return .string(
        input.text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    },
    FilterDefinition("slice", .textOrList, 1...2, gives: .input) { input throws(FilterFault) in
      try slice(input)
    },
    FilterDefinition("truncate", .text, 0...2, gives: .string) { input throws(FilterFault) in
      if input.value.isNull { return .null }
      let length = try input.integer(0, default: 50)
      let end = input.argument(1).map { Conversion.text($0) } ?? "..."
      let text = input.text
      guard text.count > length else { return .string(text) }
      return .string(text.prefix(max(0, max(0, length) - end.count)) + end)
    },
    FilterDefinition("truncatewords", .text, 0...2, gives: .string) { input throws(FilterFault) in
      if input.value.isNull { return .null }
      let count = max(1, try input.integer(0, default: 15))
      let end = input.argument(1).map { Conversion.text($0) } ?? "..."
      let words = input.text.split(whereSeparator: \.isWhitespace)
      guard words.count > count else { return .string(input.text) }
      return .string(words.prefix(count).joined(separator: " ") + end)
    },
    FilterDefinition("split", .text, 1...1, gives: .strings) { input in
      .list(split(input.text, by: input.text(0)).map { .string($0) })
    },
    FilterDefinition("replace", .scalar, 1...2, gives: .string) { input throws(FilterFault) in
      .string(
        try replacing(
          input.text, input.text(0), with: input.text(1), limit: input.environment.maximumBytes))
    },
    FilterDefinition("replace_first", .scalar, 1...2, gives: .string) { input in
      .string(replacing(input.text, input.text(0), with: input.text(1), isLast: false))
    },
    FilterDefinition("replace_last", .scalar, 2...2, gives: .string) { input in
      .string(replacing(input.text, input.text(0), with: input.text(1), isLast: true))
    },
    FilterDefinition("remove", .scalar, 1...1, gives: .string) { input throws(FilterFault) in
      .string(
        try replacing(
          input.text, input.text(0), with: "", limit: input.environment.maximumBytes))
    },
    FilterDefinition("remove_first", .scalar, 1...1, gives: .string) { input in
      .string(replacing(input.text, input.text(0), with: "", isLast: false))
    },
    FilterDefinition("remove_last", .scalar, 1...1, gives: .string) { input in
      .string(replacing(input.text, input.text(0), with: "", isLast: true))
    },
  ]

  /// Both as one text; parts that are markup stay markup.
  private static func joined(_ first: Cell, _ second: Cell) -> Cell {
    guard first.isMarkup || second.isMarkup else {
      return .string(Conversion.text(first) + Conversion.text(second))
    }
    var markup = first.asMarkup
    markup.append(contentsOf: second.asMarkup)
    return .markup(markup)
  }

  private static func mapped(
    _ input: FilterInput, _ change: (String, _ isFirst: Bool, _ isLast: Bool) -> String
  ) -> Cell {
    if case .markup(let markup) = input.value { return .markup(markup.mapPieces(change)) }
    return .string(change(input.text, true, true))
  }

  private static func slice(_ input: FilterInput) throws(FilterFault) -> Cell {
    let start = try input.integer(0, default: 0)
    let length: Int
    if let second = input.argument(1), !second.isNull {
      length = try Conversion.integer(second)
    } else {
      length = 1
    }
    func range(_ count: Int) -> Range<Int>? {
      let low = start < 0 ? count + start : start
      guard low >= 0, low <= count, length >= 0 else { return nil }
      return low..<min(count, low.addingReportingOverflow(length).overflow ? count : low + length)
    }
    if case .list(let items) = input.value.value {
      return .list(range(items.count).map { Array(items[$0]) } ?? [])
    }
    let characters = Array(input.text)
    return .string(range(characters.count).map { String(characters[$0]) } ?? "")
  }

  /// As Ruby splits: a space splits at white space, nothing splits into characters, empty parts at the
  /// end are dropped.
  private static func split(_ text: String, by separator: String) -> [String] {
    if separator.isEmpty { return text.map { String($0) } }
    if separator == " " { return text.split(whereSeparator: \.isWhitespace).map { String($0) } }
    let bytes = Array(text.utf8)
    let mark = Array(separator.utf8)
    var parts: [String] = []
    var start = 0
    while let found = Text.firstRange(of: mark, in: bytes, from: start) {
      parts.append(Text.string(bytes[start..<found.lowerBound]))
      start = found.upperBound
    }
    parts.append(Text.string(bytes[start...]))
    while parts.last?.isEmpty == true { parts.removeLast() }
    return parts
  }

  private static func replacing(
    _ text: String, _ part: String, with replacement: String, limit: Int
  ) throws(FilterFault) -> String {
    if part.isEmpty {
      guard (text.count + 1) * replacement.utf8.count <= limit else { throw tooLong(limit) }
      return replacement + text.map { String($0) + replacement }.joined()
    }
    let bytes = Array(text.utf8)
    let mark = Array(part.utf8)
    var result: [UInt8] = []
    var start = 0
    while let found = Text.firstRange(of: mark, in: bytes, from: start) {
      result += bytes[start..<found.lowerBound]
      result += replacement.utf8
      start = found.upperBound
      if result.count > limit { throw tooLong(limit) }
    }
    return Text.string(result + bytes[start...])
  }

  private static func replacing(
    _ text: String, _ part: String, with replacement: String, isLast: Bool
  ) -> String {
    let bytes = Array(text.utf8)
    let mark = Array(part.utf8)
    let found =
      isLast
      ? Text.lastRange(of: mark, in: bytes) : Text.firstRange(of: mark, in: bytes, from: 0)
    guard let found else { return text }
    return Text.string(bytes[..<found.lowerBound] + replacement.utf8 + bytes[found.upperBound...])
  }

  private static func tooLong(_ limit: Int) -> FilterFault {
    FilterFault("the text grows beyond \(limit) bytes")
  }
}

extension Character {
  /// A line feed, with or without a carriage return before it.
  fileprivate var isLineFeed: Bool { self == "\n" || self == "\r\n" }
}

extension Cell {
  var isMarkup: Bool {
    if case .markup = self { return true }
    return false
  }

  var asMarkup: Markup {
    if case .markup(let markup) = self { return markup }
    return Markup(.data(Conversion.text(self)))
  }
}
