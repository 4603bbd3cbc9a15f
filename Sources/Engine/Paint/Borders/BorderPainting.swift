import Scene

/// One side of a border as it is painted.
struct BorderEdge {
  var width: Double
  var style: LineStyle
  var color: Color

  var isVisible: Bool {
    width > 0 && style != .none && style != .hidden && !color.isTransparent
  }
}

/// The sides of a box in painting order.
enum BoxSide: Int, CaseIterable {
  case top, right, bottom, left

  var isHorizontal: Bool { self == .top || self == .bottom }
}

extension PagePainter {
  func paintBorder(_ box: BoxGeometry, _ style: ComputedStyle, _ node: PaintNode) {
    let sides = style.border.sides
    func edge(_ side: BorderSide, _ width: Double) -> BorderEdge {
      BorderEdge(width: width, style: side.style, color: style.resolve(side.color))
    }
    paintEdges(
      [
        edge(sides.top, box.widths.top), edge(sides.right, box.widths.right),
        edge(sides.bottom, box.widths.bottom), edge(sides.left, box.widths.left),
      ], outer: box.border, inner: box.padding, node)
  }

  /// Paints four edges between two outlines.
  func paintEdges(
    _ edges: [BorderEdge], outer: RoundedRect, inner: RoundedRect, _ node: PaintNode
  ) {
    let visible = edges.filter(\.isVisible)
    guard let first = visible.first else { return }
    let isUniform =
      edges.allSatisfy { $0.isVisible || $0.width == 0 }
      && visible.allSatisfy { $0.color == first.color && $0.style == first.style }
    if isUniform, first.style == .solid || first.style == .auto {
      emitRing(outer, inner, first.color, node)
      return
    }
    if isUniform, first.style == .double, visible.count == 4,
      visible.allSatisfy({ $0.width >= 3 / scale })
    {
      let (outerStripe, innerStripe) = stripes(edges, outer: outer)
      emitRing(outer, outerStripe, first.color, node)
      emitRing(innerStripe, inner, first.color, node)
      return
    }
    for side in Self.sideOrder where edges[side.rawValue].isVisible {
      paintSide(side, edges, outer: outer, inner: inner, node)
    }
  }

  func emitRing(_ outer: RoundedRect, _ inner: RoundedRect, _ color: Color, _ node: PaintNode) {
    let shape: Shape =
      inner.rect.isEmpty ? Shape(outer) : .ring(outer: outer, inner: inner)
    emit(.fill(Fill(shape, .color(color))), for: node)
  }

  /// The inner edge of a double border's outer stripe and the outer edge of its inner one.
  func stripes(_ edges: [BorderEdge], outer: RoundedRect) -> (RoundedRect, RoundedRect) {
    let third = edges.map { ($0.width * scale / 3).rounded(.down) / scale }
    let rest = edges.map { ($0.width * scale * 2 / 3).rounded(.up) / scale }
    return (
      outer.inset(top: third[0], right: third[1], bottom: third[2], left: third[3]),
      outer.inset(top: rest[0], right: rest[1], bottom: rest[2], left: rest[3])
    )
  }

  private func paintSide(
    _ side: BoxSide, _ edges: [BorderEdge], outer: RoundedRect, inner: RoundedRect,
    _ node: PaintNode
  ) {
    let edge = edges[side.rawValue]
    switch edge.style {
    case .none, .hidden: return
    case .dotted, .dashed:
      paintDashedSide(side, edges, outer: outer, inner: inner, node)
    case .double where edge.width >= 3 / scale:
      let (outerStripe, innerStripe) = stripes(edges, outer: outer)
      fillSide(side, edges, outer, outerStripe, edge.color, outer, inner, node)
      fillSide(side, edges, innerStripe, inner, edge.color, outer, inner, node)
    case .groove, .ridge:
      let half = edges.map { ($0.width * scale / 2).rounded(.up) / scale }
      let middle = outer.inset(top: half[0], right: half[1], bottom: half[2], left: half[3])
      let outside = edge.style == .groove ? LineStyle.inset : .outset
      let inside = edge.style == .groove ? LineStyle.outset : .inset
      let outsideColor = edge.color.shaded(side, outside)
      let insideColor = edge.color.shaded(side, inside)
      fillSide(side, edges, outer, middle, outsideColor, outer, inner, node)
      fillSide(side, edges, middle, inner, insideColor, outer, inner, node)
    case .inset, .outset:
      fillSide(
        side, edges, outer, inner, edge.color.shaded(side, edge.style), outer, inner, node)
    case .solid, .double, .auto:
      fillSide(side, edges, outer, inner, edge.color, outer, inner, node)
    }
  }

  /// Fills one side's share of the ring between two outlines; its ends are cut from the border's outer
  /// to its inner corners.
  private func fillSide(
    _ side: BoxSide, _ edges: [BorderEdge], _ outer: RoundedRect, _ inner: RoundedRect,
    _ color: Color, _ borderOuter: RoundedRect, _ borderInner: RoundedRect, _ node: PaintNode
  ) {
    if outer.isRect, inner.isRect {
      fillStraightSide(side, edges, outer.rect, inner.rect, color, node)
      return
    }
    let clip = sideClip(side, edges, borderOuter, borderInner, node)
    emit(
      .fill(Fill(.ring(outer: outer, inner: inner), .color(color))), transform: node.transform,
      clip: clip)
  }

  /// The trapezium between two rectangles on one side.
  func sidePolygon(_ side: BoxSide, _ outer: Rect, _ inner: Rect) -> [Point] {
    let outerCorners = outer.corners
    let innerCorners = inner.corners
    let first = side.rawValue
    let second = (first + 1) % 4
    return [
      outerCorners[first], outerCorners[second], innerCorners[second], innerCorners[first],
    ]
  }

  /// A clip to the part of a rounded border that belongs to one side: cut along the lines from the
  /// outer corners through the inner ones, up to where these lines meet.
  func sideClip(
    _ side: BoxSide, _ edges: [BorderEdge], _ outer: RoundedRect, _ inner: RoundedRect,
    _ node: PaintNode
  ) -> ClipID {
    let corners = outer.rect.corners
    let innerCorners = inner.rect.corners
    let first = side.rawValue
    let second = (first + 1) % 4
    let center = Point(
      x: outer.rect.x + outer.rect.width / 2, y: outer.rect.y + outer.rect.height / 2)
    func extended(_ index: Int) -> Point {
      let corner = corners[index]
      let dx = innerCorners[index].x - corner.x
      let dy = innerCorners[index].y - corner.y
      guard dx != 0 || dy != 0 else { return center }
      let reachX = dx != 0 ? abs((center.x - corner.x) / dx) : .infinity
      let reachY = dy != 0 ? abs((center.y - corner.y) / dy) : .infinity
      let reach = min(reachX, reachY)
      return Point(x: corner.x + dx * reach, y: corner.y + dy * reach)
    }
    var path = Path()
    path.append(polygon: [
      corners[first], corners[second], extended(second), extended(first),
    ])
    return list.addClip(
      .path(path, evenOdd: false), transform: node.transform, inside: node.clip)
  }
}

extension Rect {
  /// Clockwise from the top left one.
  var corners: [Point] {
    [
      Point(x: x, y: y), Point(x: maxX, y: y), Point(x: maxX, y: maxY), Point(x: x, y: maxY),
    ]
  }
}
