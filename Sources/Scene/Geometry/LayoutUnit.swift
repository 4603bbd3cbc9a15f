/// A length in CSS pixels as layout computes it: fixed point with 1/64 px, saturating at the ends.
///
/// Fixed point makes sums independent of their order and comparisons exact, as browsers have it.
@frozen
package struct LayoutUnit: Sendable, Hashable, Comparable {
  /// The length in 1/64 px.
  package var raw: Int32

  @inlinable package init(raw: Int32) { self.raw = raw }

  /// Whole pixels.
  @inlinable package init(_ pixels: Int) {
    let scaled = pixels.multipliedReportingOverflow(by: 64)
    raw = scaled.overflow ? (pixels < 0 ? .min : .max) : Int32(clamping: scaled.partialValue)
  }

  /// The nearest unit toward zero, as browsers convert computed lengths; NaN becomes zero.
  @inlinable package init(_ pixels: Double) { raw = Self.clamp(pixels * 64) }

  /// The nearest unit.
  @inlinable package init(rounding pixels: Double) { raw = Self.clamp((pixels * 64).rounded()) }

  /// The least unit that is not below `pixels`: for widths that must hold their text.
  @inlinable package init(ceiling pixels: Double) { raw = Self.clamp((pixels * 64).rounded(.up)) }

  @inlinable static func clamp(_ scaled: Double) -> Int32 {
    if scaled.isNaN { return 0 }
    if scaled >= Double(Int32.max) { return .max }
    if scaled <= Double(Int32.min) { return .min }
    return Int32(scaled)
  }

  package static let zero = LayoutUnit(raw: 0)
  package static let max = LayoutUnit(raw: .max)
  package static let min = LayoutUnit(raw: .min)

  /// The length in pixels.
  @inlinable package var pixels: Double { Double(raw) / 64 }

  @inlinable package static func < (a: Self, b: Self) -> Bool { a.raw < b.raw }

  @inlinable package static func + (a: Self, b: Self) -> Self {
    Self(raw: Int32(clamping: Int64(a.raw) + Int64(b.raw)))
  }

  @inlinable package static func - (a: Self, b: Self) -> Self {
    Self(raw: Int32(clamping: Int64(a.raw) - Int64(b.raw)))
  }

  @inlinable package static prefix func - (a: Self) -> Self { .zero - a }
  @inlinable package static func += (a: inout Self, b: Self) { a = a + b }
  @inlinable package static func -= (a: inout Self, b: Self) { a = a - b }

  @inlinable package static func * (a: Self, factor: Int) -> Self {
    let product = Int64(a.raw).multipliedReportingOverflow(by: Int64(factor))
    if product.overflow { return (a.raw < 0) == (factor < 0) ? .max : .min }
    return Self(raw: Int32(clamping: product.partialValue))
  }

  @inlinable package static func / (a: Self, divisor: Int) -> Self {
    divisor == 0 ? a : Self(raw: Int32(clamping: Int64(a.raw) / Int64(divisor)))
  }

  /// `self * numerator / denominator` without an overflow between; self where the denominator is zero.
  @inlinable package func scaled(by numerator: LayoutUnit, over denominator: LayoutUnit) -> Self {
    if denominator.raw == 0 { return self }
    return Self(raw: Int32(clamping: Int64(raw) * Int64(numerator.raw) / Int64(denominator.raw)))
  }

  /// `self * factor`, toward zero.
  @inlinable package func multiplied(by factor: Double) -> Self {
    Self(raw: Self.clamp(Double(raw) * factor))
  }

  /// The whole pixel below or at this length.
  @inlinable package var floor: Int { Int(raw >> 6) }

  /// The whole pixel nearest to this length, halves upward: how edges snap to device pixels.
  @inlinable package var rounded: Int { Int((Int64(raw) + 32) >> 6) }

  /// The whole pixel above or at this length.
  @inlinable package var ceiling: Int { Int((Int64(raw) + 63) >> 6) }

  @inlinable package var clampedToPositive: Self { raw < 0 ? .zero : self }
}

extension LayoutUnit: ExpressibleByIntegerLiteral {
  @inlinable package init(integerLiteral value: Int) { self.init(value) }
}

extension LayoutUnit: CustomStringConvertible {
  package var description: String { "\(pixels)px" }
}
