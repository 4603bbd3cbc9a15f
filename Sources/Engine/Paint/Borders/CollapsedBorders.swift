import Scene

extension PagePainter {
  /// The borders of a table that shares them among its cells. `[CSS 2.1, §17.6.2]`
  func paintCollapsedBorders(_ id: FragmentID) {
    let index = Int(tree[id].collapsedBorders)
    guard tree.collapsedBorders.indices.contains(index) else { return }
    let node = nodes[id.index]
    for segment in tree.collapsedBorders[index] {
      let rect = snap(segment.rect.offset(by: node.offset))
      paintSegment(segment, rect, node)
    }
  }

  private func paintSegment(
    _ segment: CollapsedBorderSegment, _ rect: Rect, _ node: PaintNode
  ) {
    if rect.isEmpty || segment.color.isTransparent { return }
    let style = segment.side.style
    let width = segment.isHorizontal ? rect.height : rect.width
    switch style {
    case .none, .hidden: return
    case .dotted, .dashed:
      let half = width / 2
      let from =
        segment.isHorizontal
        ? Point(x: rect.x, y: rect.y + half) : Point(x: rect.x + half, y: rect.y)
      let to =
        segment.isHorizontal
        ? Point(x: rect.maxX, y: rect.y + half) : Point(x: rect.x + half, y: rect.maxY)
      emitLine(
        from: from, to: to, width: width, style: style, color: segment.color,
        transform: node.transform, clip: node.clip)
    case .double where width >= 3 / scale:
      let third = (width * scale / 3).rounded(.down) / scale
      let rest = (width * scale * 2 / 3).rounded(.up) / scale
      fillStripe(segment, rect, from: 0, to: third, segment.color, node)
      fillStripe(segment, rect, from: rest, to: width, segment.color, node)
    case .groove, .ridge, .inset, .outset:
      // In the collapsing model inset looks as ridge does and outset as groove.
      let isRidge = style == .ridge || style == .inset
      let first = segment.isHorizontal ? BoxSide.top : .left
      let half = (width * scale / 2).rounded(.up) / scale
      let outside: LineStyle = isRidge ? .outset : .inset
      let inside: LineStyle = isRidge ? .inset : .outset
      fillStripe(
        segment, rect, from: 0, to: half, segment.color.shaded(first, outside), node)
      fillStripe(
        segment, rect, from: half, to: width, segment.color.shaded(first, inside), node)
    case .solid, .double, .auto:
      fillStripe(segment, rect, from: 0, to: width, segment.color, node)
    }
  }

  private func fillStripe(
    _ segment: CollapsedBorderSegment, _ rect: Rect, from: Double, to: Double, _ color: Color,
    _ node: PaintNode
  ) {
    let stripe =
      segment.isHorizontal
      ? Rect(x: rect.x, y: rect.y + from, width: rect.width, height: to - from)
      : Rect(x: rect.x + from, y: rect.y, width: to - from, height: rect.height)
    emit(.fill(Fill(.rect(stripe), .color(color))), for: node)
  }
}
