import Scene

/// Inline boxes that stand on several lines: the background of `box-decoration-break: slice` lies in
/// the pieces as if they stood end to end. `[CSS Fragmentation 3, §5.4]`
struct BrokenInlines {
  private var pieces: [Int32: [FragmentID]] = [:]

  init(_ tree: FragmentTree) {
    for index in tree.fragments.indices {
      let fragment = tree.fragments[index]
      guard case .inlineBox = fragment.kind, fragment.box >= 0,
        !fragment.hasStartEdge || !fragment.hasEndEdge
      else { continue }
      pieces[fragment.box, default: []].append(FragmentID(Int32(clamping: index)))
    }
  }

  /// All pieces of a piece's box, in the order of their lines.
  func pieces(of fragment: Fragment) -> [FragmentID] { pieces[fragment.box] ?? [] }
}

extension PagePainter {
  /// The boxes that a background is placed in: those of a whole inline box for each of its pieces.
  func unbroken(_ id: FragmentID, _ box: BoxGeometry) -> BoxGeometry {
    let fragment = tree[id]
    let style = tree.style(of: id)
    guard case .inlineBox = fragment.kind, !fragment.hasStartEdge || !fragment.hasEndEdge,
      style.box.boxDecorationBreak == .slice
    else { return box }
    let isVertical = style.text.writingMode.isVertical
    let isReversed = style.text.direction == .rtl
    var pieces = brokenInlines.pieces(of: fragment)
    if isReversed { pieces.reverse() }
    guard let position = pieces.firstIndex(of: id), let first = pieces.first,
      let last = pieces.last
    else { return box }
    func extent(_ piece: FragmentID) -> Double {
      let size = tree[piece].rect.size
      return (isVertical ? size.height : size.width).pixels
    }
    let before = pieces[..<position].reduce(0) { $0 + extent($1) }
    let total = pieces.reduce(0) { $0 + extent($1) }
    var outer = box.border.rect
    if isVertical {
      outer.y -= before
      outer.height = total
    } else {
      outer.x -= before
      outer.width = total
    }
    let (start, end) = (tree[first], tree[last])
    func edges(_ edge: (Fragment) -> LayoutEdges) -> Sides<Double> {
      let (own, near, far) = (edge(fragment), edge(start), edge(end))
      return Sides(
        top: snapWidth(isVertical ? near.top : own.top),
        right: snapWidth(isVertical ? own.right : far.right),
        bottom: snapWidth(isVertical ? far.bottom : own.bottom),
        left: snapWidth(isVertical ? own.left : near.left))
    }
    let widths = edges(\.border)
    let inner = edges { $0.border + $0.padding }
    let border = RoundedRect(outer)
    return BoxGeometry(
      border: border,
      padding: border.inset(
        top: widths.top, right: widths.right, bottom: widths.bottom, left: widths.left),
      content: border.inset(
        top: inner.top, right: inner.right, bottom: inner.bottom, left: inner.left
      ).rect,
      widths: widths)
  }
}
