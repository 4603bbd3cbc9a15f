import Scene

/// Where out-of-flow children of a grid would stand. `[CSS Grid 1, §9]`, `[CSS Align 3, §4.2]`
extension GridLayout {
  /// The edge of the child's margin box that stands at a place, and that place from the border box: as if
  /// the child were the only item of its area, or of the content box where the grid does not contain it.
  func staticPlace(
    of child: BoxID, size: LogicalSize, geometry: GridGeometry
  ) -> (offset: LogicalOffset, position: StaticPosition) {
    let childStyle = context.style(child)
    let grid = context.style(box)
    let contains =
      grid.containsFixed(isInline: false)
      || childStyle.box.position == .absolute && grid.box.position.isPositioned
    let edges = contains ? sizing.border : sizing.edges
    var area = (
      offset: edges.start,
      size: LogicalSize(
        inline: (size.inline - edges.inlineSum).clampedToPositive,
        block: (size.block - edges.blockSum).clampedToPositive)
    )
    if contains { area = geometry.logicalArea(for: childStyle, within: area.size, edges: edges) }
    func align(_ own: SelfAlignment, _ parent: SelfAlignment, inline: Bool)
      -> StaticPosition.Edge
    {
      edge(
        own.keyword == .auto ? parent.keyword : own.keyword, child: WritingDirection(childStyle),
        inline: inline)
    }
    let inlineEdge = align(
      childStyle.container.justifySelf, grid.container.justifyItems, inline: true)
    let blockEdge = align(childStyle.container.alignSelf, grid.container.alignItems, inline: false)
    func place(_ edge: StaticPosition.Edge, _ start: LayoutUnit, _ size: LayoutUnit) -> LayoutUnit {
      switch edge {
      case .start: start
      case .center: start + size / 2
      case .end: start + size
      }
    }
    return (
      LogicalOffset(
        inline: place(inlineEdge, area.offset.inline, area.size.inline),
        block: place(blockEdge, area.offset.block, area.size.block)),
      StaticPosition(inlineEdge: inlineEdge, blockEdge: blockEdge, axes: axes)
    )
  }

  private func edge(
    _ keyword: SelfAlignment.Keyword, child: WritingDirection, inline: Bool
  ) -> StaticPosition.Edge {
    switch keyword {
    case .center: .center
    case .end, .flexEnd, .lastBaseline: .end
    case .selfStart: startsAlike(child, inline: inline) ? .start : .end
    case .selfEnd: startsAlike(child, inline: inline) ? .end : .start
    case .left where inline: axes.isRTL ? .end : .start
    case .right where inline: axes.isRTL ? .start : .end
    case .auto, .normal, .stretch, .baseline, .start, .flexStart, .left, .right: .start
    }
  }
}
