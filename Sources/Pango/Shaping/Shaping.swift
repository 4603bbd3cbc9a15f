internal import CPango

/// An OpenType feature for a whole run.
package struct ShapingFeature: Sendable, Hashable {
  package var tag: OpenTypeTag
  /// 0 turns the feature off; values above 1 choose alternates.
  package var value: UInt32

  package init(_ tag: OpenTypeTag, _ value: UInt32) {
    self.tag = tag
    self.value = value
  }
}

/// A run to be shaped by one face.
package struct ShapingRun: Sendable {
  /// The whole paragraph: the characters around the range choose joining forms.
  package var text: [UInt16]
  package var range: Range<Int>
  package var script: Script
  /// A BCP 47 tag; empty for unknown.
  package var language: String
  package var isRightToLeft: Bool
  /// Glyphs one below the other, with vertical metrics.
  package var isUpright: Bool
  /// Later ones win.
  package var features: [ShapingFeature]

  package init(
    text: [UInt16], range: Range<Int>, script: Script, language: String, isRightToLeft: Bool,
    isUpright: Bool, features: [ShapingFeature]
  ) {
    self.text = text
    self.range = range
    self.script = script
    self.language = language
    self.isRightToLeft = isRightToLeft
    self.isUpright = isUpright
    self.features = features
  }
}

/// A glyph in font units, x rightward and y upward.
package struct UnitGlyph: Sendable, Hashable {
  package var id: UInt32
  /// Along the line, positive.
  package var advance: Int32
  package var offsetX: Int32
  package var offsetY: Int32
  /// The first UTF-16 unit that the glyph stands for.
  package var cluster: Int
  package var isUnsafeToBreak: Bool
}

extension FontFace {
  /// Shapes a run with exactly this face; glyphs come in visual order.
  ///
  /// HarfBuzz is called directly instead of through `pango_shape`: Pango wants a font from its own
  /// matching, rounds to 1/1024 of a unit at one size, and hides the unsafe-to-break flags. In font
  /// units one result serves all sizes, and it is exact.
  package func shape(_ run: ShapingRun) -> [UnitGlyph] {
    let range = run.range.clamped(to: 0..<run.text.count)
    guard !range.isEmpty, run.text.count <= Int(Int32.max) / 4,
      let buffer = hb_buffer_create()
    else { return [] }
    defer { hb_buffer_destroy(buffer) }
    run.text.withUnsafeBufferPointer {
      hb_buffer_add_utf16(
        buffer, $0.baseAddress, Int32($0.count), UInt32(range.lowerBound), Int32(range.count))
    }
    hb_buffer_set_direction(
      buffer,
      run.isUpright
        ? HB_DIRECTION_TTB : run.isRightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
    hb_buffer_set_script(buffer, hb_script_from_iso15924_tag(run.script.code))
    if !run.language.isEmpty {
      hb_buffer_set_language(
        buffer, hb_language_from_string(run.language, Int32(clamping: run.language.utf8.count)))
    }
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES)
    let features = run.features.map {
      hb_feature_t(tag: $0.tag.code, value: $0.value, start: 0, end: .max)
    }
    hb_shape(font, buffer, features, UInt32(features.count))
    return Self.glyphs(of: buffer, isUpright: run.isUpright)
  }

  private static func glyphs(of buffer: OpaquePointer, isUpright: Bool) -> [UnitGlyph] {
    var count: UInt32 = 0
    guard let infos = hb_buffer_get_glyph_infos(buffer, &count),
      let positions = hb_buffer_get_glyph_positions(buffer, &count)
    else { return [] }
    return (0..<Int(count)).map { index in
      let info = infos[index]
      let position = positions[index]
      return UnitGlyph(
        id: info.codepoint, advance: isUpright ? 0 &- position.y_advance : position.x_advance,
        offsetX: position.x_offset, offsetY: position.y_offset, cluster: Int(info.cluster),
        isUnsafeToBreak: info.mask & HB_GLYPH_FLAG_UNSAFE_TO_BREAK.rawValue != 0)
    }
  }

  /// Whether the face substitutes glyphs under a feature such as `smcp`, in any script.
  package func hasSubstitution(_ feature: OpenTypeTag) -> Bool {
    let substitutions: OpenTypeTag = "GSUB"
    var start: UInt32 = 0
    while true {
      var count: UInt32 = 64
      var tags = [hb_tag_t](repeating: 0, count: 64)
      let total = hb_ot_layout_table_get_feature_tags(
        face, substitutions.code, start, &count, &tags)
      if tags.prefix(Int(count)).contains(feature.code) { return true }
      start += count
      if count == 0 || start >= total { return false }
    }
  }
}
