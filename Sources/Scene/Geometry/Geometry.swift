/// A position in device or local drawing coordinates, pixels.
@frozen
package struct Point: Sendable, Hashable {
  package var x: Double
  package var y: Double

  @inlinable package init(x: Double = 0, y: Double = 0) {
    self.x = x
    self.y = y
  }

  package static let zero = Point()
}

/// An extent in pixels.
@frozen
package struct Size: Sendable, Hashable {
  package var width: Double
  package var height: Double

  @inlinable package init(width: Double = 0, height: Double = 0) {
    self.width = width
    self.height = height
  }

  package static let zero = Size()
}

/// A rectangle in pixels; empty when a side is not positive.
@frozen
package struct Rect: Sendable, Hashable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  @inlinable package init(x: Double = 0, y: Double = 0, width: Double = 0, height: Double = 0) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  package static let zero = Rect()

  @inlinable package var maxX: Double { x + width }
  @inlinable package var maxY: Double { y + height }
  @inlinable package var isEmpty: Bool { !(width > 0 && height > 0) }

  package func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    let right = min(maxX, other.maxX)
    let bottom = min(maxY, other.maxY)
    if right <= left || bottom <= top { return .zero }
    return Rect(x: left, y: top, width: right - left, height: bottom - top)
  }

  package func union(_ other: Rect) -> Rect {
    if isEmpty { return other }
    if other.isEmpty { return self }
    let left = min(x, other.x)
    let top = min(y, other.y)
    return Rect(
      x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
  }

  package func insetBy(_ amount: Double) -> Rect {
    Rect(
      x: x + amount, y: y + amount, width: width - 2 * amount, height: height - 2 * amount)
  }

  package func offsetBy(x dx: Double, y dy: Double) -> Rect {
    Rect(x: x + dx, y: y + dy, width: width, height: height)
  }
}

/// An affine map `x' = a x + c y + tx`, `y' = b x + d y + ty`: CSS Transforms 1, `matrix()`.
@frozen
package struct AffineTransform: Sendable, Hashable {
  package var a: Double
  package var b: Double
  package var c: Double
  package var d: Double
  package var tx: Double
  package var ty: Double

  @inlinable package init(
    a: Double = 1, b: Double = 0, c: Double = 0, d: Double = 1, tx: Double = 0, ty: Double = 0
  ) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.tx = tx
    self.ty = ty
  }

  package static let identity = AffineTransform()

  package static func translation(x: Double, y: Double) -> Self { Self(tx: x, ty: y) }
  package static func scale(x: Double, y: Double) -> Self { Self(a: x, d: y) }

  /// This map after `inner`: applies `inner` first.
  package func concatenating(_ inner: AffineTransform) -> AffineTransform {
    AffineTransform(
      a: a * inner.a + c * inner.b, b: b * inner.a + d * inner.b,
      c: a * inner.c + c * inner.d, d: b * inner.c + d * inner.d,
      tx: a * inner.tx + c * inner.ty + tx, ty: b * inner.tx + d * inner.ty + ty)
  }

  package func apply(_ point: Point) -> Point {
    Point(x: a * point.x + c * point.y + tx, y: b * point.x + d * point.y + ty)
  }

  /// The bounding box of the mapped rectangle.
  package func apply(_ rect: Rect) -> Rect {
    let corners = [
      apply(Point(x: rect.x, y: rect.y)), apply(Point(x: rect.maxX, y: rect.y)),
      apply(Point(x: rect.x, y: rect.maxY)), apply(Point(x: rect.maxX, y: rect.maxY)),
    ]
    let xs = corners.map(\.x)
    let ys = corners.map(\.y)
    let left = xs.min() ?? 0
    let top = ys.min() ?? 0
    return Rect(x: left, y: top, width: (xs.max() ?? 0) - left, height: (ys.max() ?? 0) - top)
  }

  package var determinant: Double { a * d - b * c }

  /// Nil where the map flattens the plane.
  package var inverse: AffineTransform? {
    let det = determinant
    guard det != 0, det.isFinite else { return nil }
    return AffineTransform(
      a: d / det, b: -b / det, c: -c / det, d: a / det,
      tx: (c * ty - d * tx) / det, ty: (b * tx - a * ty) / det)
  }

  /// Whether axes map to themselves without scale: only a shift.
  package var isTranslation: Bool { a == 1 && b == 0 && c == 0 && d == 1 }
}
