import Scene

/// Dashes and dots fitted to a line's length, as browsers fit them.
struct DashPattern {
  var dashes: [Double]
  var cap: Stroke.Cap

  /// - Parameters:
  ///   - isClosed: whether the line returns to its start, so that a gap follows the last dash.
  ///   - unit: one device pixel.
  init(_ style: LineStyle, width: Double, length: Double, isClosed: Bool, unit: Double) {
    let isRound = style == .dotted && width > 3 * unit
    cap = isRound ? .round : .butt
    if isRound {
      guard length >= width * 2 else {
        dashes = []
        return
      }
      let gap = Self.fittingGap(length, dash: width, gap: width, isClosed: isClosed)
      // A dash of no length with round caps is a dot; the small share keeps the last one from
      // falling off the line's end.
      dashes = [0, max(0, gap + width - 0.01)]
      return
    }
    let isThick = width >= 3 * unit
    let dash = style == .dashed ? width * (isThick ? 2 : 3) : width
    let gap = style == .dashed ? width * (isThick ? 1 : 2) : width
    guard length > dash * 2 else {
      dashes = []
      return
    }
    dashes = [dash, Self.fittingGap(length, dash: dash, gap: gap, isClosed: isClosed)]
  }

  /// The gap nearest to the wanted one with which dashes end where the line ends.
  private static func fittingGap(_ length: Double, dash: Double, gap: Double, isClosed: Bool)
    -> Double
  {
    let available = isClosed ? length : length + gap
    let fewer = max(1, (available / (dash + gap)).rounded(.down))
    let more = fewer + 1
    let fewerGaps = isClosed ? fewer : fewer - 1
    let moreGaps = isClosed ? more : more - 1
    let wide = fewerGaps > 0 ? (length - fewer * dash) / fewerGaps : .infinity
    let narrow = (length - more * dash) / moreGaps
    if narrow <= 0 { return wide.isFinite ? wide : gap }
    return abs(wide - gap) < abs(narrow - gap) ? wide : narrow
  }
}

extension PagePainter {
  func paintDashedSide(
    _ side: BoxSide, _ edges: [BorderEdge], outer: RoundedRect, inner: RoundedRect,
    _ node: PaintNode
  ) {
    let edge = edges[side.rawValue]
    if !outer.isRect {
      paintDashedCurve(side, edges, outer: outer, inner: inner, node)
      return
    }
    let rect = outer.rect
    let half = edge.width / 2
    let (from, to): (Point, Point) =
      switch side {
      case .top: (Point(x: rect.x, y: rect.y + half), Point(x: rect.maxX, y: rect.y + half))
      case .bottom:
        (Point(x: rect.x, y: rect.maxY - half), Point(x: rect.maxX, y: rect.maxY - half))
      case .left: (Point(x: rect.x + half, y: rect.y), Point(x: rect.x + half, y: rect.maxY))
      case .right:
        (Point(x: rect.maxX - half, y: rect.y), Point(x: rect.maxX - half, y: rect.maxY))
      }
    let neighbors =
      side.isHorizontal
      ? [edges[BoxSide.left.rawValue], edges[BoxSide.right.rawValue]]
      : [edges[BoxSide.top.rawValue], edges[BoxSide.bottom.rawValue]]
    // Sides of another look are cut along the mitre; equal ones share their corner's dash.
    let isCut = neighbors.contains {
      $0.isVisible && ($0.color != edge.color || $0.style != edge.style)
    }
    var clip = node.clip
    if isCut {
      var path = Path()
      path.append(polygon: sidePolygon(side, outer.rect, inner.rect))
      clip = list.addClip(
        .path(path, evenOdd: false), transform: node.transform, inside: node.clip)
    }
    emitLine(
      from: from, to: to, width: edge.width, style: edge.style, color: edge.color,
      transform: node.transform, clip: clip)
  }

  /// A straight dashed or dotted line that starts and ends with a dash.
  func emitLine(
    from: Point, to: Point, width: Double, style: LineStyle, color: Color,
    transform: AffineTransform, clip: ClipID?
  ) {
    guard
      let stroke = line(
        from: from, to: to, width: width, style: style, color: color, transform: transform)
    else { return }
    emit(.stroke(stroke), transform: transform, clip: clip)
  }

  /// A straight line of dots or dashes; nil without length.
  func line(
    from: Point, to: Point, width: Double, style: LineStyle, color: Color,
    transform: AffineTransform
  ) -> Stroke? {
    let dx = to.x - from.x
    let dy = to.y - from.y
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return nil }
    let pattern = DashPattern(
      style, width: width, length: length, isClosed: false, unit: 1 / scale)
    var path = Path()
    var start = from
    var end = to
    if pattern.cap == .round {
      // The dots' centers begin half a dot inside.
      let inset = min(width, length) / 2 / length
      start = Point(x: from.x + dx * inset, y: from.y + dy * inset)
      end = Point(x: to.x - dx * inset, y: to.y - dy * inset)
    }
    path.move(to: start)
    path.line(to: end)
    return Stroke(
      path: path, width: width, cap: pattern.cap, dashes: pattern.dashes, color: color,
      isAntialiased: pattern.cap == .round || transform.b != 0 || transform.c != 0)
  }

  private func paintDashedCurve(
    _ side: BoxSide, _ edges: [BorderEdge], outer: RoundedRect, inner: RoundedRect,
    _ node: PaintNode
  ) {
    let edge = edges[side.rawValue]
    let half = edges.map { $0.width / 2 }
    let middle = outer.inset(top: half[0], right: half[1], bottom: half[2], left: half[3])
    var path = Path()
    path.append(middle)
    let pattern = DashPattern(
      edge.style, width: edge.width, length: middle.perimeter, isClosed: true, unit: 1 / scale)
    let side = sideClip(side, edges, outer, inner, node)
    let clip = list.addClip(
      .ring(outer: outer, inner: inner), transform: node.transform, inside: side)
    emit(
      .stroke(
        Stroke(
          path: path, width: edge.width, cap: pattern.cap, dashes: pattern.dashes,
          color: edge.color)), transform: node.transform, clip: clip)
  }
}

extension RoundedRect {
  /// The edge's length, with Ramanujan's approximation for the corners.
  fileprivate var perimeter: Double {
    let corners = [topLeft, topRight, bottomRight, bottomLeft]
    var length = 2 * (rect.width + rect.height)
    for radius in corners {
      let (a, b) = (radius.width, radius.height)
      let root = ((3 * a + b) * (a + 3 * b)).squareRoot()
      length += Double.pi * (3 * (a + b) - root) / 4 - a - b
    }
    return length
  }
}
