/// An area to be filled or clipped to.
package enum Shape: Sendable, Hashable {
  case rect(Rect)
  case roundedRect(RoundedRect)
  /// Between an outer and an inner edge.
  case ring(outer: RoundedRect, inner: RoundedRect)
  case path(Path, evenOdd: Bool)

  package var bounds: Rect {
    switch self {
    case .rect(let rect): rect
    case .roundedRect(let shape): shape.rect
    case .ring(let outer, _): outer.rect
    case .path(let path, _): path.bounds
    }
  }

  /// A rounded rectangle, told as a plain one where all corners are square.
  package init(_ shape: RoundedRect) {
    self = shape.isRect ? .rect(shape.rect) : .roundedRect(shape)
  }
}
