extension Decimal {
  package enum Rounding: Sendable {
    /// To the nearest, a tie to the even neighbour: what accountants and CLDR do.
    case halfEven
    /// To the nearest, a tie away from zero: what standard Liquid's `round` does.
    case halfAwayFromZero
    case down
    case up
  }

  /// The number with exactly `places` fraction digits; negative places round before the point
  /// (`1250` to -2 places is `1300` or `1200`).
  package func rounded(to places: Int, _ rule: Rounding = .halfEven) -> Decimal {
    if places >= scale { return padded(to: places) }
    let dropped = scale - max(places, -Self.maximumDigits)
    let kept = Array(digits.dropLast(min(dropped, digits.count)))
    let missing = max(0, dropped - digits.count)
    let tail = Array(repeating: 0, count: missing) + digits.suffix(min(dropped, digits.count))
    var result = kept
    if Self.roundsAway(tail, after: kept.last ?? 0, isNegative: isNegative, rule) {
      result = Magnitude.sum(kept, [1])
    }
    if places < 0 { result += Array(repeating: 0, count: min(-places, Self.maximumDigits)) }
    return Decimal(digits: result, scale: max(places, 0), isNegative: isNegative)
  }

  private static func roundsAway(
    _ tail: [UInt8], after last: UInt8, isNegative: Bool, _ rule: Rounding
  ) -> Bool {
    guard let first = tail.first, tail.contains(where: { $0 != 0 }) else { return false }
    let isTie = first == 5 && tail.dropFirst().allSatisfy { $0 == 0 }
    return switch rule {
    case .down: isNegative
    case .up: !isNegative
    case .halfAwayFromZero: first >= 5
    case .halfEven: isTie ? last % 2 == 1 : first >= 5
    }
  }

  private func padded(to places: Int) -> Decimal {
    let missing = min(places, Self.maximumDigits) - scale
    guard missing > 0 else { return self }
    return Decimal(
      digits: digits + Array(repeating: 0, count: missing), scale: scale + missing,
      isNegative: isNegative)
  }
}
