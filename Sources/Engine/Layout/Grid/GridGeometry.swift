import Scene

/// Where a laid-out grid's lines are, for boxes that are positioned in its areas.
/// `[CSS Grid 1, §9]`
struct GridGeometry {
  var columns: GridLines
  var rows: GridLines
  /// Start edges of tracks in the implicit grid and the end of the last, from the border box's
  /// inline-start and block-start edges.
  var columnEdges: TrackEdges
  var rowEdges: TrackEdges
  var columnOffset: Int
  var rowOffset: Int

  /// The containing block of an absolutely positioned child, physical, relative to the border box; nil
  /// where it is the padding box.
  func area(
    for style: ComputedStyle, axes: WritingDirection, padding: LayoutSize, border: LayoutEdges
  ) -> LayoutRect? {
    let area = logicalArea(
      for: style, within: LogicalSize(padding, in: axes), edges: LogicalEdges(border, in: axes))
    let inner = area.size.physical(in: axes)
    let outer = LayoutSize(
      width: padding.width + border.horizontal, height: padding.height + border.vertical)
    return LayoutRect(
      origin: area.offset.physical(in: axes, outer: outer, inner: inner), size: inner)
  }

  /// The area that a child's placement names, from the border box's start corner.
  ///
  /// - Parameters:
  ///   - size: of the padding box, whose edges stand for `auto` lines.
  ///   - edges: the borders around it.
  func logicalArea(
    for style: ComputedStyle, within size: LogicalSize, edges: LogicalEdges
  ) -> (offset: LogicalOffset, size: LogicalSize) {
    let container = style.container
    let column = span(
      container.gridColumnStart, container.gridColumnEnd, lines: columns, offset: columnOffset,
      edges: columnEdges, low: edges.inlineStart,
      high: edges.inlineStart + size.inline)
    let row = span(
      container.gridRowStart, container.gridRowEnd, lines: rows, offset: rowOffset,
      edges: rowEdges, low: edges.blockStart, high: edges.blockStart + size.block)
    return (
      LogicalOffset(inline: column.0, block: row.0),
      LogicalSize(
        inline: (column.1 - column.0).clampedToPositive,
        block: (row.1 - row.0).clampedToPositive)
    )
  }

  private func span(
    _ start: GridLine, _ end: GridLine, lines: GridLines, offset: Int, edges: TrackEdges,
    low: LayoutUnit, high: LayoutUnit
  ) -> (LayoutUnit, LayoutUnit) {
    func isAuto(_ value: GridLine) -> Bool {
      switch value {
      case .auto, .span: true
      default: false
      }
    }
    var placement = lines.placement(start, end)
    if isAuto(start), isAuto(end) { return (low, high) }
    if let line = placement.start { placement.start = line + offset }
    var first: LayoutUnit = low
    var last: LayoutUnit = high
    // Lines that are not in the grid are as good as auto.
    if !isAuto(start) || isSpan(start), let line = placement.start, line >= 0,
      line <= edges.starts.count
    {
      first = line < edges.starts.count ? edges.starts[line] : edges.ends.last ?? low
    }
    if !isAuto(end) || isSpan(end), let line = placement.start {
      let stop = line + placement.span
      if stop >= 1, stop <= edges.ends.count {
        last = edges.ends[stop - 1]
      } else if stop == 0 {
        last = edges.starts.first ?? high
      }
    }
    return (first, max(first, last))
  }

  private func isSpan(_ value: GridLine) -> Bool { if case .span = value { true } else { false } }
}
