import Findings

/// The first few of each severity, so that the worst few of all can be told at the end.
struct Worst<Element> {
  private let kept: Int
  private var buckets: [Severity?: [Element]] = [:]

  init(kept: Int) {
    self.kept = kept
  }

  mutating func take(_ element: Element, _ severity: Severity?) {
    if buckets[severity, default: []].count < kept {
      buckets[severity, default: []].append(element)
    }
  }

  /// The worst first, those alike in their order.
  var elements: [(severity: Severity?, element: Element)] {
    let severities: [Severity?] = Severity.allCases.sorted(by: >).map(Optional.some) + [nil]
    let all = severities.flatMap { severity in
      (buckets[severity] ?? []).map { (severity, $0) }
    }
    return Array(all.prefix(kept))
  }
}
