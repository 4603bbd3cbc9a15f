import Scene

extension PagePainter {
  /// A box's shadows, background and border, from the bottom up. `[CSS Backgrounds 3, §7.1]`
  func paintDecorations(_ id: FragmentID) {
    let fragment = tree[id]
    let style = tree.style(of: id)
    switch fragment.kind {
    case .text, .line: return
    case .box, .inlineBox, .replaced: break
    }
    if fragment.isHidden || style.text.visibility != .visible || nodes[id.index].isBackface {
      return
    }
    switch style.box.display {
    case .tableRow, .tableRowGroup, .tableHeaderGroup, .tableFooterGroup, .tableColumn,
      .tableColumnGroup:
      paintTablePart(id)
      return
    default: break
    }
    if tree.page != nil, id == documentRoot { paintCanvas(id) }
    let border = style.border
    let isPlain =
      border.shadows.isEmpty && !style.hasBackground && !style.hasBorder && border.image == nil
    if isPlain { return }
    let box = geometry(of: id)
    var node = nodeAtCut(id)
    for shadow in border.shadows.reversed() where !shadow.isInset {
      paintShadow(shadow, box, style, node)
    }
    if id != canvasSource {
      paintBackground(id, box, style, node)
    }
    for shadow in border.shadows.reversed() where shadow.isInset {
      paintShadow(shadow, box, style, node)
    }
    if fragment.bordersCollapse { return }
    if let gap = fragment.legendGap {
      let rect = snap(gap.rect.offset(by: wholeBox(of: id).origin))
      node.clip = list.addClip(
        .path(.frame(around: rect), evenOdd: true), transform: node.transform, inside: node.clip)
    }
    if let image = border.image, paintBorderImage(image, box, fragment, style, node) { return }
    paintBorder(box, style, node)
  }

  /// What limits a piece of a box: besides all else the sides at which the box goes on.
  private func nodeAtCut(_ id: FragmentID) -> PaintNode {
    var node = nodes[id.index]
    let fragment = tree[id]
    guard fragment.cutOff != .zero else { return node }
    let own = snap(LayoutRect(origin: node.offset, size: fragment.rect.size))
    let far = 1e5
    func open(_ cut: LayoutUnit) -> Double { cut > .zero ? 0 : far }
    let cutOff = fragment.cutOff
    let rect = Rect(
      x: own.x - open(cutOff.left), y: own.y - open(cutOff.top),
      width: own.width + open(cutOff.left) + open(cutOff.right),
      height: own.height + open(cutOff.top) + open(cutOff.bottom))
    node.clip = list.addClip(.rect(rect), transform: node.transform, inside: node.clip)
    return node
  }

  private func paintShadow(
    _ shadow: BoxShadow, _ box: BoxGeometry, _ style: ComputedStyle, _ node: PaintNode
  ) {
    let color = style.resolve(shadow.color)
    if color.isTransparent { return }
    let edge = shadow.isInset ? box.padding : box.border
    var shape = edge
    if shadow.isInset {
      shape = edge.inset(
        top: shadow.spread, right: shadow.spread, bottom: shadow.spread, left: shadow.spread)
      if shadow.spread < 0 { shape = edge.outset(by: -shadow.spread) }
    } else if shadow.spread >= 0 {
      shape = edge.outset(by: shadow.spread)
    } else {
      shape = edge.inset(
        top: -shadow.spread, right: -shadow.spread, bottom: -shadow.spread,
        left: -shadow.spread)
      if shape.rect.isEmpty { return }
    }
    shape.rect = shape.rect.offsetBy(x: shadow.x, y: shadow.y)
    shape = shape.constrained()
    emit(
      .boxShadow(
        BoxShadowCommand(
          shape: shape, box: edge, isInset: shadow.isInset, sigma: max(0, shadow.blur) / 2,
          color: color)), for: node)
  }
}

extension Path {
  /// All but a rectangle, by the even-odd rule.
  fileprivate static func frame(around rect: Rect) -> Path {
    var path = Path()
    let far = 1e5
    let all = Rect(
      x: rect.x - far, y: rect.y - far, width: rect.width + 2 * far, height: rect.height + 2 * far)
    path.append(polygon: all.corners)
    path.append(polygon: rect.corners)
    return path
  }
}

extension ComputedStyle {
  fileprivate var hasBorder: Bool {
    let sides = border.sides
    return sides.top.width > 0 || sides.right.width > 0 || sides.bottom.width > 0
      || sides.left.width > 0
  }
}
