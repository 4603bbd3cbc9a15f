import Scene

extension PagePainter {
  /// The area that `clip-path` leaves; nil where inline SVG says it. `[CSS Masking 1, §5]`
  func clipShape(_ clipPath: ClipPath, _ id: FragmentID) -> Shape? {
    switch clipPath {
    case .box(let name): return Shape(clipEdge(name, id))
    case .shape(let shape, let name): return shape.resolved(in: clipEdge(name, id).rect)
    case .url: return nil
    }
  }

  private func clipEdge(_ name: BackgroundBox, _ id: FragmentID) -> RoundedRect {
    let box = geometry(of: id)
    return name == .marginBox ? marginEdge(box.border, id) : box.edge(name)
  }

  /// The margin edge; automatic margins count as none.
  private func marginEdge(_ border: RoundedRect, _ id: FragmentID) -> RoundedRect {
    var base = tree.viewport.width
    if let parent = tree[id].parent.map({ tree[$0] }) {
      base = parent.rect.width - parent.border.horizontal - parent.padding.horizontal
    }
    let margin = tree.style(of: id).box.margin
    func side(_ length: AutoLength) -> Double { length.resolve(base)?.pixels ?? 0 }
    var edge = border
    edge.rect = Rect(
      x: border.rect.x - side(margin.left), y: border.rect.y - side(margin.top),
      width: max(0, border.rect.width + side(margin.left) + side(margin.right)),
      height: max(0, border.rect.height + side(margin.top) + side(margin.bottom)))
    func grown(_ radius: Size, _ x: AutoLength, _ y: AutoLength) -> Size {
      guard radius.width > 0, radius.height > 0 else { return .zero }
      return Size(
        width: max(0, radius.width + side(x)), height: max(0, radius.height + side(y)))
    }
    edge.topLeft = grown(border.topLeft, margin.left, margin.top)
    edge.topRight = grown(border.topRight, margin.right, margin.top)
    edge.bottomRight = grown(border.bottomRight, margin.right, margin.bottom)
    edge.bottomLeft = grown(border.bottomLeft, margin.left, margin.bottom)
    return edge.constrained()
  }
}

extension BasicShape {
  /// The shape in a reference box. `[CSS Shapes 1, §3]`
  func resolved(in box: Rect) -> Shape {
    switch self {
    case .inset(let sides, let radii):
      let left = sides.left.resolve(pixels: box.width)
      let right = sides.right.resolve(pixels: box.width)
      let top = sides.top.resolve(pixels: box.height)
      let bottom = sides.bottom.resolve(pixels: box.height)
      let rect = Rect(
        x: box.x + left, y: box.y + top, width: max(0, box.width - left - right),
        height: max(0, box.height - top - bottom))
      func radius(_ pair: Pair<LengthPercentage>) -> Size {
        Size(
          width: max(0, pair.x.resolve(pixels: box.width)),
          height: max(0, pair.y.resolve(pixels: box.height)))
      }
      return Shape(
        RoundedRect(
          rect, topLeft: radius(radii.topLeft), topRight: radius(radii.topRight),
          bottomRight: radius(radii.bottomRight), bottomLeft: radius(radii.bottomLeft)
        ).constrained())
    case .circle(let radius, let center):
      let point = Self.resolve(center, box)
      let diagonal = ((box.width * box.width + box.height * box.height) / 2).squareRoot()
      let sides = [
        point.x - box.x, box.maxX - point.x, point.y - box.y, box.maxY - point.y,
      ].map { abs($0) }
      let length =
        switch radius {
        case .closestSide: sides.min() ?? 0
        case .farthestSide: sides.max() ?? 0
        case .lengthPercentage(let value): max(0, value.resolve(pixels: diagonal))
        }
      return Self.ellipse(point, length, length)
    case .ellipse(let x, let y, let center):
      let point = Self.resolve(center, box)
      return Self.ellipse(
        point, Self.radius(x, point.x - box.x, box.maxX - point.x, box.width),
        Self.radius(y, point.y - box.y, box.maxY - point.y, box.height))
    case .polygon(let evenOdd, let points):
      var path = Path()
      path.append(polygon: points.map { Self.resolve($0, box) })
      return .path(path, evenOdd: evenOdd)
    case .path(let evenOdd, let data):
      let path = PathData(data).path.applying(.translation(x: box.x, y: box.y))
      return .path(path, evenOdd: evenOdd)
    }
  }

  private static func resolve(_ position: Position, _ box: Rect) -> Point {
    Point(
      x: box.x + position.x.resolve(pixels: box.width),
      y: box.y + position.y.resolve(pixels: box.height))
  }

  private static func radius(
    _ radius: ShapeRadius, _ before: Double, _ after: Double, _ extent: Double
  ) -> Double {
    switch radius {
    case .closestSide: min(abs(before), abs(after))
    case .farthestSide: max(abs(before), abs(after))
    case .lengthPercentage(let value): max(0, value.resolve(pixels: extent))
    }
  }

  private static func ellipse(_ center: Point, _ rx: Double, _ ry: Double) -> Shape {
    var path = Path()
    if rx > 0, ry > 0 { path.append(ellipse: center, rx: rx, ry: ry) }
    return .path(path, evenOdd: false)
  }
}
