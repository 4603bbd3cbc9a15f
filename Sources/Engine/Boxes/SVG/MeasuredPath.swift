import Glibc
import Scene

/// An outline as short straight pieces, measured from its start.
struct MeasuredPath {
  private var points: [Point] = []
  /// How far along the path each point lies; a gap between subpaths has no length.
  private var distances: [Double] = []

  /// Pieces that stand for one curve.
  private static let steps = 32

  init(_ path: Path) {
    var start = Point.zero
    for element in path.elements {
      switch element {
      case .move(let point):
        start = point
        append(point, isJoined: false)
      case .line(let point): append(point)
      case .cubic(let first, let second, let end):
        guard let from = points.last else { continue }
        for step in 1...Self.steps {
          append(Self.point(from, first, second, end, Double(step) / Double(Self.steps)))
        }
      case .close: append(start)
      }
    }
  }

  private static func point(_ a: Point, _ b: Point, _ c: Point, _ d: Point, _ t: Double) -> Point {
    let u = 1 - t
    let (p, q, r, s) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    return Point(
      x: p * a.x + q * b.x + r * c.x + s * d.x, y: p * a.y + q * b.y + r * c.y + s * d.y)
  }

  private mutating func append(_ point: Point, isJoined: Bool = true) {
    let last = points.last ?? point
    let step = isJoined ? hypot(point.x - last.x, point.y - last.y) : 0
    points.append(point)
    distances.append((distances.last ?? 0) + step)
  }

  var length: Double { distances.last ?? 0 }

  var bounds: Rect? {
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(),
      let top = points.map(\.y).min(), let bottom = points.map(\.y).max()
    else { return nil }
    return Rect(x: left, y: top, width: right - left, height: bottom - top)
  }

  /// The point at a distance from the start, and the path's direction there in radians; nil beyond
  /// both ends.
  func place(at distance: Double) -> (point: Point, angle: Double)? {
    guard distance >= 0, distance <= length, points.count > 1 else { return nil }
    var low = 0
    var high = points.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if distances[middle] <= distance { low = middle } else { high = middle }
    }
    let (a, b) = (points[low], points[high])
    let span = distances[high] - distances[low]
    let share = span > 0 ? (distance - distances[low]) / span : 0
    return (
      Point(x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share),
      atan2(b.y - a.y, b.x - a.x)
    )
  }
}
