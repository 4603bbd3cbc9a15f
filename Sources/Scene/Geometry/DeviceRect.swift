/// A rectangle of whole device pixels: `left` and `top` inside, `right` and `bottom` outside.
@frozen
package struct DeviceRect: Sendable, Hashable {
  package var left: Int
  package var top: Int
  package var right: Int
  package var bottom: Int

  @inlinable package init(left: Int, top: Int, right: Int, bottom: Int) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  /// Far beyond any page, and far from overflow.
  package static let limit = 1 << 28

  package static let empty = DeviceRect(left: 0, top: 0, right: 0, bottom: 0)
  package static let everything = DeviceRect(
    left: -limit, top: -limit, right: limit, bottom: limit)

  /// The pixels that a rectangle touches; edges within a 1/4096 of a pixel's edge count as on it.
  package init(enclosing rect: Rect) {
    guard !rect.isEmpty else {
      self = .empty
      return
    }
    let slack = 1.0 / 4096
    self.init(
      left: Self.whole((rect.x + slack).rounded(.down)),
      top: Self.whole((rect.y + slack).rounded(.down)),
      right: Self.whole((rect.maxX - slack).rounded(.up)),
      bottom: Self.whole((rect.maxY - slack).rounded(.up)))
  }

  private static func whole(_ value: Double) -> Int {
    if value.isNaN { return 0 }
    return Int(min(max(value, Double(-limit)), Double(limit)))
  }

  @inlinable package var width: Int { max(0, right - left) }
  @inlinable package var height: Int { max(0, bottom - top) }
  @inlinable package var isEmpty: Bool { right <= left || bottom <= top }

  package var rect: Rect {
    Rect(x: Double(left), y: Double(top), width: Double(width), height: Double(height))
  }

  @inlinable package func intersection(_ other: DeviceRect) -> DeviceRect {
    let result = DeviceRect(
      left: max(left, other.left), top: max(top, other.top), right: min(right, other.right),
      bottom: min(bottom, other.bottom))
    return result.isEmpty ? .empty : result
  }

  @inlinable package func intersects(_ other: DeviceRect) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
      && !isEmpty && !other.isEmpty
  }

  package func union(_ other: DeviceRect) -> DeviceRect {
    if isEmpty { return other }
    if other.isEmpty { return self }
    return DeviceRect(
      left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
      bottom: max(bottom, other.bottom))
  }

  /// Grown by that many pixels on each side, within `limit`.
  package func outset(x: Int, y: Int) -> DeviceRect {
    if isEmpty { return self }
    return DeviceRect(
      left: max(left - x, -Self.limit), top: max(top - y, -Self.limit),
      right: min(right + x, Self.limit), bottom: min(bottom + y, Self.limit))
  }

  package func contains(_ other: DeviceRect) -> Bool {
    other.left >= left && other.right <= right && other.top >= top && other.bottom <= bottom
  }
}

extension Rect {
  /// The rectangle as whole pixels if all its edges lie on pixel edges (within 1/4096); else nil.
  package var wholePixels: DeviceRect? {
    let edges = [x, y, maxX, maxY]
    let slack = 1.0 / 4096
    guard edges.allSatisfy({ abs($0 - $0.rounded()) <= slack && abs($0) < 1e8 }) else {
      return nil
    }
    return DeviceRect(
      left: Int(x.rounded()), top: Int(y.rounded()), right: Int(maxX.rounded()),
      bottom: Int(maxY.rounded()))
  }
}
