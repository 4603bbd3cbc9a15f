internal import CPango

extension FontFace {
  /// The outline in device pixels; nil where the face has no outline for the glyph.
  func outline(of glyph: UInt32, font: GlyphFont) -> GlyphOutline? {
    let flags = Int32(FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP)
    guard font.size > 0, font.size < 1e6, FT_Load_Glyph(freeType, glyph, flags) == 0,
      let slot = freeType.pointee.glyph, slot.pointee.format == FT_GLYPH_FORMAT_OUTLINE
    else { return nil }
    SyntheticStyle.apply(
      to: &slot.pointee.outline, unitsPerEm: Double(unitsPerEm), font: font)
    return readOutline(&slot.pointee.outline, scale: font.size / Double(unitsPerEm))
  }
}

/// The outline's steps times `scale`; nil where FreeType finds it damaged.
func readOutline(_ outline: inout FT_Outline, scale: Double) -> GlyphOutline? {
  let reader = OutlineReader(scale: scale)
  var steps = FT_Outline_Funcs(
    move_to: { to, context in
      OutlineReader.from(context, to) { reader, point in reader.move(to: point) }
    },
    line_to: { to, context in
      OutlineReader.from(context, to) { reader, point in reader.line(to: point) }
    },
    conic_to: { control, to, context in
      OutlineReader.from(context, to) { reader, point in
        guard let control else { return }
        reader.quadratic(control: control.pointee, to: point)
      }
    },
    cubic_to: { first, second, to, context in
      OutlineReader.from(context, to) { reader, point in
        guard let first, let second else { return }
        reader.cubic(first.pointee, second.pointee, to: point)
      }
    }, shift: 0, delta: 0)
  let code = FT_Outline_Decompose(
    &outline, &steps, Unmanaged.passUnretained(reader).toOpaque())
  guard code == 0 else { return nil }
  return reader.finish()
}

/// Receives the steps of an outline in font units and keeps them in pixels, y downward.
private final class OutlineReader {
  private let scale: Double
  private var elements: [GlyphOutline.Element] = []
  private var x = 0.0
  private var y = 0.0

  init(scale: Double) { self.scale = scale }

  /// Runs a step on the reader behind FreeType's context pointer; returns FreeType's code for success.
  static func from(
    _ context: UnsafeMutableRawPointer?, _ point: UnsafePointer<FT_Vector>?,
    _ step: (OutlineReader, FT_Vector) -> Void
  ) -> Int32 {
    guard let context, let point else { return 1 }
    step(Unmanaged<OutlineReader>.fromOpaque(context).takeUnretainedValue(), point.pointee)
    return 0
  }

  func move(to point: FT_Vector) {
    close()
    (x, y) = pixels(point)
    elements.append(.move(x: x, y: y))
  }

  func line(to point: FT_Vector) {
    (x, y) = pixels(point)
    elements.append(.line(x: x, y: y))
  }

  func quadratic(control: FT_Vector, to point: FT_Vector) {
    let (cx, cy) = pixels(control)
    let (toX, toY) = pixels(point)
    elements.append(
      .curve(
        x1: x + (cx - x) * 2 / 3, y1: y + (cy - y) * 2 / 3, x2: toX + (cx - toX) * 2 / 3,
        y2: toY + (cy - toY) * 2 / 3, x: toX, y: toY))
    (x, y) = (toX, toY)
  }

  func cubic(_ first: FT_Vector, _ second: FT_Vector, to point: FT_Vector) {
    let (x1, y1) = pixels(first)
    let (x2, y2) = pixels(second)
    (x, y) = pixels(point)
    elements.append(.curve(x1: x1, y1: y1, x2: x2, y2: y2, x: x, y: y))
  }

  func finish() -> GlyphOutline {
    close()
    return GlyphOutline(elements: elements)
  }

  private func close() {
    if !elements.isEmpty { elements.append(.close) }
  }

  private func pixels(_ point: FT_Vector) -> (Double, Double) {
    (Double(point.x) * scale, -Double(point.y) * scale)
  }
}
