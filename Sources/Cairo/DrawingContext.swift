import CCairo

/// A pen on a surface. Errors stick, as cairo has it: drawing after one does nothing, and `check`
/// reports it.
package final class DrawingContext {
  let context: OpaquePointer
  /// The surface that is the source: its memory must outlive whatever is drawn from it.
  private var source: PixelSurface?

  init(drawingOn surface: OpaquePointer) throws(CairoError) {
    guard let context = cairo_create(surface) else { throw CairoError(CAIRO_STATUS_NO_MEMORY) }
    self.context = context
    try CairoError.check(cairo_status(context))
  }

  package convenience init(on target: PixelSurface) throws(CairoError) {
    try self.init(drawingOn: target.surface)
  }

  package convenience init(on target: MaskSurface) throws(CairoError) {
    try self.init(drawingOn: target.surface)
  }

  deinit { cairo_destroy(context) }

  package func check() throws(CairoError) { try CairoError.check(cairo_status(context)) }

  /// The context itself, for peers that draw on it through libraries of their own.
  package var untyped: OpaquePointer { context }

  // MARK: State

  package func save() { cairo_save(context) }
  package func restore() { cairo_restore(context) }
  package func resetClip() { cairo_reset_clip(context) }

  package func setMatrix(
    _ a: Double, _ b: Double, _ c: Double, _ d: Double, _ tx: Double, _ ty: Double
  ) {
    var matrix = cairo_matrix_t(xx: a, yx: b, xy: c, yy: d, x0: tx, y0: ty)
    cairo_set_matrix(context, &matrix)
  }

  package func concatenate(
    _ a: Double, _ b: Double, _ c: Double, _ d: Double, _ tx: Double, _ ty: Double
  ) {
    var matrix = cairo_matrix_t(xx: a, yx: b, xy: c, yy: d, x0: tx, y0: ty)
    cairo_transform(context, &matrix)
  }

  package func translate(x: Double, y: Double) { cairo_translate(context, x, y) }

  package func setAntialias(_ on: Bool) {
    cairo_set_antialias(context, on ? CAIRO_ANTIALIAS_DEFAULT : CAIRO_ANTIALIAS_NONE)
  }

  package func setOperator(_ value: CompositeOperator) { cairo_set_operator(context, value.cairo) }

  package func setEvenOdd(_ on: Bool) {
    cairo_set_fill_rule(context, on ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING)
  }

  /// The greatest distance between a curve and the lines drawn for it, in device pixels.
  package func setTolerance(_ pixels: Double) { cairo_set_tolerance(context, pixels) }

  package func setStroke(width: Double, cap: LineCap, dashes: [Double], offset: Double) {
    cairo_set_line_width(context, width)
    cairo_set_line_cap(context, cap.cairo)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_MITER)
    cairo_set_dash(context, dashes, Int32(clamping: dashes.count), offset)
  }

  package func setRoundJoins() { cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND) }

  // MARK: Sources

  package func setSource(red: Double, green: Double, blue: Double, alpha: Double) {
    cairo_set_source_rgba(context, red, green, blue, alpha)
  }

  /// Pixels with their first one at a position; samples are the nearest ones.
  package func setSource(_ source: PixelSurface, x: Double, y: Double) {
    self.source = source
    cairo_set_source_surface(context, source.surface, x, y)
    cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_NEAREST)
  }

  /// Pixels stretched to the unit square of the current coordinates, for formats that keep them.
  package func setSourceStretched(
    _ source: PixelSurface, x: Double, y: Double, width: Double, height: Double, smooth: Bool
  ) {
    self.source = source
    cairo_set_source_surface(context, source.surface, 0, 0)
    var matrix = cairo_matrix_t()
    cairo_matrix_init_scale(
      &matrix, Double(source.width) / width, Double(source.height) / height)
    cairo_matrix_translate(&matrix, -x, -y)
    let pattern = cairo_get_source(context)
    cairo_pattern_set_matrix(pattern, &matrix)
    cairo_pattern_set_filter(pattern, smooth ? CAIRO_FILTER_BEST : CAIRO_FILTER_NEAREST)
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
  }

  // MARK: Paths

  package func newPath() { cairo_new_path(context) }
  package func move(x: Double, y: Double) { cairo_move_to(context, x, y) }
  package func line(x: Double, y: Double) { cairo_line_to(context, x, y) }
  package func curve(
    x1: Double, y1: Double, x2: Double, y2: Double, x3: Double, y3: Double
  ) {
    cairo_curve_to(context, x1, y1, x2, y2, x3, y3)
  }
  package func closePath() { cairo_close_path(context) }
  package func rectangle(x: Double, y: Double, width: Double, height: Double) {
    cairo_rectangle(context, x, y, width, height)
  }

  // MARK: Painting

  package func fill() { cairo_fill(context) }
  package func stroke() { cairo_stroke(context) }
  package func paint(alpha: Double = 1) {
    if alpha >= 1 { cairo_paint(context) } else { cairo_paint_with_alpha(context, alpha) }
  }
  package func mask(_ mask: MaskSurface, x: Double, y: Double) {
    cairo_mask_surface(context, mask.surface, x, y)
  }
  /// Paints the source through another picture's alpha.
  package func mask(_ mask: PixelSurface, x: Double, y: Double) {
    cairo_mask_surface(context, mask.surface, x, y)
  }
}
