/// An exact decimal number: an arbitrary run of digits with a scale, never binary floating point.
///
/// Prints as plain digits with the fraction digits it was written with, and compares exactly.
package struct Decimal: Sendable {
  /// The digits without point or sign, no leading zeros except for a single `0`.
  package let digits: [UInt8]
  /// How many of the digits are a fraction.
  package let scale: Int
  package let isNegative: Bool

  package init(digits: [UInt8], scale: Int, isNegative: Bool) {
    let kept = Array(digits.drop { $0 == 0 })
    self.digits = kept.isEmpty ? [0] : kept
    self.scale = scale
    self.isNegative = isNegative && !kept.isEmpty
  }
}
