/// How many recipients may be left out before the job is refused.
package enum ErrorLimit: Sendable, Hashable {
  /// `numerator` / 10^`scale` per cent of those who take part.
  case percent(numerator: Int, scale: Int)
  case count(Int)

  /// 1 %, at least one recipient.
  package static let standard = ErrorLimit.percent(numerator: 1, scale: 0)

  /// Reads `1%`, `0.5%` or `25`; nil for anything else.
  package init?(_ text: String) {
    guard text.hasSuffix("%") else {
      guard let count = plainInteger(text), count >= 0 else { return nil }
      self = .count(count)
      return
    }
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.count <= 6 }),
      let numerator = plainInteger(parts.joined()), numerator >= 0
    else { return nil }
    let scale = parts.count == 2 ? parts[1].count : 0
    guard numerator <= 100 * Self.power(scale) else { return nil }
    self = .percent(numerator: numerator, scale: scale)
  }

  /// The most recipients that may be left out of `participants`: a percentage is rounded up.
  package func allowed(of participants: Int) -> Int {
    switch self {
    case .count(let count): return count
    case .percent(let numerator, let scale):
      let divisor = 100 * Self.power(scale)
      let (product, overflow) = max(participants, 0).multipliedReportingOverflow(by: numerator)
      if overflow { return participants }
      return product / divisor + (product % divisor == 0 ? 0 : 1)
    }
  }

  private static func power(_ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
