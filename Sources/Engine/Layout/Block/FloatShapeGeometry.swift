import Glibc
import Scene

/// Makes a float's shape from its style and boxes. `[CSS Shapes 1, §§3–4]`
struct FloatShapeGeometry {
  let style: ComputedStyle
  /// The margin box with its corner at the origin, in physical coordinates.
  let marginBox: Rect
  let margin: LayoutEdges
  let border: LayoutEdges
  let padding: LayoutEdges
  /// The containing block's inline size, for percentages of `shape-margin`.
  let base: LayoutUnit
  /// Whether the float is itself an image, whose box the shape's image fills.
  let isReplaced: Bool
  /// From physical coordinates in the margin box to those of the formatting context.
  let placement: AffineTransform
  let images: any ImageSource

  /// Nil where `shape-outside` leaves the margin box as it is.
  func shape() -> FloatShape? {
    let form: FloatShape.Form?
    switch style.generated.shapeOutside {
    case nil: return nil
    case .image(let image): form = self.form(of: image)
    case .box(let name):
      let reference = box(name)
      form = .rounded(reference, radii: boxRadii(in: reference))
    case .shape(let shape, let name): form = self.form(of: shape, in: box(name))
    }
    guard let form else { return nil }
    let margin = max(0, style.generated.shapeMargin.resolve(pixels: base.pixels))
    return FloatShape(form: placed(form), margin: margin)
  }

  // MARK: Reference boxes

  private var borderBox: Rect { marginBox.inset(by: margin) }
  private var contentBox: Rect { borderBox.inset(by: border).inset(by: padding) }

  private func box(_ name: ShapeOutside.ShapeBox) -> Rect {
    switch name {
    case .marginBox: marginBox
    case .borderBox: borderBox
    case .paddingBox: borderBox.inset(by: border)
    case .contentBox: contentBox
    }
  }

  /// The corner radii of the border box, moved to the reference box. `[CSS Shapes 1, §4]`
  private func boxRadii(in reference: Rect) -> [Size] {
    func radius(_ corner: Pair<LengthPercentage>, _ dx: Double, _ dy: Double) -> Size {
      let x = corner.x.resolve(pixels: borderBox.width)
      let y = corner.y.resolve(pixels: borderBox.height)
      guard x > 0, y > 0 else { return .zero }
      // Outward growth of small radii is damped so that sharp corners stay sharp.
      func adjust(_ value: Double, _ delta: Double) -> Double {
        if delta <= 0 { return max(0, value + delta) }
        let ratio = value / delta
        return ratio >= 1 ? value + delta : value + delta * (1 + pow(ratio - 1, 3))
      }
      return Size(width: adjust(x, dx), height: adjust(y, dy))
    }
    let left = borderBox.x - reference.x
    let top = borderBox.y - reference.y
    let right = reference.maxX - borderBox.maxX
    let bottom = reference.maxY - borderBox.maxY
    let radii = style.border.radii
    return Self.fitted(
      RoundedRect(
        reference, topLeft: radius(radii.topLeft, left, top),
        topRight: radius(radii.topRight, right, top),
        bottomRight: radius(radii.bottomRight, right, bottom),
        bottomLeft: radius(radii.bottomLeft, left, bottom)))
  }

  private static func fitted(_ shape: RoundedRect) -> [Size] {
    let shape = shape.constrained()
    return [shape.topLeft, shape.topRight, shape.bottomRight, shape.bottomLeft]
  }

  // MARK: Forms in physical coordinates

  private func form(of shape: BasicShape, in box: Rect) -> FloatShape.Form? {
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
    case .inset:
      switch shape.resolved(in: box) {
      case .rect(let rect): return .rounded(rect, radii: Array(repeating: .zero, count: 4))
      case .roundedRect(let shape): return .rounded(shape.rect, radii: Self.fitted(shape))
      case .ring, .path: return nil
      }
    case .polygon(_, let points):
      // Fewer than three vertices enclose nothing.
      return points.count < 3 ? .empty : .polygon(points.map(at))
    case .path: return nil
    }
  }

  // MARK: Placing

  private func placed(_ form: FloatShape.Form) -> FloatShape.Form {
    let swapsAxes = placement.a == 0
    switch form {
    case .empty, .rows: return form
    case .ellipse(let center, let x, let y):
      let center = placement.apply(center)
      return swapsAxes
        ? .ellipse(center: center, x: y, y: x) : .ellipse(center: center, x: x, y: y)
    case .polygon(let points): return .polygon(points.map(placement.apply))
    case .rounded(let rect, let radii):
      let result = placement.apply(rect)
      let corners = rect.corners.map(placement.apply)
      let placed = result.corners.map { corner in
        let index =
          corners.firstIndex { abs($0.x - corner.x) < 1e-6 && abs($0.y - corner.y) < 1e-6 } ?? 0
        let radius = radii[index]
        return swapsAxes ? Size(width: radius.height, height: radius.width) : radius
      }
      return .rounded(result, radii: placed)
    }
  }

  // MARK: Images

  /// The pixels of the image, at its size in the content box, whose alpha exceeds the threshold.
  private func form(of image: StyleImage) -> FloatShape.Form? {
    var box = contentBox
    if !isReplaced, case .url(let reference) = image,
      case .image(let info) = images.image(reference, isOriented: style.text.orientImages)
    {
      let size = NaturalSize(width: info.width, height: info.height, ratio: info.ratio).concrete(
        width: nil, height: nil, area: Size(width: box.width, height: box.height))
      box = Rect(x: box.x, y: box.y, width: size.width, height: size.height)
    }
    guard box.width > 0, box.height > 0, box.width < 8192, box.height < 8192 else { return .empty }
    let width = Int(box.width.rounded(.up))
    let height = Int(box.height.rounded(.up))
    let coverage: ImageCoverage
    switch image {
    case .url(let reference):
      guard case .image(let info) = images.image(reference, isOriented: style.text.orientImages),
        let found = images.coverage(of: info.id, width: width, height: height)
      else { return nil }
      coverage = found
    case .gradient(let gradient):
      let size = Size(width: box.width, height: box.height)
      coverage = ImageCoverage(
        of: GradientResolver(style: style).brush(gradient, size: size), width: width,
        height: height)
    case .color(let color):
      coverage = ImageCoverage(of: .color(style.resolve(color)), width: width, height: height)
    case .element: return nil
    }
    let threshold = min(max(style.generated.shapeImageThreshold, 0), 1) * 255
    return .rows(rows(of: coverage, in: box, threshold: threshold))
  }

  private func rows(
    of coverage: ImageCoverage, in box: Rect, threshold: Double
  ) -> FloatShapeRows {
    let area = placement.apply(box)
    let swapsAxes = placement.a == 0
    let count = swapsAxes ? coverage.width : coverage.height
    let length = swapsAxes ? coverage.height : coverage.width
    // Blocks may progress leftward, and lines upward.
    let flipsBlocks = swapsAxes && placement.b < 0
    let flipsLines = swapsAxes && placement.c < 0
    var rows: [ClosedRange<Double>?] = []
    rows.reserveCapacity(count)
    for row in 0..<count {
      var low: Int?
      var high = 0
      let across = flipsBlocks ? count - 1 - row : row
      for position in 0..<length {
        let along = flipsLines ? length - 1 - position : position
        let alpha =
          swapsAxes
          ? coverage.alpha(x: across, y: along) : coverage.alpha(x: along, y: across)
        guard Double(alpha) > threshold else { continue }
        if low == nil { low = position }
        high = position + 1
      }
      rows.append(low.map { Double($0)...Double(high) })
    }
    return FloatShapeRows(origin: Point(x: area.x, y: area.y), rows: rows)
  }
}

extension Rect {
  fileprivate func inset(by edges: LayoutEdges) -> Rect {
    Rect(
      x: x + edges.left.pixels, y: y + edges.top.pixels,
      width: max(0, width - edges.horizontal.pixels),
      height: max(0, height - edges.vertical.pixels))
  }
}
