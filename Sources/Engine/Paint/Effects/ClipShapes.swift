import Scene

extension PagePainter {
  /// The area that `clip-path` leaves; nil where it refers to nothing known. `[CSS Masking 1, §5]`
  func clipShape(_ clipPath: ClipPath, _ id: FragmentID) -> Shape? {
    let box = shapeBoxes(id)
    switch clipPath {
    case .box(let name): return Shape(box.edge(name))
    case .shape(let shape, let name):
      return shape.resolved(in: box.edge(name).rect)
    case .url: return nil
    }
  }

  /// Shapes refer to exact boxes, not to snapped ones.
  private func shapeBoxes(_ id: FragmentID) -> BoxGeometry {
    geometry(of: id)
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
