import Scene

/// Boxes that share a baseline. `[CSS Box Alignment 3, §9.2]`
struct BaselineSharingGroup {
  /// From the side at which the group stands: where its largest distance puts the baseline.
  private(set) var baseline: LayoutUnit?
  private var beyond = LayoutUnit.zero

  /// - Parameters:
  ///   - distance: from the box's margin edge at the group's side to its baseline.
  ///   - extent: the whole margin box.
  mutating func add(_ distance: LayoutUnit, of extent: LayoutUnit) {
    baseline = max(baseline ?? distance, distance)
    beyond = max(beyond, extent - distance)
  }

  /// What all boxes together take.
  var extent: LayoutUnit { baseline.map { $0 + beyond } ?? .zero }
}

/// Which items share baselines, and which give the container its own. `[CSS Flexbox 1, §8.3, §8.5]`
extension FlexLayout {
  /// Whether an item takes part in its line's alignment of first or of last baselines.
  func aligns(_ item: FlexItem, _ keyword: SelfAlignment.Keyword) -> Bool {
    item.align.keyword == keyword && !item.hasAutoCrossStart && !item.hasAutoCrossEnd
  }

  /// The item's first baseline from its cross-start margin edge.
  func ascent(_ item: FlexItem) -> LayoutUnit {
    let baseline = crossBaseline(item, isFirst: true)
    // The cross-start margin comes first in the line's own direction.
    return item.crossMarginStart + (reversesLines ? item.crossSize - baseline : baseline)
  }

  /// The item's last baseline from its cross-end margin edge.
  func descent(_ item: FlexItem) -> LayoutUnit {
    let baseline = crossBaseline(item, isFirst: false)
    return item.crossMarginEnd + (reversesLines ? baseline : item.crossSize - baseline)
  }

  /// From the start edge of the border box along the container's cross axis, whichever way lines go.
  private func crossBaseline(_ item: FlexItem, isFirst: Bool) -> LayoutUnit {
    // Boxes in a column have their baselines at the line-left edge.
    guard mainIsInline else { return axes.hasFlippedInlines ? item.crossSize : .zero }
    return blockBaseline(item, isFirst: isFirst)
  }

  /// From the block-start edge of the item's border box in the container's block axis; made up from
  /// its end where it has none.
  func blockBaseline(_ item: FlexItem, isFirst: Bool) -> LayoutUnit {
    let extent =
      mainIsInline ? crossSize(item.result, item) : mainSize(item.result, item)
    guard item.mainIsItemInline == mainIsInline,
      let baseline = isFirst ? item.result.firstBaseline : item.result.lastBaseline
    else { return extent }
    // What a scroll container shows has its baseline inside.
    let overflow = axes.isHorizontal ? item.style.box.overflowY : item.style.box.overflowX
    return overflow.isScrollable ? max(.zero, min(baseline, extent)) : baseline
  }

  /// The item that gives the container its first baseline.
  func firstBaselineSource(of line: FlexLine) -> Int? {
    mainIsInline
      ? line.items.first { aligns(items[$0], .baseline) }
        ?? line.items.first { aligns(items[$0], .lastBaseline) } ?? line.items.first
      : line.items.first
  }

  /// The item that gives the container its last baseline.
  func lastBaselineSource(of line: FlexLine) -> Int? {
    mainIsInline
      ? line.items.first { aligns(items[$0], .lastBaseline) }
        ?? line.items.first { aligns(items[$0], .baseline) } ?? line.items.last
      : line.items.last
  }
}
