import Cairo
import Imaging
import Pango
import Scene

extension ItemPainter {
  /// Paints glyphs: upright ones of common sizes from masks, others as outlines.
  func paint(_ run: GlyphRun, _ transform: AffineTransform, _ visible: DeviceRect)
    throws(CairoError)
  {
    let color = run.color
    if color.isTransparent, !hasColorGlyphs(run) { return }
    if hasColorGlyphs(run) {
      try paintColored(run, transform, visible)
    } else if let scale = maskScale(run, transform) {
      let placed = run.glyphs.map { place($0, transform) }
      try paint(
        mask: caches.glyphs.mask(
          of: placed, font: run.font.scaled(by: scale), clip: visible.pixelRect,
          ink: InkLuminance(red: color.red, green: color.green, blue: color.blue)), color)
    } else {
      paintOutlines(run, run.glyphs, color, transform)
    }
  }

  /// The uniform scale at which a run can be painted from masks; nil where outlines are needed.
  func maskScale(_ run: GlyphRun, _ transform: AffineTransform) -> Double? {
    guard run.strokeWidth == 0, transform.b == 0, transform.c == 0, transform.a > 0,
      abs(transform.a - transform.d) < 1e-9 * transform.a,
      run.font.size * transform.a <= GlyphRasterizer.largestMaskSize
    else { return nil }
    return transform.a
  }

  func place(_ glyph: GlyphRun.Glyph, _ transform: AffineTransform) -> PlacedGlyph {
    let point = transform.apply(Point(x: glyph.x, y: glyph.y))
    return PlacedGlyph(id: glyph.id, x: point.x, y: point.y)
  }

  private func paint(mask: GlyphMask?, _ color: Color) throws(CairoError) {
    guard let mask, mask.bounds.width > 0, mask.bounds.height > 0 else { return }
    let bounds = mask.bounds
    if hasComplexClip {
      let surface = try MaskSurface(width: bounds.width, height: bounds.height)
      surface.withBytes { bytes in
        for y in 0..<bounds.height {
          for x in 0..<bounds.width {
            bytes[y * surface.stride + x] = mask.coverage[y * mask.stride + x]
          }
        }
      }
      pen.setSource(red: color.red, green: color.green, blue: color.blue, alpha: color.alpha)
      pen.mask(surface, x: Double(bounds.x - area.left), y: Double(bounds.y - area.top))
      return
    }
    let word = PixelMath.word(color)
    target.withPixels { pixels in
      mask.coverage.withUnsafeBufferPointer { coverage in
        for y in 0..<bounds.height {
          let row = (bounds.y + y - area.top) * target.width + bounds.x - area.left
          let line = y * mask.stride
          for x in 0..<bounds.width {
            let cover = coverage[line + x]
            if cover == 0 { continue }
            let source = cover == 255 ? word : PixelMath.scale(word, by: UInt32(cover))
            pixels[row + x] = PixelMath.over(source, pixels[row + x])
          }
        }
      }
    }
  }

  /// Fills or strokes outlines in the run's own coordinates, so that any transform is exact.
  private func paintOutlines(
    _ run: GlyphRun, _ glyphs: [GlyphRun.Glyph], _ color: Color, _ transform: AffineTransform
  ) {
    pen.setSource(red: color.red, green: color.green, blue: color.blue, alpha: color.alpha)
    setMatrix(transform)
    pen.newPath()
    for glyph in glyphs {
      guard let outline = caches.glyphs.outline(of: glyph.id, font: run.font.scaled(by: 1)) else {
        continue
      }
      pen.append(outline, x: glyph.x, y: glyph.y)
    }
    pen.setEvenOdd(false)
    if run.strokeWidth > 0 {
      pen.setStroke(width: run.strokeWidth, cap: .butt, dashes: [], offset: 0)
      pen.stroke()
    } else {
      pen.fill()
    }
    resetMatrix()
  }

  // MARK: Color glyphs

  private func hasColorGlyphs(_ run: GlyphRun) -> Bool {
    caches.glyphs.fonts.face(run.font.scaled(by: 1).face)?.hasColor ?? false
  }

  private func paintColored(_ run: GlyphRun, _ transform: AffineTransform, _ visible: DeviceRect)
    throws(CairoError)
  {
    for glyph in run.glyphs {
      switch caches.glyphs.paint(of: glyph.id, face: run.font.scaled(by: 1).face) {
      case .mono: paintOutlines(run, [glyph], run.color, transform)
      case .layers(let layers):
        for layer in layers {
          let part = GlyphRun.Glyph(id: layer.glyph, x: glyph.x, y: glyph.y)
          paintOutlines(run, [part], layer.color?.sceneColor ?? run.color, transform)
        }
      case .image: try paintImage(glyph, run, transform, visible)
      }
    }
  }

  private func paintImage(
    _ glyph: GlyphRun.Glyph, _ run: GlyphRun, _ transform: AffineTransform,
    _ visible: DeviceRect
  ) throws(CairoError) {
    let scale = max(abs(transform.a), abs(transform.b))
    guard scale > 0,
      let image = caches.glyphs.image(of: glyph.id, font: run.font.scaled(by: scale)),
      image.width > 0, image.height > 0
    else { return }
    let words = (0..<(image.width * image.height)).map { index -> UInt32 in
      let low = UInt32(image.pixels[index * 4]) | UInt32(image.pixels[index * 4 + 1]) << 8
      let high = UInt32(image.pixels[index * 4 + 2]) | UInt32(image.pixels[index * 4 + 3]) << 8
      return low | high << 16
    }
    let bitmap = Bitmap(
      width: image.width, height: image.height, pixels: words, isOpaque: false)
    let frame = Rect(
      x: glyph.x + image.x / scale, y: glyph.y + image.y / scale,
      width: image.drawnWidth / scale, height: image.drawnHeight / scale)
    guard let shader = TileShader(bitmap: bitmap, frame: frame, transform: transform) else {
      return
    }
    let box = DeviceRect(enclosing: transform.apply(frame)).intersection(visible)
    if box.isEmpty { return }
    let layer = try shade(.tiles(shader), box)
    pen.setSource(layer, x: Double(box.left - area.left), y: Double(box.top - area.top))
    trace(.rect(frame), transform)
    pen.fill()
  }
}

extension DrawingContext {
  func append(_ outline: GlyphOutline, x: Double, y: Double) {
    for element in outline.elements {
      switch element {
      case .move(let px, let py): move(x: x + px, y: y + py)
      case .line(let px, let py): line(x: x + px, y: y + py)
      case .curve(let x1, let y1, let x2, let y2, let px, let py):
        curve(x1: x + x1, y1: y + y1, x2: x + x2, y2: y + y2, x3: x + px, y3: y + py)
      case .close: closePath()
      }
    }
  }
}

extension FontInstance {
  /// The font at a device size, as the rasterizer knows it.
  func scaled(by factor: Double) -> GlyphFont {
    GlyphFont(
      face: FaceKey(high: face.high, low: face.low), size: size * factor,
      syntheticBold: syntheticBold, syntheticOblique: syntheticOblique)
  }
}

extension ColorGlyphInk {
  var sceneColor: Color { Color(r: red, g: green, b: blue, a: alpha) }
}

extension DeviceRect {
  var pixelRect: PixelRect { PixelRect(x: left, y: top, width: width, height: height) }
}
