import Cairo
import Scene

extension ItemPainter {
  func paint(_ fill: Fill, _ transform: AffineTransform, _ visible: DeviceRect)
    throws(CairoError)
  {
    guard
      let shader = BrushShader(
        fill.brush, transform: transform, images: caches.images, ramps: &caches.ramps)
    else { return }
    let isUpright = transform.b == 0 && transform.c == 0
    if case .rect(let rect) = fill.shape, isUpright, fill.blendMode == .normal, !hasComplexClip,
      let whole = transform.apply(rect).wholePixels
    {
      blend(shader, over: whole.intersection(visible))
      return
    }
    if case .color(let color) = fill.brush {
      pen.setSource(red: color.red, green: color.green, blue: color.blue, alpha: color.alpha)
    } else {
      let layer = try shade(shader, visible)
      pen.setSource(
        layer, x: Double(visible.left - area.left), y: Double(visible.top - area.top))
    }
    trace(fill.shape, transform)
    pen.setAntialias(fill.isAntialiased)
    pen.setOperator(fill.blendMode.compositeOperator)
    pen.fill()
    pen.setOperator(.over)
    pen.setAntialias(true)
  }

  /// Blends a brush over whole pixels.
  private func blend(_ shader: BrushShader, over box: DeviceRect) {
    if box.isEmpty { return }
    let isOpaque = shader.isOpaque
    var line = [UInt32](repeating: 0, count: box.width)
    target.withPixels { pixels in
      line.withUnsafeMutableBufferPointer { line in
        guard let base = pixels.baseAddress, let line = line.baseAddress else { return }
        for y in box.top..<box.bottom {
          let row = base + (y - area.top) * target.width + (box.left - area.left)
          if isOpaque {
            shader.shade(x: box.left, y: y, count: box.width, into: row)
          } else {
            shader.shade(x: box.left, y: y, count: box.width, into: line)
            for x in 0..<box.width { row[x] = PixelMath.over(line[x], row[x]) }
          }
        }
      }
    }
  }

  /// A brush's colors over an area of the page.
  func shade(_ shader: BrushShader, _ box: DeviceRect) throws(CairoError) -> PixelSurface {
    let surface = try PixelSurface(width: box.width, height: box.height)
    surface.withPixels { pixels in
      guard let base = pixels.baseAddress else { return }
      for y in 0..<box.height {
        shader.shade(
          x: box.left, y: box.top + y, count: box.width, into: base + y * box.width)
      }
    }
    return surface
  }

  func paint(_ stroke: Stroke, _ transform: AffineTransform) {
    let color = stroke.color
    pen.setSource(red: color.red, green: color.green, blue: color.blue, alpha: color.alpha)
    setMatrix(transform)
    pen.newPath()
    pen.append(stroke.path)
    pen.setStroke(
      width: stroke.width, cap: stroke.cap.lineCap, dashes: stroke.dashes,
      offset: stroke.dashOffset)
    pen.setAntialias(stroke.isAntialiased)
    pen.stroke()
    pen.setAntialias(true)
    resetMatrix()
  }
}

extension Stroke.Cap {
  var lineCap: LineCap {
    switch self {
    case .butt: .butt
    case .round: .round
    case .square: .square
    }
  }
}

extension BlendMode {
  /// The nearest operator that the compositor has.
  var compositeOperator: CompositeOperator {
    switch self {
    case .normal: .over
    case .multiply: .multiply
    case .screen: .screen
    case .overlay: .overlay
    case .darken: .darken
    case .lighten: .lighten
    case .colorDodge: .colorDodge
    case .colorBurn: .colorBurn
    case .hardLight: .hardLight
    case .softLight: .softLight
    case .difference: .difference
    case .exclusion: .exclusion
    case .hue: .hue
    case .saturation: .saturation
    case .color: .color
    case .luminosity: .luminosity
    case .plusLighter: .add
    case .plusDarker: .multiply
    }
  }
}
