import Glibc
import Scene

/// The float area that `shape-outside` defines, in block formatting context coordinates: x along the
/// line from line-left, y along the block axis. `[CSS Shapes 1]`
struct FloatShape {
  enum Form {
    /// Nothing at all: lines run as if the float were not there.
    case empty
    case rounded(Rect, radii: [Size])
    case ellipse(center: Point, x: Double, y: Double)
    case polygon([Point])
    case rows(FloatShapeRows)
  }

  var form: Form
  var margin: Double

  /// The part of the line that the shape takes in the band; nil where it leaves the band free.
  func span(from start: LayoutUnit, to end: LayoutUnit) -> LineSpan? {
    let band = Band(top: start.pixels, bottom: max(end.pixels, start.pixels))
    let extent: ClosedRange<Double>?
    switch form {
    case .empty: extent = nil
    case .ellipse(let center, let x, let y):
      extent = Self.ellipse(center, x + margin, y + margin, band)
    case .rounded(let rect, let radii): extent = rounded(rect, radii, band)
    case .polygon(let points): extent = polygon(points, band)
    case .rows(let rows): extent = rows.extent(band, margin: margin)
    }
    return extent.map {
      LineSpan(start: LayoutUnit($0.lowerBound), end: LayoutUnit($0.upperBound))
    }
  }

  /// A stretch along the block axis. One without extent stands for the place just below it.
  struct Band {
    var top: Double
    var bottom: Double

    /// Whether the band has points in common with a stretch, other than an end.
    func overlaps(_ from: Double, _ to: Double) -> Bool {
      from < to && top < to && (bottom > from || bottom == top && top == from)
    }
  }

  private static func ellipse(
    _ center: Point, _ rx: Double, _ ry: Double, _ band: Band
  ) -> ClosedRange<Double>? {
    guard rx > 0, ry > 0, band.overlaps(center.y - ry, center.y + ry) else { return nil }
    let nearest = min(max(center.y, band.top), band.bottom)
    let t = (nearest - center.y) / ry
    let half = rx * max(0, 1 - t * t).squareRoot()
    return center.x - half...center.x + half
  }

  private func rounded(_ rect: Rect, _ radii: [Size], _ band: Band) -> ClosedRange<Double>? {
    let box = rect.insetBy(-margin)
    guard rect.width > 0 || margin > 0, box.width > 0, band.overlaps(box.y, box.maxY) else {
      return nil
    }
    let grown = radii.map { radius in
      radius.width > 0 && radius.height > 0 || margin > 0
        ? Size(width: radius.width + margin, height: radius.height + margin) : .zero
    }
    /// The least distance of the outline from the side within the band.
    func inset(_ top: Size, _ bottom: Size) -> Double {
      let topEdge = box.y + top.height
      let bottomEdge = box.maxY - bottom.height
      if band.bottom < topEdge, top.height > 0 {
        let t = (topEdge - band.bottom) / top.height
        return top.width * (1 - max(0, 1 - t * t).squareRoot())
      }
      if band.top > bottomEdge, bottom.height > 0 {
        let t = (band.top - bottomEdge) / bottom.height
        return bottom.width * (1 - max(0, 1 - t * t).squareRoot())
      }
      return 0
    }
    let low = box.x + inset(grown[0], grown[3])
    return low...max(low, box.maxX - inset(grown[1], grown[2]))
  }

  private func polygon(_ points: [Point], _ band: Band) -> ClosedRange<Double>? {
    guard margin > 0 else { return PolygonSpan(points).extent(band) }
    guard PolygonSpan(points).hasArea else { return nil }
    var extent: ClosedRange<Double>?
    func cover(_ from: Double, _ to: Double) {
      let (low, high) = (min(from, to), max(from, to))
      extent = extent.map { min($0.lowerBound, low)...max($0.upperBound, high) } ?? low...high
    }
    /// The part of an edge that lies within the band.
    func coverEdge(_ a: Point, _ b: Point) {
      let low = min(a.y, b.y)
      let high = max(a.y, b.y)
      guard band.overlaps(low, high) else {
        // A level edge counts where it lies inside the band.
        if low == high, band.top < low, low < band.bottom { cover(a.x, b.x) }
        return
      }
      func x(at y: Double) -> Double { a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y) }
      cover(x(at: max(low, band.top)), x(at: min(high, band.bottom)))
    }
    for index in points.indices {
      let a = points[index]
      let b = points[(index + 1) % points.count]
      // Each edge grown by the margin: its parallels on both sides and the circle about its end.
      let length = hypot(b.x - a.x, b.y - a.y)
      if length > 0 {
        let nx = -(b.y - a.y) / length * margin
        let ny = (b.x - a.x) / length * margin
        for sign in [1.0, -1.0] {
          coverEdge(
            Point(x: a.x + nx * sign, y: a.y + ny * sign),
            Point(x: b.x + nx * sign, y: b.y + ny * sign))
        }
      }
      if let circle = Self.ellipse(a, margin, margin, band) {
        cover(circle.lowerBound, circle.upperBound)
      }
    }
    return extent
  }
}

/// A shape taken from an image: for each row of pixels, the stretch between its first and its last
/// pixel inside. `[CSS Shapes 1, §3.3]`
struct FloatShapeRows {
  /// The corner of the first row's pixel zero.
  var origin: Point
  /// Stretches in pixels from the origin; nil for rows without a pixel.
  var rows: [ClosedRange<Double>?]

  func extent(_ band: FloatShape.Band, margin: Double) -> ClosedRange<Double>? {
    var extent: ClosedRange<Double>?
    let count = Double(rows.count)
    let first = min(max((band.top - margin - origin.y).rounded(.down), 0), count)
    let last = min(max((band.bottom + margin - origin.y).rounded(.up), first + 1), count)
    for index in Int(first)..<max(Int(first), Int(last)) {
      guard let row = rows[index] else { continue }
      let top = origin.y + Double(index)
      guard band.overlaps(top - margin, top + 1 + margin) else { continue }
      let distance = max(0, max(top - band.bottom, band.top - (top + 1)))
      let reach = margin > 0 ? max(0, margin * margin - distance * distance).squareRoot() : 0
      let low = origin.x + row.lowerBound - reach
      let high = origin.x + row.upperBound + reach
      extent = extent.map { min($0.lowerBound, low)...max($0.upperBound, high) } ?? low...high
    }
    return extent
  }
}
