/// How numbers are written in a file: the decimal separator and the character between groups.
struct NumberNotation {
  var decimal: Character = "."
  var grouping: Character?

  /// Digits with `.`, as JSON and typed sources write them.
  static let plain = NumberNotation()

  /// More digits are no number that anyone means, and would be slow to compute with.
  private static let maximumDigits = 1_000

  /// A sign and digits within 64 bits; nil for anything else.
  func integer(_ text: String) -> Int64? {
    if grouping == nil { return Self.plainInteger(text) }
    guard let parts = parts(of: text), parts.fraction == nil else { return nil }
    return Self.plainInteger((parts.isNegative ? "-" : "") + parts.whole)
  }

  /// An exact decimal number without exponent; nil for anything else.
  func decimal(_ text: String) -> Decimal? {
    if let value = plainDecimal(text) { return value }
    guard let parts = parts(of: text) else { return nil }
    let fraction = parts.fraction ?? ""
    let digits = (parts.whole + fraction).utf8.map { $0 - UInt8(ascii: "0") }
    guard digits.count <= Self.maximumDigits else { return nil }
    return Decimal(digits: digits, scale: fraction.utf8.count, isNegative: parts.isNegative)
  }

  /// What nearly every decimal is: a sign, ASCII digits and at most one separator. Nil leaves the
  /// text to the longer way.
  private func plainDecimal(_ text: String) -> Decimal? {
    guard let separator = decimal.asciiValue, text.utf8.count <= 40 else { return nil }
    var digits: [UInt8] = []
    digits.reserveCapacity(text.utf8.count)
    var scale: Int?
    var isNegative = false
    for (index, byte) in text.utf8.enumerated() {
      if isDigit(byte) {
        digits.append(byte - UInt8(ascii: "0"))
      } else if byte == separator, scale == nil {
        scale = digits.count
      } else if index == 0, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
        isNegative = byte == UInt8(ascii: "-")
      } else {
        return nil
      }
    }
    let fraction = scale.map { digits.count - $0 }
    guard !digits.isEmpty, fraction != 0 else { return nil }
    return Decimal(digits: digits, scale: fraction ?? 0, isNegative: isNegative)
  }

  private static func plainInteger(_ text: String) -> Int64? {
    var value: Int64 = 0
    var isNegative = false
    var hasDigit = false
    for (index, byte) in text.utf8.enumerated() {
      if index == 0, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
        isNegative = byte == UInt8(ascii: "-")
        continue
      }
      guard isDigit(byte) else { return nil }
      hasDigit = true
      let (shifted, overflows) = value.multipliedReportingOverflow(by: 10)
      let digit = Int64(byte - UInt8(ascii: "0"))
      let (next, carries) =
        isNegative
        ? shifted.subtractingReportingOverflow(digit) : shifted.addingReportingOverflow(digit)
      guard !overflows, !carries else { return nil }
      value = next
    }
    return hasDigit ? value : nil
  }

  private struct Parts {
    var isNegative = false
    /// Digits, perhaps none before a fraction.
    var whole = ""
    /// At least one digit.
    var fraction: String?
  }

  private func parts(of text: String) -> Parts? {
    var rest = text[...]
    var parts = Parts()
    if let sign = rest.first, sign == "-" || sign == "+" {
      parts.isNegative = sign == "-"
      rest.removeFirst()
    }
    if let separator = rest.firstIndex(of: decimal) {
      let fraction = rest[rest.index(after: separator)...]
      guard !fraction.isEmpty, fraction.utf8.allSatisfy(isDigit) else { return nil }
      parts.fraction = String(fraction)
      rest = rest[..<separator]
    }
    guard let whole = ungrouped(rest) else { return nil }
    guard !whole.isEmpty || parts.fraction != nil else { return nil }
    parts.whole = whole
    return parts
  }

  /// The digits without grouping; nil unless the groups are well formed: one to three digits first,
  /// three last, two (as in India) or three between.
  private func ungrouped(_ text: Substring) -> String? {
    if text.utf8.allSatisfy(isDigit) { return String(text) }
    guard let grouping else { return nil }
    // Programs write their thousands' space in three ways that look the same.
    let isSpace = grouping.isWhitespace
    let groups = text.split(
      omittingEmptySubsequences: false,
      whereSeparator: { isSpace ? $0.isWhitespace : $0 == grouping })
    for (index, group) in groups.enumerated() {
      guard group.utf8.allSatisfy(isDigit) else { return nil }
      let count = group.utf8.count
      let isWellFormed =
        index == 0 ? 1...3 ~= count : index == groups.count - 1 ? count == 3 : 2...3 ~= count
      guard isWellFormed else { return nil }
    }
    return groups.joined()
  }
}
