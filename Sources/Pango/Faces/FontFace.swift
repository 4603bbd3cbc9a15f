internal import CPango

/// One face, or one instance of a variable face, as HarfBuzz and FreeType see it.
///
/// Belongs to the thread of its store.
package final class FontFace {
  package let key: FaceKey
  private let data: FontData
  private let index: Int
  private let isInstance: Bool
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

  /// What was written of the face last, and the glyphs that have outlines in it.
  private var written: (file: EmbeddableFont, glyphs: Set<UInt32>)?

  init(
    data: FontData, index: Int, axes: [AxisValue], key: FaceKey, library: FreeTypeLibrary
  ) throws(FontError) {
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
    if !axes.isEmpty, !Self.select(axes, in: font, opened) {
      hb_font_destroy(font)
      hb_face_destroy(face)
      FT_Done_Face(opened)
      throw .damaged("its variations are unusable")
    }
    isInstance = !axes.isEmpty
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

  /// A static font file with outlines for these glyphs at least, for whoever must open the face again:
  /// cairo's PDF surface. Glyphs keep their numbers.
  ///
  /// A variable face is written anew for it, and so is a face with CFF outlines, since cairo stops the
  /// process where those are damaged. Faces of East Asian scripts have tens of thousands of glyphs, so
  /// only those that were asked for until now are written.
  package func embeddable(holding glyphs: Set<UInt32>) -> EmbeddableFont {
    guard isInstance || table("CFF ") != nil else {
      return EmbeddableFont(data: data, index: index)
    }
    if let written, glyphs.isSubset(of: written.glyphs) { return written.file }
    let all = glyphs.union(written?.glyphs ?? [])
    let writer = StaticFontWriter(
      face: freeType, glyphCount: glyphCount, unitsPerEm: unitsPerEm, copiedTable: table)
    let file = EmbeddableFont(data: FontData(writer.write(all)), index: 0)
    written = (file, all)
    return file
  }

  private func table(_ tag: OpenTypeTag) -> [UInt8]? {
    let blob = hb_face_reference_table(face, tag.code)
    defer { hb_blob_destroy(blob) }
    var length: UInt32 = 0
    guard let start = hb_blob_get_data(blob, &length), length > 0 else { return nil }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(length)))
  }

  /// The glyph of a code point, or nil where the face has none.
  package func glyph(for scalar: UInt32) -> UInt32? {
    var glyph: UInt32 = 0
    return hb_font_get_nominal_glyph(font, scalar, &glyph) != 0 ? glyph : nil
  }

  /// The advance of a glyph in font units.
  package func advance(of glyph: UInt32) -> Int { Int(hb_font_get_glyph_h_advance(font, glyph)) }
}

/// A static font file and the index of a face in it.
package struct EmbeddableFont: Sendable {
  package var data: FontData
  /// The index in a collection; 0 for a single font.
  package var index: Int
}
