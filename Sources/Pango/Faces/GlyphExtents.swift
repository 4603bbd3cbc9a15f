internal import CPango

/// The box of a glyph's ink in font units, y upward.
package struct GlyphExtents: Sendable, Hashable {
  package var left: Double
  package var top: Double
  package var right: Double
  package var bottom: Double
}

extension FontFace {
  /// The box of a glyph's ink; nil where it draws nothing.
  package func extents(of glyph: UInt32) -> GlyphExtents? {
    var extents = hb_glyph_extents_t()
    guard hb_font_get_glyph_extents(font, glyph, &extents) != 0, extents.width != 0,
      extents.height != 0
    else { return nil }
    let (x, y) = (Double(extents.x_bearing), Double(extents.y_bearing))
    return GlyphExtents(
      left: x, top: y, right: x + Double(extents.width), bottom: y + Double(extents.height))
  }
}
