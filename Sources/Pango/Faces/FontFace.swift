internal import CPango

/// One static face: SFNT bytes and an index, as HarfBuzz and FreeType see them.
///
/// Belongs to the thread of its store.
package final class FontFace {
  package let key: FaceKey
  /// The SFNT file or collection, for whoever opens the face again (a PDF surface).
  package let data: FontData
  /// The index in a collection; 0 for a single font.
  package let index: Int
  /// Font units per em, 16…16384.
  package let unitsPerEm: Int
  package let glyphCount: Int
  package let metrics: FaceMetrics

  /// Shapes in font units, so that one result serves all sizes.
  let font: OpaquePointer
  let face: OpaquePointer
  let freeType: FT_Face
  /// The library must outlive the face.
  let library: FreeTypeLibrary
  /// The size that FreeType is set to, in 1/64 px; 0 for none.
  var selectedSize = 0

  init(data: FontData, index: Int, key: FaceKey, library: FreeTypeLibrary) throws(FontError) {
    let bytes = data.bytes
    guard index >= 0, index < 0xffff, bytes.count <= Int(Int32.max) else {
      throw .damaged("the face index or the size is out of range")
    }
    var opened: FT_Face?
    let code = FT_New_Memory_Face(
      library.handle, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, index,
      &opened)
    guard code == 0, let opened else { throw .damaged("FreeType error \(code)") }
    let blob = hb_blob_create(
      bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(bytes.count),
      HB_MEMORY_MODE_READONLY, nil, nil)
    defer { hb_blob_destroy(blob) }
    guard let face = hb_face_create(blob, UInt32(index)), hb_face_get_glyph_count(face) > 0 else {
      FT_Done_Face(opened)
      throw .damaged("it holds no glyphs")
    }
    let units = Int32(hb_face_get_upem(face))
    guard let font = hb_font_create(face) else {
      hb_face_destroy(face)
      FT_Done_Face(opened)
      throw .libraryFailed("HarfBuzz opened no font")
    }
    hb_font_set_scale(font, units, units)
    self.data = data
    self.index = index
    self.key = key
    self.library = library
    self.freeType = opened
    self.face = face
    self.font = font
    unitsPerEm = Int(units)
    glyphCount = Int(hb_face_get_glyph_count(face))
    metrics = FaceMetrics(font: font, face: face, freeType: opened, unitsPerEm: Double(units))
  }

  deinit {
    hb_font_destroy(font)
    hb_face_destroy(face)
    FT_Done_Face(freeType)
  }

  /// The glyph of a code point, or nil where the face has none.
  package func glyph(for scalar: UInt32) -> UInt32? {
    var glyph: UInt32 = 0
    return hb_font_get_nominal_glyph(font, scalar, &glyph) != 0 ? glyph : nil
  }

  /// The advance of a glyph in font units.
  package func advance(of glyph: UInt32) -> Int { Int(hb_font_get_glyph_h_advance(font, glyph)) }
}
