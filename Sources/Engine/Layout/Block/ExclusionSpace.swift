import Scene

/// The margin box of a placed float, in its block formatting context's line-left, block-start
/// coordinates.
struct Exclusion {
  var lineStart: LayoutUnit
  var lineEnd: LayoutUnit
  var blockStart: LayoutUnit
  var blockEnd: LayoutUnit
  var isLeft: Bool
  /// What `shape-outside` makes of it for lines.
  var shape: FloatShape?
}

/// The floats of a block formatting context that were placed so far. `[CSS 2.1, §9.5]`
///
/// A value that shares append-only storage: going back to an earlier value and placing other floats
/// cuts what came after it, so only the newest line of values may be used.
struct ExclusionSpace {
  private final class Storage {
    var items: [Exclusion] = []
    /// The greatest block end of all items up to each.
    var greatestEnd: [LayoutUnit] = []
  }

  private let storage = Storage()
  private var count = 0
  private(set) var leftEnd: LayoutUnit = .min
  private(set) var rightEnd: LayoutUnit = .min
  private var lastBlockStart: LayoutUnit = .min

  var isEmpty: Bool { count == 0 }

  /// The block offset below which no float reaches, for content that clears; `.min` without floats.
  func clearance(_ clear: Clear, direction: Direction = .ltr) -> LayoutUnit {
    switch clear {
    case .none: .min
    case .left: leftEnd
    case .right: rightEnd
    case .both: max(leftEnd, rightEnd)
    }
  }

  mutating func add(_ item: Exclusion) {
    if storage.items.count > count {
      storage.items.removeLast(storage.items.count - count)
      storage.greatestEnd.removeLast(storage.greatestEnd.count - count)
    }
    storage.items.append(item)
    storage.greatestEnd.append(max(storage.greatestEnd.last ?? .min, item.blockEnd))
    count += 1
    lastBlockStart = max(lastBlockStart, item.blockStart)
    if item.isLeft {
      leftEnd = max(leftEnd, item.blockEnd)
    } else {
      rightEnd = max(rightEnd, item.blockEnd)
    }
  }

  /// Visits the floats that reach below `block`, latest first.
  private func forEachReaching(_ block: LayoutUnit, _ visit: (Exclusion) -> Void) {
    var index = min(count, storage.items.count) - 1
    while index >= 0, storage.greatestEnd[index] > block {
      if storage.items[index].blockEnd > block { visit(storage.items[index]) }
      index -= 1
    }
  }

  /// The free span between floats in the band from `start` to `end`, within the given span.
  ///
  /// - Parameter usesShapes: whether `shape-outside` counts, as it does for lines.
  func span(
    from start: LayoutUnit, to end: LayoutUnit, within span: LineSpan, usesShapes: Bool = false
  ) -> LineSpan {
    var free = span
    forEachReaching(start) { item in
      guard item.blockStart < end || item.blockStart <= start else { return }
      if usesShapes, let shape = item.shape {
        guard let used = shape.span(from: start, to: max(end, start)) else { return }
        if item.isLeft {
          free.start = max(free.start, min(used.end, item.lineEnd))
        } else {
          free.end = min(free.end, max(used.start, item.lineStart))
        }
      } else if item.isLeft {
        free.start = max(free.start, item.lineEnd)
      } else {
        free.end = min(free.end, item.lineStart)
      }
    }
    return free
  }

  /// The next block offset at which a float ends; nil where none reaches below.
  func nextEnd(after block: LayoutUnit) -> LayoutUnit? {
    var next: LayoutUnit?
    forEachReaching(block) { item in
      if next.map({ item.blockEnd < $0 }) ?? true { next = item.blockEnd }
    }
    return next
  }

  /// The next block offset from which a line of a width may fit: where a float ends, or, beside
  /// floats with shapes, pixel by pixel. Nil where no float reaches below.
  ///
  /// - Parameter height: of the band that the line takes.
  func nextChance(
    after block: LayoutUnit, width: LayoutUnit, height: LayoutUnit, within container: LineSpan
  ) -> LayoutUnit? {
    guard let end = nextEnd(after: block) else { return nil }
    guard hasShape(below: block) else { return end }
    var next = block
    while next + 1 < end {
      next += 1
      let free = span(from: next, to: next + height, within: container, usesShapes: true)
      if width <= free.length { return next }
    }
    return end
  }

  /// Whether a float with a shape reaches below `block`.
  func hasShape(below block: LayoutUnit) -> Bool {
    var found = false
    forEachReaching(block) { if $0.shape != nil { found = true } }
    return found
  }

  /// Where a float's margin box goes: as high as the rules allow, then as far to its side.
  /// `[CSS 2.1, §9.5.1]`
  func place(
    size: LogicalSize, isLeft: Bool, from blockStart: LayoutUnit, within container: LineSpan
  ) -> BFCOffset {
    var block = max(blockStart, lastBlockStart)
    while true {
      let free = span(from: block, to: block, within: container)
      let isNarrowed = free.start > container.start || free.end < container.end
      if !isNarrowed || size.inline <= free.end - free.start {
        let line = isLeft ? free.start : max(free.start, free.end - size.inline)
        return BFCOffset(line: isNarrowed || isLeft ? line : free.end - size.inline, block: block)
      }
      guard let next = nextEnd(after: block) else {
        return BFCOffset(line: free.start, block: block)
      }
      block = next
    }
  }
}

/// A stretch along the line, from line-left.
struct LineSpan: Hashable {
  var start: LayoutUnit
  var end: LayoutUnit
  var length: LayoutUnit { end - start }

  func contains(_ position: LayoutUnit) -> Bool { start <= position && position < end }
}

/// A position in a block formatting context, from its line-left, block-start corner.
struct BFCOffset: Hashable {
  var line: LayoutUnit
  var block: LayoutUnit
}
