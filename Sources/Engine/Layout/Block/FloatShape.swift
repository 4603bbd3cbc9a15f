import Foundation
import Scene

/// The float area that `shape-outside` defines, in block formatting context coordinates.
/// `[CSS Shapes 1]`
struct FloatShape {
  private enum Form {
    case rounded(Rect, radii: [(x: Double, y: Double)])
    case ellipse(center: Point, x: Double, y: Double)
    case polygon([Point])
  }

  private var form: Form
  private var margin: Double

  /// The part of the line that the shape takes in the band; nil where it leaves the band free.
  func span(from start: LayoutUnit, to end: LayoutUnit) -> LineSpan? {
    let top = start.pixels
    let bottom = max(end.pixels, top)
    var low = Double.infinity
    var high = -Double.infinity
    func cover(_ from: Double, _ to: Double) {
      low = min(low, from)
      high = max(high, to)
    }
    switch form {
    case .ellipse(let center, let x, let y):
      let rx = x + margin
      let ry = y + margin
      guard rx > 0, ry > 0, bottom > center.y - ry || top == bottom, top < center.y + ry,
        bottom >= center.y - ry
      else { return nil }
      let nearest = min(max(center.y, top), bottom)
      let t = (nearest - center.y) / ry
      let half = rx * max(0, 1 - t * t).squareRoot()
      cover(center.x - half, center.x + half)
    case .rounded(let rect, let radii):
      let box = Rect(
        x: rect.x - margin, y: rect.y - margin, width: rect.width + 2 * margin,
        height: rect.height + 2 * margin)
      guard bottom >= box.y, top < box.maxY else { return nil }
      func inset(_ top: (x: Double, y: Double), _ bottomRadius: (x: Double, y: Double)) -> Double {
        let topEdge = box.y + top.y
        let bottomEdge = box.maxY - bottomRadius.y
        // The least inset within the band.
        if bottom >= topEdge, start.pixels <= bottomEdge { return 0 }
        if bottom < topEdge, top.y > 0 {
          let t = (topEdge - bottom) / top.y
          return top.x * (1 - max(0, 1 - t * t).squareRoot())
        }
        if bottomRadius.y > 0 {
          let t = (start.pixels - bottomEdge) / bottomRadius.y
          return bottomRadius.x * (1 - max(0, 1 - t * t).squareRoot())
        }
        return 0
      }
      let grown = radii.map { r in
        r.x > 0 && r.y > 0 ? (x: r.x + margin, y: r.y + margin) : (x: 0, y: 0)
      }
      cover(box.x + inset(grown[0], grown[3]), box.maxX - inset(grown[1], grown[2]))
    case .polygon(let points):
      coverPolygon(points, top: top, bottom: bottom, cover: cover)
    }
    guard low <= high else { return nil }
    return LineSpan(start: LayoutUnit(low), end: LayoutUnit(high))
  }

  private func coverPolygon(
    _ points: [Point], top: Double, bottom: Double, cover: (Double, Double) -> Void
  ) {
    for index in points.indices {
      let a = points[index]
      let b = points[(index + 1) % points.count]
      coverEdge(a, b, top: top, bottom: bottom, cover: cover)
      if margin > 0 {
        // Each edge grown by the margin: its parallel on both sides and the circle about its end.
        let length = hypot(b.x - a.x, b.y - a.y)
        if length > 0 {
          let nx = -(b.y - a.y) / length * margin
          let ny = (b.x - a.x) / length * margin
          for sign in [1.0, -1.0] {
            coverEdge(
              Point(x: a.x + nx * sign, y: a.y + ny * sign),
              Point(x: b.x + nx * sign, y: b.y + ny * sign), top: top, bottom: bottom,
              cover: cover)
          }
        }
        let nearest = min(max(a.y, top), bottom)
        let t = (nearest - a.y) / margin
        if abs(t) < 1 {
          let half = margin * (1 - t * t).squareRoot()
          cover(a.x - half, a.x + half)
        }
      }
    }
  }

  private func coverEdge(
    _ a: Point, _ b: Point, top: Double, bottom: Double, cover: (Double, Double) -> Void
  ) {
    let low = min(a.y, b.y)
    let high = max(a.y, b.y)
    guard high > top || (high == top && low == high),
      low < bottom || (low <= bottom && top == bottom)
    else { return }
    func x(at y: Double) -> Double {
      b.y == a.y ? a.x : a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y)
    }
    if a.y == b.y {
      cover(min(a.x, b.x), max(a.x, b.x))
      return
    }
    let from = x(at: max(low, top))
    let to = x(at: min(high, bottom))
    cover(min(from, to), max(from, to))
  }
}

extension FloatShape {
  /// The shape of a float whose margin box lies at `rect` in line-left coordinates.
  init?(
    style: ComputedStyle, marginBox: Rect, margin: LayoutEdges, border: LayoutEdges,
    padding: LayoutEdges, base: LayoutUnit
  ) {
    guard let outside = style.generated.shapeOutside else { return nil }
    let box: GeneratedBox
    switch outside {
    case .image: return nil
    case .box(let name), .shape(_, let name): box = GeneratedBox(name)
    }
    func shrink(_ rect: Rect, _ edges: LayoutEdges) -> Rect {
      Rect(
        x: rect.x + edges.left.pixels, y: rect.y + edges.top.pixels,
        width: rect.width - edges.horizontal.pixels, height: rect.height - edges.vertical.pixels)
    }
    let borderBox = shrink(marginBox, margin)
    let paddingBox = shrink(borderBox, border)
    let reference: Rect
    switch box {
    case .margin: reference = marginBox
    case .border: reference = borderBox
    case .padding: reference = paddingBox
    case .content: reference = shrink(paddingBox, padding)
    }
    self.margin = max(0, style.generated.shapeMargin.resolve(pixels: base.pixels))
    switch outside {
    case .image: return nil
    case .box:
      form = .rounded(
        reference,
        radii: Self.boxRadii(
          style: style, borderBox: borderBox, reference: reference))
    case .shape(let shape, _):
      guard let form = Self.form(of: shape, in: reference) else { return nil }
      self.form = form
    }
  }

  private enum GeneratedBox {
    case margin, border, padding, content
    init(_ box: ShapeOutside.ShapeBox) {
      switch box {
      case .marginBox: self = .margin
      case .borderBox: self = .border
      case .paddingBox: self = .padding
      case .contentBox: self = .content
      }
    }
  }

  /// The corner radii of the border box, moved to the reference box. `[CSS Shapes 1, §4]`
  private static func boxRadii(
    style: ComputedStyle, borderBox: Rect, reference: Rect
  ) -> [(x: Double, y: Double)] {
    func radius(
      _ corner: Pair<LengthPercentage>, _ dx: Double, _ dy: Double
    ) -> (x: Double, y: Double) {
      let x = corner.x.resolve(pixels: borderBox.width)
      let y = corner.y.resolve(pixels: borderBox.height)
      guard x > 0, y > 0 else { return (0, 0) }
      // Outward growth of small radii is damped so that sharp corners stay sharp.
      func adjust(_ value: Double, _ delta: Double) -> Double {
        if delta <= 0 { return max(0, value + delta) }
        let ratio = value / delta
        return ratio >= 1 ? value + delta : value + delta * (1 + pow(ratio - 1, 3))
      }
      return (adjust(x, dx), adjust(y, dy))
    }
    let left = borderBox.x - reference.x
    let top = borderBox.y - reference.y
    let right = reference.maxX - borderBox.maxX
    let bottom = reference.maxY - borderBox.maxY
    let radii = style.border.radii
    return fitted(
      [
        radius(radii.topLeft, left, top), radius(radii.topRight, right, top),
        radius(radii.bottomRight, right, bottom), radius(radii.bottomLeft, left, bottom),
      ], in: reference)
  }

  /// Radii that overlap shrink together. `[CSS Backgrounds 3, §5.5]`
  private static func fitted(
    _ radii: [(x: Double, y: Double)], in rect: Rect
  ) -> [(x: Double, y: Double)] {
    var factor = 1.0
    func limit(_ sum: Double, _ side: Double) {
      if sum > side, sum > 0 { factor = min(factor, max(0, side) / sum) }
    }
    limit(radii[0].x + radii[1].x, rect.width)
    limit(radii[3].x + radii[2].x, rect.width)
    limit(radii[0].y + radii[3].y, rect.height)
    limit(radii[1].y + radii[2].y, rect.height)
    return radii.map { ($0.x * factor, $0.y * factor) }
  }

  private static func form(of shape: BasicShape, in box: Rect) -> Form? {
    func at(_ position: Position) -> Point {
      Point(
        x: box.x + position.x.resolve(pixels: box.width),
        y: box.y + position.y.resolve(pixels: box.height))
    }
    func radius(_ radius: ShapeRadius, _ near: Double, _ far: Double, _ base: Double) -> Double {
      switch radius {
      case .closestSide: min(abs(near), abs(far))
      case .farthestSide: max(abs(near), abs(far))
      case .lengthPercentage(let length): max(0, length.resolve(pixels: base))
      }
    }
    switch shape {
    case .circle(let size, let position):
      let center = at(position)
      let diagonal = hypot(box.width, box.height) / 2.0.squareRoot()
      let sides = [
        abs(center.x - box.x), abs(box.maxX - center.x), abs(center.y - box.y),
        abs(box.maxY - center.y),
      ]
      let length: Double
      switch size {
      case .closestSide: length = sides.min() ?? 0
      case .farthestSide: length = sides.max() ?? 0
      case .lengthPercentage(let value): length = max(0, value.resolve(pixels: diagonal))
      }
      return .ellipse(center: center, x: length, y: length)
    case .ellipse(let x, let y, let position):
      let center = at(position)
      return .ellipse(
        center: center,
        x: radius(x, center.x - box.x, box.maxX - center.x, box.width),
        y: radius(y, center.y - box.y, box.maxY - center.y, box.height))
    case .inset(let sides, let radii):
      let left = sides.left.resolve(pixels: box.width)
      let top = sides.top.resolve(pixels: box.height)
      let rect = Rect(
        x: box.x + left, y: box.y + top,
        width: max(0, box.width - left - sides.right.resolve(pixels: box.width)),
        height: max(0, box.height - top - sides.bottom.resolve(pixels: box.height)))
      func corner(_ pair: Pair<LengthPercentage>) -> (x: Double, y: Double) {
        (pair.x.resolve(pixels: box.width), pair.y.resolve(pixels: box.height))
      }
      return .rounded(
        rect,
        radii: fitted(
          [
            corner(radii.topLeft), corner(radii.topRight), corner(radii.bottomRight),
            corner(radii.bottomLeft),
          ], in: rect))
    case .polygon(_, let points):
      return points.isEmpty ? nil : .polygon(points.map(at))
    case .path: return nil
    }
  }
}
