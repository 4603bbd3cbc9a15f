import Glibc
import Scene

/// Resolves computed gradients to geometry and sRGB stops. `[CSS Images 3, §3; CSS Images 4, §3]`
struct GradientResolver {
  let style: ComputedStyle

  /// A brush for a gradient box at the origin; a plain color where all stops have one. Nil where there
  /// is nothing to paint.
  func brush(_ gradient: StyleGradient, size: Size) -> Brush? {
    guard size.width > 0, size.height > 0 else { return nil }
    var geometry = geometry(of: gradient, size: size)
    var stops = ColorStops(gradient, style: style, length: geometry.length).stops
    guard let first = stops.first, let last = stops.last else { return nil }
    if stops.allSatisfy({ $0.color == first.color }) { return .color(first.color) }
    if geometry.isDegenerate {
      // An ending shape of no size: all lies beyond the last stop.
      return .color(gradient.isRepeating ? average(stops) : last.color)
    }
    if gradient.isRepeating {
      let span = last.offset - first.offset
      guard span > 1e-9 else { return .color(average(stops)) }
      geometry.take(from: first.offset, to: last.offset)
      stops = stops.map { stop in
        Gradient.Stop(offset: (stop.offset - first.offset) / span, color: stop.color)
      }
      if case .radial = geometry.value, first.offset != 0 {
        return brushForShiftedRings(geometry, stops, first.offset, span)
      }
      if case .conic = geometry.value {
        return conicBrush(geometry, stops, from: first.offset, span: span)
      }
    } else if case .linear = geometry.value, last.offset > first.offset {
      geometry.take(from: first.offset, to: last.offset)
      let span = last.offset - first.offset
      stops = stops.map {
        Gradient.Stop(offset: ($0.offset - first.offset) / span, color: $0.color)
      }
    } else if case .radial = geometry.value, last.offset > 0 {
      stops = ColorStops.clippedAtZero(stops)
      geometry.take(from: 0, to: last.offset)
      stops = stops.map {
        Gradient.Stop(offset: $0.offset / last.offset, color: $0.color)
      }
    }
    return .gradient(
      Gradient(
        geometry: geometry.value, stops: stops,
        isRepeating: gradient.isRepeating && !geometry.isConic))
  }

  /// Rings that do not begin at the center: the repeated stops are turned until they do.
  private func brushForShiftedRings(
    _ geometry: ResolvedGeometry, _ stops: [Gradient.Stop], _ start: Double, _ span: Double
  ) -> Brush {
    let shift = (start / span) - (start / span).rounded(.down)
    return .gradient(
      Gradient(
        geometry: geometry.value, stops: ColorStops.rotated(stops, by: shift), isRepeating: true))
  }

  /// A repeating conic gradient as one turn with all its repetitions spelled out.
  private func conicBrush(
    _ geometry: ResolvedGeometry, _ stops: [Gradient.Stop], from start: Double, span: Double
  ) -> Brush {
    let count = min(2048, Int((1 / span).rounded(.up)) + 2)
    let first = (-start / span).rounded(.down)
    var spelled: [Gradient.Stop] = []
    for turn in 0..<count {
      for stop in stops {
        let offset = start + (first + Double(turn) + stop.offset) * span
        spelled.append(Gradient.Stop(offset: offset, color: stop.color))
      }
    }
    return .gradient(
      Gradient(
        geometry: geometry.value, stops: ColorStops.clippedAtZero(spelled), isRepeating: false))
  }

  private func average(_ stops: [Gradient.Stop]) -> Color {
    var sum = SIMD4<Double>.zero
    for stop in stops {
      let color = stop.color
      sum +=
        SIMD4(
          color.red * color.alpha, color.green * color.alpha, color.blue * color.alpha,
          color.alpha)
    }
    let alpha = sum[3]
    guard alpha > 0 else { return .transparent }
    return Color(
      red: sum[0] / alpha, green: sum[1] / alpha, blue: sum[2] / alpha,
      alpha: alpha / Double(stops.count))
  }

  // MARK: Geometry

  private func geometry(of gradient: StyleGradient, size: Size) -> ResolvedGeometry {
    switch gradient.shape {
    case .linear(let angle): linear(angle: angle * .pi / 180, size)
    case .linearTo(let x, let y): linear(toX: x, y: y, size)
    case .radial(let circle, let extent, let center):
      radial(circle: circle, extent, resolve(center, size), size)
    case .conic(let angle, let center):
      ResolvedGeometry(value: .conic(center: resolve(center, size), angle: angle), length: 360)
    }
  }

  private func resolve(_ position: Position, _ size: Size) -> Point {
    Point(
      x: position.x.resolve(pixels: size.width), y: position.y.resolve(pixels: size.height))
  }

  /// The line through the center whose ends' perpendiculars meet the corners.
  private func linear(angle: Double, _ size: Size) -> ResolvedGeometry {
    var (sine, cosine) = (sin(angle), cos(angle))
    // Right angles are exact, so that rows or columns are of one color.
    if abs(sine) < 1e-12 { sine = 0 }
    if abs(cosine) < 1e-12 { cosine = 0 }
    let length = abs(size.width * sine) + abs(size.height * cosine)
    let center = Point(x: size.width / 2, y: size.height / 2)
    let dx = sine * length / 2
    let dy = -cosine * length / 2
    return ResolvedGeometry(
      value: .linear(
        from: Point(x: center.x - dx, y: center.y - dy),
        to: Point(x: center.x + dx, y: center.y + dy)), length: length)
  }

  /// Toward a corner, the halfway color runs through the two neighbouring corners.
  private func linear(toX x: Int, y: Int, _ size: Size) -> ResolvedGeometry {
    if x == 0 { return linear(angle: y < 0 ? 0 : .pi, size) }
    if y == 0 { return linear(angle: x > 0 ? .pi / 2 : .pi * 3 / 2, size) }
    let angle = atan2(Double(x) * size.height, Double(-y) * size.width)
    return linear(angle: angle, size)
  }

  private func radial(
    circle: Bool, _ extent: StyleGradient.RadialSize, _ center: Point, _ size: Size
  ) -> ResolvedGeometry {
    let left = abs(center.x)
    let right = abs(size.width - center.x)
    let top = abs(center.y)
    let bottom = abs(size.height - center.y)
    var rx: Double
    var ry: Double
    func corner(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
    switch extent {
    case .closestSide:
      rx = min(left, right)
      ry = min(top, bottom)
      if circle { (rx, ry) = (min(rx, ry), min(rx, ry)) }
    case .farthestSide:
      rx = max(left, right)
      ry = max(top, bottom)
      if circle { (rx, ry) = (max(rx, ry), max(rx, ry)) }
    case .closestCorner, .farthestCorner:
      let isFar = extent == .farthestCorner
      let x = isFar ? max(left, right) : min(left, right)
      let y = isFar ? max(top, bottom) : min(top, bottom)
      if circle {
        rx = corner(x, y)
        ry = rx
      } else {
        // The ellipse through the corner with the ratio of the one through the sides.
        let sideX = isFar ? max(left, right) : min(left, right)
        let sideY = isFar ? max(top, bottom) : min(top, bottom)
        rx = x == 0 && sideX == 0 ? 0 : sideX * 2.0.squareRoot()
        ry = y == 0 && sideY == 0 ? 0 : sideY * 2.0.squareRoot()
      }
    case .explicit(let width, let height):
      rx = max(0, width.resolve(pixels: size.width))
      ry = max(0, height.resolve(pixels: circle ? size.width : size.height))
    }
    return ResolvedGeometry(
      value: .radial(center: center, rx: rx, ry: ry), length: rx)
  }
}

/// A gradient's geometry with what lengths of stops refer to.
struct ResolvedGeometry {
  var value: Gradient.Geometry
  /// The line's length in pixels; for conic gradients degrees of the turn.
  var length: Double

  var isConic: Bool { if case .conic = value { true } else { false } }

  var isDegenerate: Bool {
    switch value {
    case .linear: length <= 0
    case .radial(_, let rx, let ry): rx <= 0 || ry <= 0
    case .conic: false
    }
  }

  /// Makes what lay at two offsets the new ends; rings keep their center.
  mutating func take(from start: Double, to end: Double) {
    switch value {
    case .linear(let from, let to):
      let dx = to.x - from.x
      let dy = to.y - from.y
      value = .linear(
        from: Point(x: from.x + dx * start, y: from.y + dy * start),
        to: Point(x: from.x + dx * end, y: from.y + dy * end))
    case .radial(let center, let rx, let ry):
      let span = end - start
      value = .radial(center: center, rx: rx * span, ry: ry * span)
    case .conic: break
    }
  }
}
