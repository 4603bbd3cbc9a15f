import Scene

extension PagePainter {
  /// `[CSS UI 4, §3]`: outside of the border edge, following its corners.
  func paintOutline(_ id: FragmentID) {
    let style = tree.style(of: id)
    let outline = style.border.outline
    guard outline.width > 0, outline.style != .none, outline.style != .hidden,
      style.text.visibility == .visible, !tree[id].isHidden
    else { return }
    switch tree[id].kind {
    case .text, .line: return
    case .box, .inlineBox, .replaced: break
    }
    let edge = geometry(of: id).border
    let width = snapWidth(LayoutUnit(outline.width))
    let offset = (style.border.outlineOffset * scale).rounded() / scale
    var inner = edge
    if offset >= 0 {
      inner = edge.outset(by: offset)
    } else {
      // Each axis stops on its own where the line meets itself. [CSS UI 4, §3.4]
      let x = min(-offset, edge.rect.width / 2)
      let y = min(-offset, edge.rect.height / 2)
      inner = edge.inset(top: y, right: x, bottom: y, left: x)
    }
    let line = BorderEdge(
      width: width, style: outline.style, color: style.resolve(outline.color))
    paintEdges(
      [line, line, line, line], outer: inner.outset(by: width), inner: inner, nodes[id.index])
  }
}
