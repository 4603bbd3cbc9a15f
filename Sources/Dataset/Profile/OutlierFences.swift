import Foundation

/// The bounds beyond which a number is far from the others.
///
/// Tukey's outer fences ("Exploratory Data Analysis", 1977): the quartiles, and three times the
/// distance between them further out. Where all numbers are positive they must lie beyond the fences
/// of their logarithms as well, since amounts and counts have long tails that are no faults.
struct OutlierFences: Equatable {
  var low: Double
  var high: Double

  /// Fewer numbers say nothing about what is usual.
  static let leastCount = 12

  /// - Returns: nil where there are too few numbers, or where nearly all are the same.
  init?(_ sketch: QuantileSketch, count: Int, least: Double) {
    guard count >= Self.leastCount,
      let fences = Self.spread(sketch, among: [(0.25, 0.75), (0.05, 0.95)])
    else { return nil }
    let (first, third) = fences
    let reach = 3 * (third - first)
    low = first - reach
    high = third + reach
    if least > 0 {
      let ratio = pow(third / first, 3)
      low = min(low, first / ratio)
      high = max(high, third * ratio)
    }
    guard low.isFinite, high.isFinite else { return nil }
  }

  /// The innermost pair of quantiles that differ.
  private static func spread(
    _ sketch: QuantileSketch, among shares: [(Double, Double)]
  ) -> (Double, Double)? {
    for (low, high) in shares {
      guard let quantiles = sketch.quantiles([low, high]) else { return nil }
      if quantiles[0] < quantiles[1] { return (quantiles[0], quantiles[1]) }
    }
    return nil
  }

  func hasBeyond(least: Double, greatest: Double) -> Bool { least < low || greatest > high }
}
