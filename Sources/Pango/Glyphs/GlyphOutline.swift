/// The outline of a glyph as a path.
package struct GlyphOutline: Sendable, Equatable {
  /// One step of a path; coordinates in device pixels from the glyph's origin, y downward.
  @frozen
  package enum Element: Sendable, Hashable {
    case move(x: Double, y: Double)
    case line(x: Double, y: Double)
    case curve(x1: Double, y1: Double, x2: Double, y2: Double, x: Double, y: Double)
    case close
  }

  /// To be filled by the nonzero winding rule.
  package var elements: [Element]
}
