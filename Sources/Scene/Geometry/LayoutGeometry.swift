/// A position in layout coordinates.
@frozen
package struct LayoutPoint: Sendable, Hashable {
  package var x: LayoutUnit
  package var y: LayoutUnit

  @inlinable package init(x: LayoutUnit = .zero, y: LayoutUnit = .zero) {
    self.x = x
    self.y = y
  }

  package static let zero = LayoutPoint()

  @inlinable package static func + (a: Self, b: Self) -> Self { Self(x: a.x + b.x, y: a.y + b.y) }
  @inlinable package static func - (a: Self, b: Self) -> Self { Self(x: a.x - b.x, y: a.y - b.y) }
  @inlinable package static func += (a: inout Self, b: Self) { a = a + b }
}

/// An extent in layout coordinates.
@frozen
package struct LayoutSize: Sendable, Hashable {
  package var width: LayoutUnit
  package var height: LayoutUnit

  @inlinable package init(width: LayoutUnit = .zero, height: LayoutUnit = .zero) {
    self.width = width
    self.height = height
  }

  package static let zero = LayoutSize()
}

/// A rectangle in layout coordinates.
@frozen
package struct LayoutRect: Sendable, Hashable {
  package var origin: LayoutPoint
  package var size: LayoutSize

  @inlinable package init(origin: LayoutPoint = .zero, size: LayoutSize = .zero) {
    self.origin = origin
    self.size = size
  }

  @inlinable package init(
    x: LayoutUnit, y: LayoutUnit, width: LayoutUnit, height: LayoutUnit
  ) {
    origin = LayoutPoint(x: x, y: y)
    size = LayoutSize(width: width, height: height)
  }

  package static let zero = LayoutRect()

  @inlinable package var minX: LayoutUnit { origin.x }
  @inlinable package var minY: LayoutUnit { origin.y }
  @inlinable package var maxX: LayoutUnit { origin.x + size.width }
  @inlinable package var maxY: LayoutUnit { origin.y + size.height }
  @inlinable package var width: LayoutUnit { size.width }
  @inlinable package var height: LayoutUnit { size.height }
  package var isEmpty: Bool { size.width.raw <= 0 || size.height.raw <= 0 }

  package func inset(by edges: LayoutEdges) -> LayoutRect {
    LayoutRect(
      x: minX + edges.left, y: minY + edges.top,
      width: (width - edges.left - edges.right).clampedToPositive,
      height: (height - edges.top - edges.bottom).clampedToPositive)
  }

  package func outset(by edges: LayoutEdges) -> LayoutRect {
    LayoutRect(
      x: minX - edges.left, y: minY - edges.top,
      width: width + edges.left + edges.right, height: height + edges.top + edges.bottom)
  }

  package func offset(by point: LayoutPoint) -> LayoutRect {
    LayoutRect(origin: origin + point, size: size)
  }

  package func union(_ other: LayoutRect) -> LayoutRect {
    let left = min(minX, other.minX)
    let top = min(minY, other.minY)
    return LayoutRect(
      x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
  }
}

/// The widths of the four sides of a box: margins, borders, padding.
@frozen
package struct LayoutEdges: Sendable, Hashable {
  package var top: LayoutUnit
  package var right: LayoutUnit
  package var bottom: LayoutUnit
  package var left: LayoutUnit

  @inlinable package init(
    top: LayoutUnit = .zero, right: LayoutUnit = .zero, bottom: LayoutUnit = .zero,
    left: LayoutUnit = .zero
  ) {
    self.top = top
    self.right = right
    self.bottom = bottom
    self.left = left
  }

  package static let zero = LayoutEdges()

  @inlinable package var horizontal: LayoutUnit { left + right }
  @inlinable package var vertical: LayoutUnit { top + bottom }

  @inlinable package static func + (a: Self, b: Self) -> Self {
    Self(
      top: a.top + b.top, right: a.right + b.right, bottom: a.bottom + b.bottom,
      left: a.left + b.left)
  }
}
