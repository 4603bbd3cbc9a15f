extension Decimal {
  /// The most digits that a decimal may have; more are refused wherever a number is read or made, so
  /// that no chain of multiplications can eat the machine.
  package static let maximumDigits = 1_000

  /// An integer as a decimal without fraction.
  package init(_ value: some BinaryInteger) {
    self.init(
      digits: String(value.magnitude).utf8.map { $0 - 48 }, scale: 0, isNegative: value < 0)
  }

  /// Plain digits with an optional sign: `-1234.50`. No exponent, percent or currency.
  ///
  /// - Parameters:
  ///   - point: the decimal mark, `.` or `,`.
  ///   - grouping: a mark that may stand between groups of exactly three digits of the integer part
  ///     (so that `1,5` is never read as fifteen); nil allows none.
  /// - Returns: nil where the text is not wholly such a number or has too many digits.
  package init?(
    plain text: some StringProtocol, point: Character = ".", grouping: Character? = nil
  ) {
    var rest = text[...]
    var isNegative = false
    if let sign = rest.first, sign == "-" || sign == "+" || sign == "\u{2212}" {
      isNegative = sign != "+"
      rest = rest.dropFirst()
    }
    let parts = rest.split(separator: point, maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, let integer = Self.digits(whole, grouping: grouping) else {
      return nil
    }
    var fraction: [UInt8] = []
    if parts.count == 2 {
      guard let found = Self.digits(parts[1], grouping: nil), !found.isEmpty else { return nil }
      fraction = found
    }
    guard !integer.isEmpty || !fraction.isEmpty,
      integer.count + fraction.count <= Self.maximumDigits
    else { return nil }
    self.init(digits: integer + fraction, scale: fraction.count, isNegative: isNegative)
  }

  /// The number as a 64-bit integer, where it is whole and fits.
  package var int64: Int64? {
    guard digits.suffix(scale).allSatisfy({ $0 == 0 }) else { return nil }
    var value: Int64 = 0
    for digit in digits.dropLast(min(scale, digits.count)) {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (next, carried) = tens.subtractingReportingOverflow(Int64(digit))
      if overflow || carried { return nil }
      value = next
    }
    if isNegative { return value }
    let (positive, overflow) = Int64(0).subtractingReportingOverflow(value)
    return overflow ? nil : positive
  }

  /// The digits of one part of a number; nil where anything else stands in it.
  private static func digits(_ text: some StringProtocol, grouping: Character?) -> [UInt8]? {
    var result: [UInt8] = []
    var sinceMark: Int?
    for character in text {
      if let grouping, character == grouping {
        guard !result.isEmpty, sinceMark == nil ? result.count <= 3 : sinceMark == 3 else {
          return nil
        }
        sinceMark = 0
      } else if let ascii = character.asciiValue, (48...57).contains(ascii) {
        result.append(ascii - 48)
        if let count = sinceMark { sinceMark = count + 1 }
      } else {
        return nil
      }
    }
    return sinceMark == nil || sinceMark == 3 ? result : nil
  }
}
