import Markup

extension ValueCursor {
  /// `<basic-shape>`. `[CSS Shapes 1, §3; Shapes 2]`
  mutating func basicShape() -> Specified<BasicShape>? {
    attempt { cursor in
      guard let token = cursor.peek, token.kind == .function, var inner = cursor.block() else {
        return nil
      }
      let shape: Specified<BasicShape>?
      switch token.text.lowercasedASCII {
      case "inset": shape = inner.insetShape()
      case "xywh": shape = inner.xywhShape()
      case "rect": shape = inner.rectShape()
      case "circle": shape = inner.circleShape()
      case "ellipse": shape = inner.ellipseShape()
      case "polygon": shape = inner.polygonShape()
      case "path": shape = inner.pathShape()
      default: shape = nil
      }
      return inner.isDone ? shape : nil
    }
  }

  private mutating func insetShape() -> Specified<BasicShape>? {
    var values: [Specified<LengthPercentage>] = []
    while values.count < 4, let value = lengthPercentage() { values.append(value) }
    guard !values.isEmpty, let radii = shapeRadii() else { return nil }
    return values.gathered().with(radii).map { values, radii in
      .inset(Sides(oneToFour: values), radii: radii)
    }
  }

  private mutating func xywhShape() -> Specified<BasicShape>? {
    guard let x = lengthPercentage(), let y = lengthPercentage(),
      let width = lengthPercentage(.nonNegative), let height = lengthPercentage(.nonNegative),
      let radii = shapeRadii()
    else { return nil }
    return [x, y, width, height].gathered().with(radii).map { values, radii in
      .inset(
        Sides(
          top: values[1], right: values[0].plus(values[2]).fromEnd,
          bottom: values[1].plus(values[3]).fromEnd, left: values[0]), radii: radii)
    }
  }

  private mutating func rectShape() -> Specified<BasicShape>? {
    var values: [Specified<LengthPercentage>] = []
    for index in 0..<4 {
      if consumeIdent("auto") {
        values.append(.constant(.percentage(index == 1 || index == 2 ? 100 : 0)))
      } else {
        guard let value = lengthPercentage() else { return nil }
        values.append(value)
      }
    }
    guard let radii = shapeRadii() else { return nil }
    return values.gathered().with(radii).map { values, radii in
      .inset(
        Sides(
          top: values[0], right: values[1].fromEnd, bottom: values[2].fromEnd, left: values[3]),
        radii: radii)
    }
  }

  private mutating func shapeRadii() -> Specified<Corners<Pair<LengthPercentage>>>? {
    guard consumeIdent("round") else { return .constant(Corners(Pair(.zero, .zero))) }
    return borderRadii()
  }

  /// One to four radii, and after a slash one to four vertical ones.
  mutating func borderRadii() -> Specified<Corners<Pair<LengthPercentage>>>? {
    var horizontal: [Specified<LengthPercentage>] = []
    while horizontal.count < 4, let value = lengthPercentage(.nonNegative) {
      horizontal.append(value)
    }
    guard !horizontal.isEmpty else { return nil }
    var vertical = horizontal
    if consumeSlash() {
      vertical = []
      while vertical.count < 4, let value = lengthPercentage(.nonNegative) {
        vertical.append(value)
      }
      guard !vertical.isEmpty else { return nil }
    }
    return horizontal.gathered().with(vertical.gathered()).map { horizontal, vertical in
      let x = Sides(oneToFour: horizontal)
      let y = Sides(oneToFour: vertical)
      var corners = Corners(Pair(x.top, y.top))
      corners.topRight = Pair(x.right, y.right)
      corners.bottomRight = Pair(x.bottom, y.bottom)
      corners.bottomLeft = Pair(x.left, y.left)
      return corners
    }
  }

  private mutating func shapeCenter() -> Specified<Position>? {
    guard consumeIdent("at") else {
      return .constant(Position(.percentage(50), .percentage(50)))
    }
    return position()
  }

  private mutating func shapeRadius() -> Specified<ShapeRadius>? {
    if consumeIdent("closest-side") { return .constant(.closestSide) }
    if consumeIdent("farthest-side") { return .constant(.farthestSide) }
    return lengthPercentage(.nonNegative)?.map { .lengthPercentage($0) }
  }

  private mutating func circleShape() -> Specified<BasicShape>? {
    let radius = shapeRadius() ?? .constant(.closestSide)
    guard let center = shapeCenter() else { return nil }
    return radius.with(center).map { .circle(radius: $0.0, center: $0.1) }
  }

  private mutating func ellipseShape() -> Specified<BasicShape>? {
    var x: Specified<ShapeRadius> = .constant(.closestSide)
    var y = x
    if let first = shapeRadius() {
      guard let second = shapeRadius() else { return nil }
      (x, y) = (first, second)
    }
    guard let center = shapeCenter() else { return nil }
    return x.with(y).with(center).map { .ellipse(x: $0.0.0, y: $0.0.1, center: $0.1) }
  }

  /// `evenodd,` or `nonzero,` before a shape's points.
  private mutating func fillRule() -> Bool? {
    if consumeIdent("evenodd") { return consumeComma() ? true : nil }
    if consumeIdent("nonzero") { return consumeComma() ? false : nil }
    return false
  }

  private mutating func polygonShape() -> Specified<BasicShape>? {
    guard let evenOdd = fillRule() else { return nil }
    var points: [Specified<Position>] = []
    repeat {
      guard let x = lengthPercentage(), let y = lengthPercentage() else { return nil }
      points.append(x.with(y).map { Position($0.0, $0.1) })
    } while consumeComma()
    return points.gathered().map { .polygon(evenOdd: evenOdd, points: $0) }
  }

  private mutating func pathShape() -> Specified<BasicShape>? {
    guard let evenOdd = fillRule(), let data = string() else { return nil }
    return .constant(.path(evenOdd: evenOdd, data: data))
  }
}

extension Sides {
  /// One value for all sides, two for vertical and horizontal ones, three, or four; never none.
  init(oneToFour values: [Value]) {
    let count = values.count
    self.init(
      top: values[0], right: values[count > 1 ? 1 : 0], bottom: values[count > 2 ? 2 : 0],
      left: values[count > 3 ? 3 : count > 1 ? 1 : 0])
  }
}

extension LengthPercentage {
  func plus(_ other: LengthPercentage) -> LengthPercentage {
    switch (self, other) {
    case (.length(let a), .length(let b)): .length(a + b)
    case (.percentage(let a), .percentage(let b)): .percentage(a + b)
    default: .calculation(.simplifiedSum([calculation, other.calculation]))
    }
  }

  var calculation: Calculation {
    switch self {
    case .length(let value): .length(value)
    case .percentage(let value): .percentage(value)
    case .calculation(let value): value
    }
  }
}
