/// An outline of lines and cubic curves.
package struct Path: Sendable, Hashable {
  package enum Element: Sendable, Hashable {
    case move(Point)
    case line(Point)
    case cubic(Point, Point, Point)
    case close
  }

  package var elements: [Element] = []

  package init() {}

  package var isEmpty: Bool { elements.isEmpty }

  package mutating func move(to point: Point) { elements.append(.move(point)) }
  package mutating func line(to point: Point) { elements.append(.line(point)) }
  package mutating func cubic(_ first: Point, _ second: Point, to end: Point) {
    elements.append(.cubic(first, second, end))
  }
  package mutating func close() { elements.append(.close) }

  package mutating func append(_ rect: Rect) {
    move(to: Point(x: rect.x, y: rect.y))
    line(to: Point(x: rect.maxX, y: rect.y))
    line(to: Point(x: rect.maxX, y: rect.maxY))
    line(to: Point(x: rect.x, y: rect.maxY))
    close()
  }

  package mutating func append(polygon points: [Point]) {
    guard let first = points.first else { return }
    move(to: first)
    for point in points.dropFirst() { line(to: point) }
    close()
  }

  /// The control points' distance that makes a cubic the nearest to a quarter of an ellipse.
  private static let kappa = 0.552_284_749_830_793_4

  /// Clockwise from the top left corner's end.
  package mutating func append(_ shape: RoundedRect) {
    if shape.isRect {
      append(shape.rect)
      return
    }
    let rect = shape.rect
    let k = 1 - Self.kappa
    let (tl, tr, br, bl) = (shape.topLeft, shape.topRight, shape.bottomRight, shape.bottomLeft)
    move(to: Point(x: rect.x + tl.width, y: rect.y))
    line(to: Point(x: rect.maxX - tr.width, y: rect.y))
    cubic(
      Point(x: rect.maxX - tr.width * k, y: rect.y),
      Point(x: rect.maxX, y: rect.y + tr.height * k),
      to: Point(x: rect.maxX, y: rect.y + tr.height))
    line(to: Point(x: rect.maxX, y: rect.maxY - br.height))
    cubic(
      Point(x: rect.maxX, y: rect.maxY - br.height * k),
      Point(x: rect.maxX - br.width * k, y: rect.maxY),
      to: Point(x: rect.maxX - br.width, y: rect.maxY))
    line(to: Point(x: rect.x + bl.width, y: rect.maxY))
    cubic(
      Point(x: rect.x + bl.width * k, y: rect.maxY),
      Point(x: rect.x, y: rect.maxY - bl.height * k),
      to: Point(x: rect.x, y: rect.maxY - bl.height))
    line(to: Point(x: rect.x, y: rect.y + tl.height))
    cubic(
      Point(x: rect.x, y: rect.y + tl.height * k),
      Point(x: rect.x + tl.width * k, y: rect.y),
      to: Point(x: rect.x + tl.width, y: rect.y))
    close()
  }

  package mutating func append(ellipse center: Point, rx: Double, ry: Double) {
    let radius = Size(width: rx, height: ry)
    append(
      RoundedRect(
        Rect(x: center.x - rx, y: center.y - ry, width: 2 * rx, height: 2 * ry), topLeft: radius,
        topRight: radius, bottomRight: radius, bottomLeft: radius))
  }

  /// The bounding box of all points and control points.
  package var bounds: Rect {
    var left = Double.infinity
    var top = Double.infinity
    var right = -Double.infinity
    var bottom = -Double.infinity
    func include(_ point: Point) {
      left = min(left, point.x)
      right = max(right, point.x)
      top = min(top, point.y)
      bottom = max(bottom, point.y)
    }
    for element in elements {
      switch element {
      case .move(let point), .line(let point): include(point)
      case .cubic(let first, let second, let end):
        include(first)
        include(second)
        include(end)
      case .close: break
      }
    }
    guard left <= right else { return .zero }
    return Rect(x: left, y: top, width: right - left, height: bottom - top)
  }

  package func applying(_ transform: AffineTransform) -> Path {
    var result = Path()
    result.elements = elements.map { element in
      switch element {
      case .move(let point): .move(transform.apply(point))
      case .line(let point): .line(transform.apply(point))
      case .cubic(let first, let second, let end):
        .cubic(transform.apply(first), transform.apply(second), transform.apply(end))
      case .close: .close
      }
    }
    return result
  }
}
