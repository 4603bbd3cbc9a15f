extension Decimal {
  /// An integer as a decimal without fraction.
  package init(_ integer: some BinaryInteger) {
    let digits = String(integer.magnitude).utf8.map { $0 - UInt8(ascii: "0") }
    self.init(digits: digits, scale: 0, isNegative: integer < 0)
  }

  /// A sign, digits and perhaps a fraction: `-12.50`, `.5`. At most 1,000 digits, no exponent.
  package init?(parsing text: String) {
    guard let value = NumberNotation.plain.decimal(text) else { return nil }
    self = value
  }
}
