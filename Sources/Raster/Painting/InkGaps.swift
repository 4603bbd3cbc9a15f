import Cairo
import Pango
import Scene

/// The pieces of a line along a text that remain where glyphs do not cross it.
struct InkGaps {
  private(set) var pieces: [Rect] = []

  init(_ line: TextLineCommand, glyphs: GlyphRasterizer) {
    let rect = line.rect
    // As browsers have it.
    let air = min(line.air, 13)
    var gaps: [(low: Double, high: Double)] = []
    for glyph in line.run.glyphs {
      guard let outline = glyphs.outline(of: glyph.id, font: line.run.font.scaled(by: 1)) else {
        continue
      }
      var crossing = InkCrossing(
        top: line.ink.lowerBound - glyph.y, bottom: line.ink.upperBound - glyph.y)
      crossing.follow(outline)
      if crossing.low <= crossing.high {
        gaps.append((glyph.x + crossing.low - air, glyph.x + crossing.high + air))
      }
    }
    gaps.sort { $0.low < $1.low }
    var start = rect.x
    for gap in gaps where gap.high > start {
      if gap.low >= rect.maxX { break }
      append(from: start, to: gap.low, rect)
      start = gap.high
    }
    append(from: start, to: rect.maxX, rect)
  }

  private mutating func append(from low: Double, to high: Double, _ rect: Rect) {
    guard high > low else { return }
    pieces.append(Rect(x: low, y: rect.y, width: high - low, height: rect.height))
  }

  var shape: Shape {
    if pieces.count == 1 { return .rect(pieces[0]) }
    var path = Path()
    for piece in pieces { path.append(piece) }
    return .path(path, evenOdd: false)
  }
}

/// How far an outline reaches along x between two heights.
private struct InkCrossing {
  let top: Double
  let bottom: Double
  var low = Double.infinity
  var high = -Double.infinity

  init(top: Double, bottom: Double) {
    self.top = top
    self.bottom = bottom
  }

  mutating func follow(_ outline: GlyphOutline) {
    var start = Point.zero
    var last = Point.zero
    for element in outline.elements {
      switch element {
      case .move(let x, let y):
        last = Point(x: x, y: y)
        start = last
      case .line(let x, let y):
        let end = Point(x: x, y: y)
        segment(last, end)
        last = end
      case .curve(let x1, let y1, let x2, let y2, let x, let y):
        let end = Point(x: x, y: y)
        curve(last, Point(x: x1, y: y1), Point(x: x2, y: y2), end)
        last = end
      case .close:
        segment(last, start)
        last = start
      }
    }
  }

  private mutating func curve(_ a: Point, _ b: Point, _ c: Point, _ d: Point) {
    var last = a
    for step in 1...8 {
      let t = Double(step) / 8
      let u = 1 - t
      let (wa, wb, wc, wd) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
      let next = Point(
        x: wa * a.x + wb * b.x + wc * c.x + wd * d.x, y: wa * a.y + wb * b.y + wc * c.y + wd * d.y)
      segment(last, next)
      last = next
    }
  }

  /// Takes in the part of a segment that lies between the heights.
  private mutating func segment(_ a: Point, _ b: Point) {
    let (upper, lower) = a.y <= b.y ? (a, b) : (b, a)
    guard lower.y > top, upper.y < bottom else { return }
    func at(_ y: Double) -> Double {
      guard lower.y > upper.y else { return upper.x }
      let share = (min(max(y, upper.y), lower.y) - upper.y) / (lower.y - upper.y)
      return upper.x + (lower.x - upper.x) * share
    }
    let first = at(top)
    let second = at(bottom)
    low = min(low, first, second)
    high = max(high, first, second)
  }
}

extension ItemPainter {
  func paint(_ line: TextLineCommand, _ transform: AffineTransform) {
    let pieces = InkGaps(line, glyphs: caches.glyphs).shape
    if let stroke = line.stroke {
      pen.save()
      trace(pieces, transform)
      pen.clip()
      paint(stroke, transform)
      pen.restore()
      return
    }
    let color = line.color
    pen.setSource(red: color.red, green: color.green, blue: color.blue, alpha: color.alpha)
    trace(pieces, transform)
    pen.fill()
  }
}
