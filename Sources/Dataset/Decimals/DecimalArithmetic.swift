/// Exact arithmetic. Results keep the fraction digits that the operation gives (`1.50 + 1` is `2.50`);
/// nil where a result would have more than `Decimal.maximumDigits` digits.
extension Decimal {
  package var negated: Decimal { Decimal(digits: digits, scale: scale, isNegative: !isNegative) }
  package var magnitude: Decimal { Decimal(digits: digits, scale: scale, isNegative: false) }
  package var isZero: Bool { digits == [0] }

  package func adding(_ other: Decimal) -> Decimal? {
    let scale = max(self.scale, other.scale)
    let a = scaledDigits(to: scale)
    let b = other.scaledDigits(to: scale)
    guard max(a.count, b.count) < Self.maximumDigits else { return nil }
    if isNegative == other.isNegative {
      return Decimal(digits: Magnitude.sum(a, b), scale: scale, isNegative: isNegative)
    }
    if Magnitude.isLess(a, b) {
      return Decimal(digits: Magnitude.difference(b, a), scale: scale, isNegative: other.isNegative)
    }
    return Decimal(digits: Magnitude.difference(a, b), scale: scale, isNegative: isNegative)
  }

  package func subtracting(_ other: Decimal) -> Decimal? { adding(other.negated) }

  package func multiplied(by other: Decimal) -> Decimal? {
    guard digits.count + other.digits.count <= Self.maximumDigits,
      scale + other.scale <= Self.maximumDigits
    else { return nil }
    return Decimal(
      digits: Magnitude.product(digits, other.digits), scale: scale + other.scale,
      isNegative: isNegative != other.isNegative)
  }

  /// The quotient with `places` fraction digits, the rest cut off; nil where `other` is zero.
  package func divided(by other: Decimal, places: Int) -> Decimal? {
    let shift = places + other.scale - scale
    guard !other.isZero, abs(shift) <= Self.maximumDigits else { return nil }
    let divisor = shift < 0 ? other.digits + Array(repeating: 0, count: -shift) : other.digits
    let dividend = shift > 0 ? digits + Array(repeating: 0, count: shift) : digits
    guard max(dividend.count, divisor.count) <= 2 * Self.maximumDigits else { return nil }
    let (quotient, _) = Magnitude.quotient(dividend, divisor)
    return Decimal(digits: quotient, scale: places, isNegative: isNegative != other.isNegative)
  }

  /// What division to the next lower whole number leaves; it has the sign of `other`. Nil where
  /// `other` is zero.
  package func remainder(dividingBy other: Decimal) -> Decimal? {
    guard !other.isZero else { return nil }
    let scale = max(self.scale, other.scale)
    let a = scaledDigits(to: scale)
    let b = other.scaledDigits(to: scale)
    guard max(a.count, b.count) <= Self.maximumDigits else { return nil }
    let (_, rest) = Magnitude.quotient(a, b)
    let remainder = Decimal(digits: rest, scale: scale, isNegative: isNegative)
    if remainder.isZero || isNegative == other.isNegative { return remainder }
    return remainder.adding(other)
  }

  /// The number without trailing zeros of its fraction, but with at least `places` fraction digits.
  package func trimmed(keeping places: Int = 0) -> Decimal {
    var kept = digits[...]
    var scale = self.scale
    while scale > places, (kept.last ?? 0) == 0 {
      kept = kept.dropLast()
      scale -= 1
    }
    let missing = max(0, min(places, Self.maximumDigits) - scale)
    return Decimal(
      digits: kept + Array(repeating: 0, count: missing), scale: scale + missing,
      isNegative: isNegative)
  }

  /// The digits as if the number were written with `scale` fraction digits.
  private func scaledDigits(to scale: Int) -> [UInt8] {
    digits + Array(repeating: 0, count: scale - self.scale)
  }
}
