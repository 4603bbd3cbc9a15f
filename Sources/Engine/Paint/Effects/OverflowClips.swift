import Markup
import Scene

extension PagePainter {
  /// Limits an element's contents to its padding box where it clips its overflow.
  /// `[CSS Overflow 3, §3]`
  func addOverflowClip(
    _ id: FragmentID, _ fragment: Fragment, _ style: ComputedStyle, isRoot: Bool,
    to node: inout PaintNode
  ) {
    guard !isRoot, !passesOverflowToViewport(fragment, node) else { return }
    let isReplaced = if case .replaced = fragment.kind { true } else { false }
    if isReplaced { return }
    if case .inlineBox = fragment.kind { return }
    let clipsX = style.box.overflowX != .visible || style.box.contain.paint
    let clipsY = style.box.overflowY != .visible || style.box.contain.paint
    guard clipsX || clipsY else { return }
    let before = nodes[id.index]
    nodes[id.index] = node
    var edge = geometry(of: id).padding
    nodes[id.index] = before
    let margin = style.box.overflowX == .clip ? style.box.overflowClipMargin : 0
    if margin > 0 { edge = edge.outset(by: margin) }
    let far = 1e6
    var shape = Shape(edge)
    if !clipsX || !clipsY {
      var rect = edge.rect
      if !clipsX { rect = Rect(x: -far, y: rect.y, width: 2 * far, height: rect.height) }
      if !clipsY { rect = Rect(x: rect.x, y: -far, width: rect.width, height: 2 * far) }
      shape = .rect(rect)
    }
    node.contentClip = list.addClip(shape, transform: node.transform, inside: node.contentClip)
  }

  /// The body's overflow belongs to the viewport unless the root has its own.
  private func passesOverflowToViewport(_ fragment: Fragment, _ node: PaintNode) -> Bool {
    guard let element = fragment.node, fragment.pseudo == nil, let root = documentRoot,
      node.parent == root, document.tag(of: element) == "body"
    else { return false }
    let style = tree.style(of: root)
    return style.box.overflowX == .visible && style.box.overflowY == .visible
  }

  /// `clip: rect()` of absolutely positioned elements. `[CSS Masking 1, §8.1]`
  func addClipRect(_ fragment: Fragment, _ style: ComputedStyle, to node: inout PaintNode) {
    guard let clip = style.effects.clip else { return }
    let rect = snap(LayoutRect(origin: node.offset, size: fragment.rect.size))
    let left = clip.left.map { snap(node.offset.x + LayoutUnit($0)) } ?? rect.x
    let top = clip.top.map { snap(node.offset.y + LayoutUnit($0)) } ?? rect.y
    let right = clip.right.map { snap(node.offset.x + LayoutUnit($0)) } ?? rect.maxX
    let bottom = clip.bottom.map { snap(node.offset.y + LayoutUnit($0)) } ?? rect.maxY
    let area = Rect(x: left, y: top, width: max(0, right - left), height: max(0, bottom - top))
    node.clip = list.addClip(.rect(area), transform: node.transform, inside: node.clip)
  }
}
