extension Decimal {
  /// A sign, digits and perhaps a fraction: `-12.50`, `.5`. At most 1,000 digits, no exponent.
  package init?(parsing text: String) {
    guard let value = NumberNotation.plain.decimal(text) else { return nil }
    self = value
  }
}
