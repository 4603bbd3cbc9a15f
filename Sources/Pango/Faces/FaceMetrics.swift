internal import CPango

/// The metrics that a face states for itself, in font units; descent is positive downward.
package struct FaceMetrics: Sendable, Hashable {
  package var ascent: Double
  package var descent: Double
  package var lineGap: Double
  package var xHeight: Double
  package var capHeight: Double
  /// Above the baseline to the line's center; negative for below.
  package var underlinePosition: Double
  package var underlineThickness: Double
  /// Above the baseline to the line's center.
  package var strikeoutPosition: Double
  package var strikeoutThickness: Double
  /// The average advance of OS/2; nil where there is no such table.
  package var averageAdvance: Double?
  /// The extent of all glyphs' bounding boxes along the line.
  package var greatestWidth: Double

  /// Ascent and descent as FreeType chooses them: the typographic ones of OS/2 where it says so
  /// (`USE_TYPO_METRICS`), else those of hhea, else the typographic, else the Windows ones.
  init(font: OpaquePointer, face: OpaquePointer, freeType: FT_Face, unitsPerEm: Double) {
    let record = freeType.pointee
    ascent = Double(record.ascender)
    descent = -Double(record.descender)
    lineGap = max(0, Double(record.height) - ascent - descent)
    func stated(_ tag: hb_ot_metrics_tag_t) -> Double? {
      var value: hb_position_t = 0
      return hb_ot_metrics_get_position(font, tag, &value) != 0 ? Double(value) : nil
    }
    if record.face_flags & FT_FACE_FLAG_SCALABLE == 0 {
      // FreeType reads no such metrics for faces of bitmaps alone.
      ascent = stated(HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER) ?? unitsPerEm * 0.8
      descent = -(stated(HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER) ?? unitsPerEm * -0.2)
      lineGap = stated(HB_OT_METRICS_TAG_HORIZONTAL_LINE_GAP) ?? 0
    }
    func top(of scalar: UInt32) -> Double? {
      var glyph: UInt32 = 0
      var extents = hb_glyph_extents_t()
      guard hb_font_get_nominal_glyph(font, scalar, &glyph) != 0,
        hb_font_get_glyph_extents(font, glyph, &extents) != 0, extents.y_bearing > 0
      else { return nil }
      return Double(extents.y_bearing)
    }
    func positive(_ value: Double?) -> Double? { value.flatMap { $0 > 0 ? $0 : nil } }
    xHeight =
      positive(stated(HB_OT_METRICS_TAG_X_HEIGHT)) ?? top(of: 0x78) ?? ascent * 0.56
    capHeight =
      positive(stated(HB_OT_METRICS_TAG_CAP_HEIGHT)) ?? top(of: 0x48) ?? ascent
    let stroke = positive(Double(record.underline_thickness)) ?? unitsPerEm / 20
    underlineThickness = stroke
    // FreeType gives the center of the line, though the table holds its top edge.
    underlinePosition =
      record.underline_position != 0 ? Double(record.underline_position) : -unitsPerEm / 10
    let strikeout = positive(stated(HB_OT_METRICS_TAG_STRIKEOUT_SIZE)) ?? stroke
    strikeoutThickness = strikeout
    let strikeoutTop = positive(stated(HB_OT_METRICS_TAG_STRIKEOUT_OFFSET))
    strikeoutPosition = strikeoutTop.map { $0 - strikeout / 2 } ?? xHeight / 2
    averageAdvance = FT_Get_Sfnt_Table(freeType, FT_SFNT_OS2).map {
      Double($0.assumingMemoryBound(to: TT_OS2.self).pointee.xAvgCharWidth)
    }
    greatestWidth = Double(record.bbox.xMax - record.bbox.xMin)
  }
}
