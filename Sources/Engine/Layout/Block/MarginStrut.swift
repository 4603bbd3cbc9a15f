import Scene

/// Adjoining block margins that have not been placed yet. `[CSS 2.1, §8.3.1]`
struct MarginStrut: Hashable {
  private var positive: LayoutUnit = .zero
  private var negative: LayoutUnit = .zero

  /// The collapsed margin.
  var sum: LayoutUnit { positive + negative }
  var isEmpty: Bool { positive == .zero && negative == .zero }

  mutating func add(_ margin: LayoutUnit) {
    if margin < .zero {
      negative = min(negative, margin)
    } else {
      positive = max(positive, margin)
    }
  }

  func adding(_ margin: LayoutUnit) -> MarginStrut {
    var strut = self
    strut.add(margin)
    return strut
  }
}
