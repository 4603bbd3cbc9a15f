import Scene

/// How far a polygon's inside reaches within a band: spikes without area do not count.
struct PolygonSpan {
  private struct Edge {
    var top: Point
    var bottom: Point
    /// +1 where the edge runs downward.
    var winding: Int

    func x(at y: Double) -> Double {
      top.x + (bottom.x - top.x) * (y - top.y) / (bottom.y - top.y)
    }

    func crossing(_ other: Edge) -> Double? {
      let low = max(top.y, other.top.y)
      let high = min(bottom.y, other.bottom.y)
      guard low < high else { return nil }
      let before = x(at: low) - other.x(at: low)
      let after = x(at: high) - other.x(at: high)
      guard before * after < 0 else { return nil }
      return low + (high - low) * before / (before - after)
    }
  }

  private let edges: [Edge]
  /// The heights between which no two edges cross.
  private let heights: [Double]

  /// Polygons of more vertices are not looked through for crossings.
  private static let crossingLimit = 300

  init(_ points: [Point]) {
    var edges: [Edge] = []
    for index in points.indices {
      let a = points[index]
      let b = points[(index + 1) % points.count]
      if a.y < b.y { edges.append(Edge(top: a, bottom: b, winding: 1)) }
      if a.y > b.y { edges.append(Edge(top: b, bottom: a, winding: -1)) }
    }
    var heights = Set(points.map(\.y))
    if edges.count <= Self.crossingLimit {
      for first in edges.indices {
        for second in edges.indices.dropFirst(first + 1) {
          if let height = edges[first].crossing(edges[second]) { heights.insert(height) }
        }
      }
    }
    self.edges = edges
    self.heights = heights.sorted()
  }

  /// Whether the polygon encloses anything.
  var hasArea: Bool {
    guard let first = heights.first, let last = heights.last else { return false }
    return extent(FloatShape.Band(top: first, bottom: last)) != nil
  }

  /// From the leftmost to the rightmost point inside.
  func extent(_ band: FloatShape.Band) -> ClosedRange<Double>? {
    guard let first = heights.first, let last = heights.last else { return nil }
    let top = max(band.top, first)
    // A band without extent stands for what lies right below it.
    let bottom = min(max(band.bottom, band.top + 1.0 / 64), last)
    guard top < bottom else { return nil }
    let stops = [top] + heights.filter { top < $0 && $0 < bottom } + [bottom]
    var extent: ClosedRange<Double>?
    for (low, high) in zip(stops, stops.dropFirst()) {
      guard let (left, right) = outermost(at: (low + high) / 2) else { continue }
      let from = min(left.x(at: low), left.x(at: high))
      let to = max(from, max(right.x(at: low), right.x(at: high)))
      extent = extent.map { min($0.lowerBound, from)...max($0.upperBound, to) } ?? from...to
    }
    return extent
  }

  /// The edges where the inside begins and ends at a height.
  private func outermost(at y: Double) -> (Edge, Edge)? {
    let crossed = edges.filter { $0.top.y < y && y < $0.bottom.y }.sorted {
      $0.x(at: y) < $1.x(at: y)
    }
    var winding = 0
    var start: Edge?
    var first: Edge?
    var last: Edge?
    for edge in crossed {
      let before = winding
      winding += edge.winding
      if before == 0 { start = edge }
      guard winding == 0, let begin = start, begin.x(at: y) < edge.x(at: y) else { continue }
      if first == nil { first = begin }
      last = edge
    }
    guard let first, let last else { return nil }
    return (first, last)
  }
}
