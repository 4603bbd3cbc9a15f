import CCairo
import CFreeType

/// A font face as cairo embeds it: glyphs stay text.
package final class VectorFont {
  /// What the face reads from, kept as long as cairo keeps the face.
  private final class Backing {
    let library: FT_Library
    let face: FT_Face
    let owner: AnyObject

    init(library: FT_Library, face: FT_Face, owner: AnyObject) {
      self.library = library
      self.face = face
      self.owner = owner
    }

    deinit {
      FT_Done_Face(face)
      FT_Done_FreeType(library)
    }
  }

  let face: OpaquePointer
  // Only its address counts.
  nonisolated(unsafe) private static var key = cairo_user_data_key_t()

  /// - Parameters:
  ///   - bytes: an SFNT file that stays where it is as long as `owner` lives.
  ///   - index: of the face in a collection.
  /// - Throws: `CairoError` where FreeType or cairo refuse the file.
  package init(bytes: UnsafeRawBufferPointer, index: Int, owner: AnyObject) throws(CairoError) {
    var library: FT_Library?
    guard FT_Init_FreeType(&library) == 0, let library else {
      throw CairoError(CAIRO_STATUS_NO_MEMORY)
    }
    var opened: FT_Face?
    let status = FT_New_Memory_Face(
      library, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, index, &opened)
    guard status == 0, let opened else {
      FT_Done_FreeType(library)
      throw CairoError(CAIRO_STATUS_FREETYPE_ERROR)
    }
    let backing = Backing(library: library, face: opened, owner: owner)
    guard let face = cairo_ft_font_face_create_for_ft_face(opened, Int32(FT_LOAD_NO_HINTING)) else {
      throw CairoError(CAIRO_STATUS_NO_MEMORY)
    }
    let retained = Unmanaged.passRetained(backing)
    let attached = cairo_font_face_set_user_data(
      face, &Self.key, retained.toOpaque(),
      { Unmanaged<AnyObject>.fromOpaque($0!).release() })
    guard attached == CAIRO_STATUS_SUCCESS else {
      retained.release()
      cairo_font_face_destroy(face)
      throw CairoError(attached)
    }
    self.face = face
  }

  deinit { cairo_font_face_destroy(face) }
}

/// One glyph of a text with its origin in current coordinates.
package struct VectorGlyph {
  package var id: UInt32
  package var x: Double
  package var y: Double

  package init(id: UInt32, x: Double, y: Double) {
    self.id = id
    self.x = x
    self.y = y
  }
}

extension DrawingContext {
  /// Shows glyphs that mean a text.
  ///
  /// - Parameters:
  ///   - clusters: bytes of text and glyphs that belong together, in the text's order; empty where the
  ///     text is unknown.
  ///   - isBackward: whether the glyphs stand in the opposite order.
  ///   - slant: horizontal shift per unit of height, for faces slanted by drawing.
  package func show(
    _ glyphs: [VectorGlyph], font: VectorFont, size: Double, slant: Double, text: String,
    clusters: [(utf8Count: Int, glyphCount: Int)], isBackward: Bool
  ) {
    cairo_set_font_face(context, font.face)
    var matrix = cairo_matrix_t(xx: size, yx: 0, xy: -slant * size, yy: size, x0: 0, y0: 0)
    cairo_set_font_matrix(context, &matrix)
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_set_font_options(context, options)
    cairo_font_options_destroy(options)
    let placed = glyphs.map { cairo_glyph_t(index: UInt($0.id), x: $0.x, y: $0.y) }
    let count = Int32(clamping: placed.count)
    if clusters.isEmpty {
      cairo_show_glyphs(context, placed, count)
      return
    }
    let groups = clusters.map {
      cairo_text_cluster_t(
        num_bytes: Int32(clamping: $0.utf8Count), num_glyphs: Int32(clamping: $0.glyphCount))
    }
    let flags =
      isBackward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t(rawValue: 0)
    cairo_show_text_glyphs(
      context, text, Int32(clamping: text.utf8.count), placed, count, groups,
      Int32(clamping: groups.count), flags)
  }
}
