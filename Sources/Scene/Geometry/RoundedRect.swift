/// A rectangle with elliptic corners. `[CSS Backgrounds 3, §5]`
package struct RoundedRect: Sendable, Hashable {
  package var rect: Rect
  package var topLeft: Size
  package var topRight: Size
  package var bottomRight: Size
  package var bottomLeft: Size

  package init(
    _ rect: Rect, topLeft: Size = .zero, topRight: Size = .zero, bottomRight: Size = .zero,
    bottomLeft: Size = .zero
  ) {
    self.rect = rect
    self.topLeft = topLeft
    self.topRight = topRight
    self.bottomRight = bottomRight
    self.bottomLeft = bottomLeft
  }

  /// Whether every corner is square.
  package var isRect: Bool {
    Self.isSquare(topLeft) && Self.isSquare(topRight) && Self.isSquare(bottomRight)
      && Self.isSquare(bottomLeft)
  }

  private static func isSquare(_ radius: Size) -> Bool { radius.width <= 0 || radius.height <= 0 }

  /// Radii shrunk by one factor so that neighbours do not overlap. `[CSS Backgrounds 3, §5.5]`
  package func constrained() -> RoundedRect {
    var factor = 1.0
    func limit(_ side: Double, _ sum: Double) {
      if sum > side, sum > 0 { factor = min(factor, max(0, side) / sum) }
    }
    limit(rect.width, topLeft.width + topRight.width)
    limit(rect.width, bottomLeft.width + bottomRight.width)
    limit(rect.height, topLeft.height + bottomLeft.height)
    limit(rect.height, topRight.height + bottomRight.height)
    guard factor < 1 else { return self }
    func scaled(_ size: Size) -> Size {
      Size(width: size.width * factor, height: size.height * factor)
    }
    return RoundedRect(
      rect, topLeft: scaled(topLeft), topRight: scaled(topRight),
      bottomRight: scaled(bottomRight), bottomLeft: scaled(bottomLeft))
  }

  /// The edge at these distances inside: radii shrink by them and never grow from nothing.
  package func inset(top: Double, right: Double, bottom: Double, left: Double) -> RoundedRect {
    let inner = Rect(
      x: rect.x + left, y: rect.y + top, width: max(0, rect.width - left - right),
      height: max(0, rect.height - top - bottom))
    func shrink(_ radius: Size, _ x: Double, _ y: Double) -> Size {
      if Self.isSquare(radius) { return .zero }
      let result = Size(width: max(0, radius.width - x), height: max(0, radius.height - y))
      return Self.isSquare(result) ? .zero : result
    }
    return RoundedRect(
      inner, topLeft: shrink(topLeft, left, top), topRight: shrink(topRight, right, top),
      bottomRight: shrink(bottomRight, right, bottom),
      bottomLeft: shrink(bottomLeft, left, bottom))
  }

  /// The edge at one distance outside; sharp corners stay sharp and nearly sharp ones nearly so.
  /// `[CSS Backgrounds 3, §7.1.1]`
  package func outset(by distance: Double) -> RoundedRect {
    func grow(_ radius: Size) -> Size {
      if Self.isSquare(radius) { return .zero }
      func side(_ value: Double) -> Double {
        guard distance > 0, value < distance else { return max(0, value + distance) }
        let ratio = value / distance - 1
        return value + distance * (1 + ratio * ratio * ratio)
      }
      return Size(width: side(radius.width), height: side(radius.height))
    }
    return RoundedRect(
      rect.insetBy(-distance), topLeft: grow(topLeft), topRight: grow(topRight),
      bottomRight: grow(bottomRight), bottomLeft: grow(bottomLeft))
  }
}
