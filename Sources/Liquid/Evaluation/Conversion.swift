import Dataset

/// What values are as text and as numbers.
enum Conversion {
  /// Lists and objects inside each other that are still written out.
  private static let maximumDepth = 32

  static func text(_ cell: Cell) -> String {
    switch cell {
    case .data(let value): text(value)
    case .markup(let markup): markup.plain
    case .range(let first, let last): "\(first)..\(last)"
    case .blank, .empty, .loop, .tableRow: ""
    }
  }

  /// A list is its items one after the other, as standard Liquid has it.
  static func text(_ value: Value, depth: Int = 0) -> String {
    switch value {
    case .null: ""
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .decimal(let number): number.description
    case .string(let text): text
    case .date(let date): date.isoDescription
    case .list(let items):
      depth < maximumDepth ? items.map { text($0, depth: depth + 1) }.joined() : ""
    case .object: inspected(value, depth: depth)
    }
  }

  /// `{"title"=>"Sun", "streams"=>3}`
  private static func inspected(_ value: Value, depth: Int) -> String {
    guard depth < maximumDepth else { return "…" }
    switch value {
    case .null: return "nil"
    case .string(let text):
      let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "\"" + escaped + "\""
    case .list(let items):
      return "[" + items.map { inspected($0, depth: depth + 1) }.joined(separator: ", ") + "]"
    case .object(let record):
      let pairs = record.names.map { name in
        inspected(.string(name), depth: depth + 1) + "=>"
          + inspected(record[name] ?? .null, depth: depth + 1)
      }
      return "{" + pairs.joined(separator: ", ") + "}"
    default: return text(value)
    }
  }

  /// A number, or what a text's beginning says; 0 for everything else.
  static func number(_ value: Value) -> Number {
    switch value {
    case .integer(let integer): .integer(integer)
    case .decimal(let decimal): .decimal(decimal)
    case .string(let text): number(text)
    default: .integer(0)
    }
  }

  private static func number(_ text: String) -> Number {
    let trimmed = Characters.trimmed(text)
    if trimmed.utf8.contains(UInt8(ascii: ".")), let decimal = Decimal(plain: trimmed),
      decimal.scale > 0, trimmed.utf8.first != UInt8(ascii: ".")
    {
      return .decimal(decimal)
    }
    return .integer(leadingInteger(trimmed))
  }

  /// The integer that a text begins with: of `12 tracks`, 12.
  private static func leadingInteger(_ text: Substring) -> Int64 {
    var digits = text.utf8[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    var value: Int64 = 0
    for byte in digits.prefix(while: { $0.isASCIIDigit }) {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (next, carried) = tens.addingReportingOverflow(Int64(byte - 48))
      if overflow || carried { return isNegative ? .min : .max }
      value = next
    }
    return isNegative ? -value : value
  }

  /// A whole number, or a text that is wholly one.
  static func integer(_ cell: Cell) throws(FilterFault) -> Int {
    switch cell.value {
    case .integer, .decimal, .string:
      let text = Characters.trimmed(Conversion.text(cell))
      guard let integer = Int(text) else {
        throw FilterFault("“\(text.prefix(40))” is no whole number")
      }
      return integer
    case let other: throw FilterFault("\(Comparison.describe(other)) is no whole number")
    }
  }
}

/// Characters as Ruby's strings treat them.
enum Characters {
  static func isSpace(_ byte: UInt8) -> Bool { byte.isLiquidSpace }

  static func trimmed(_ text: String, start: Bool = true, end: Bool = true) -> Substring {
    var bytes = text.utf8[...]
    if start { bytes = bytes.drop(while: isSpace) }
    if end {
      while let last = bytes.last, isSpace(last) { bytes = bytes.dropLast() }
    }
    return Substring(bytes)
  }
}
