import Scene

/// The stretch of a strip that one page shows.
struct PageCut {
  var start: LayoutUnit
  /// Where the next page begins.
  var end: LayoutUnit
  /// The strip's position at the end of the page area.
  var limit: LayoutUnit
  /// Between the page area's start and the content: repeated headers and cloned edges.
  var spaceBefore: LayoutUnit
  var isFirst = false
  var isLast = false
  /// Units longer than the page: they go on at the next one.
  var sliced: Set<FragmentID> = []
  /// Units that earlier pages have begun to show.
  var carried: Set<FragmentID> = []
  /// What begins the next page, and the break that demands it.
  var next: FragmentID?
  var forced: ForcedBreak?
}

/// Chooses where pages end. `[CSS Fragmentation 3, §4]`
struct PageBreaker {
  private let strip: PageStrip
  /// Where everything ends: a break behind it makes no page.
  private let end: LayoutUnit
  /// Indices of the first unit and demanded break that are not behind yet.
  private var unit = 0
  private var nextForced = 0
  /// Units that the last page showed in part.
  private var carried: [PageStrip.Unit] = []

  /// Less than this beyond the page is rounding, not overflow.
  private static let tolerance = LayoutUnit(raw: 32)

  init(_ strip: PageStrip) {
    self.strip = strip
    end = strip.end
  }

  /// Goes on from a place that another strip's page ended at.
  mutating func skip(to position: LayoutUnit) {
    while unit < strip.units.count, strip.units[unit].span.start < position { unit += 1 }
    while nextForced < strip.forced.count,
      strip.forced[nextForced].point.position - strip.forced[nextForced].margin <= position
    {
      nextForced += 1
    }
  }

  /// - Parameter extent: the page area's extent along the block axis.
  mutating func next(from start: LayoutUnit, extent: LayoutUnit) -> PageCut {
    // Whatever is repeated leaves room for what is not.
    let spaceBefore = min(strip.spaceBefore(at: start), extent / 2)
    let limit = start - spaceBefore + extent
    var cut = choose(from: start, limit: limit)
    let spaceAfter = cut.isLast ? .zero : min(strip.spaceAfter(at: cut.end), extent / 4)
    if spaceAfter > .zero, cut.forced == nil {
      cut = choose(from: start, limit: limit - spaceAfter)
    }
    cut.limit = limit
    cut.spaceBefore = spaceBefore
    finish(&cut)
    return cut
  }

  private mutating func finish(_ cut: inout PageCut) {
    if cut.forced != nil { nextForced += 1 }
    cut.carried = Set(carried.map(\.fragment))
    var rest: [PageStrip.Unit] = []
    if !cut.isLast {
      let shown = strip.units[unit...].prefix { $0.span.start < cut.end }
      for candidate in carried + shown
      where candidate.span.end > cut.limit + Self.tolerance && candidate.span.end > cut.end {
        cut.sliced.insert(candidate.fragment)
        rest.append(candidate)
      }
    }
    carried = rest
    while unit < strip.units.count, strip.units[unit].span.start < cut.end { unit += 1 }
  }

  // MARK: Choosing

  private func choose(from start: LayoutUnit, limit: LayoutUnit) -> PageCut {
    var cut = PageCut(start: start, end: limit, limit: limit, spaceBefore: .zero)
    let bound = limit + Self.tolerance
    let near = strip.units[unit...].prefix { $0.span.start < limit }
    let crossing = near.filter { $0.span.end > bound }
    func beginsPage(_ unit: PageStrip.Unit) -> Bool {
      unit.span.start <= start + Self.tolerance
    }
    let beyond = near.endIndex < strip.units.count ? strip.units[near.endIndex].span.start : nil
    // Where the first unit begins that does not fit. One that begins the page stays there.
    let barrier =
      crossing.filter { !beginsPage($0) }.map(\.span.start).min() ?? beyond ?? .max
    let isOver = carried.contains { $0.span.end > bound } || crossing.contains(where: beginsPage)
    if nextForced < strip.forced.count {
      let forced = strip.forced[nextForced]
      if forced.point.position < end,
        forced.point.position <= (isOver ? min(barrier, limit) : barrier)
      {
        cut.end = max(start, forced.point.position - forced.margin)
        cut.next = forced.point.anchor
        cut.forced = forced
        return cut
      }
    }
    let overhang = strip.plain.filter {
      $0.span.start < limit && $0.span.end > bound
        && ($0.span.end <= barrier || $0.kind == .blank)
    }
    if crossing.isEmpty, beyond == nil, !isOver, !overhang.contains(where: { $0.kind != .blank }) {
      cut.end = max(end, limit)
      cut.isLast = true
      return cut
    }
    let endsAtLimit = isOver || !overhang.isEmpty
    let latest = endsAtLimit ? min(barrier, limit) : barrier
    // The padding of a box alone on the next page is as bad as a single line.
    let isFree =
      overhang.contains { $0.kind == .picture } || !overhang.contains { $0.kind == .frame }
    let limitCost = isOver || isFree ? 0 : 1
    let point = bestPoint(
      from: start, to: latest, alsoAt: endsAtLimit ? (limit, limitCost) : nil)
    if let point {
      cut.end = point.position
      cut.next = point.anchor
    } else if latest > start, latest < .max {
      cut.end = latest
      cut.next = near.first { $0.span.start >= latest }?.fragment
    }
    return cut
  }

  /// The latest point that breaks the fewest rules; something must stand before it.
  ///
  /// - Parameter limit: a place without a point that may be chosen too, and what that costs.
  private func bestPoint(
    from start: LayoutUnit, to latest: LayoutUnit, alsoAt limit: (LayoutUnit, cost: Int)?
  ) -> (position: LayoutUnit, anchor: FragmentID?)? {
    let first = unit < strip.units.count ? strip.units[unit].span.start : .max
    let least = carried.isEmpty ? max(start, min(first, latest)) : start
    let ranges = strip.avoided.filter { $0.start < latest && $0.end > start }
    func cost(_ position: LayoutUnit) -> Int {
      ranges.filter { $0.contains(position) }.map(\.rule.rawValue).max() ?? 0
    }
    var best: (position: LayoutUnit, anchor: FragmentID?, cost: Int)?
    func offer(_ position: LayoutUnit, _ anchor: FragmentID?, cost: Int) {
      if let known = best, cost > known.cost { return }
      best = (position, anchor, cost)
    }
    var index = strip.points.partitioningIndex { $0.position > least }
    while index < strip.points.count, strip.points[index].position <= latest {
      let point = strip.points[index]
      offer(point.position, point.anchor, cost: cost(point.position))
      index += 1
    }
    if let limit, limit.0 > start, limit.0 <= latest {
      offer(limit.0, nil, cost: max(limit.cost, cost(limit.0)))
    }
    return best.map { ($0.position, $0.anchor) }
  }
}

extension Array {
  /// The first index whose element, like all behind it, satisfies a predicate.
  fileprivate func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
