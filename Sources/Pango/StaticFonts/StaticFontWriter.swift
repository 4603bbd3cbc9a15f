internal import CPango

/// Writes a face, or the instance of a variable face that is on the screen, as a static OpenType font with
/// the same glyph numbers, for whoever must embed it.
///
/// PDF shows the default instance of a variable font whatever was chosen, and readers and cairo alike
/// know no other way. HarfBuzz's own instancer writes past its memory on damaged fonts, so the outlines
/// are taken from FreeType, as they are on the screen, and written as CFF.
struct StaticFontWriter {
  let face: FT_Face
  let glyphCount: Int
  let unitsPerEm: Int
  /// Tables that are taken over: names and characters.
  let copiedTable: (OpenTypeTag) -> [UInt8]?

  /// Units per em of the written font: CFF's own, so that no reader need look for a matrix.
  static let unitsPerEm = 1000.0

  /// - Parameter glyphs: those that get their outlines; the others are empty.
  func write(_ glyphs: Set<UInt32>) -> [UInt8] {
    let scale = Self.unitsPerEm / Double(unitsPerEm)
    var charStrings: [[UInt8]] = []
    var horizontalMetrics: [UInt8] = []
    let empty = CFFWriter.charString(of: GlyphOutline(elements: []), width: 0, scale: scale)
    for glyph in 0..<UInt32(glyphCount) {
      guard glyphs.contains(glyph) else {
        charStrings.append(empty)
        horizontalMetrics.append(contentsOf: [0, 0, 0, 0])
        continue
      }
      let (outline, advance) = glyphOutline(glyph)
      let width = Int((advance * scale).rounded())
      charStrings.append(
        CFFWriter.charString(of: outline, width: Double(width), scale: scale))
      horizontalMetrics.appendBigEndian(min(max(width, 0), 0xffff), count: 2)
      horizontalMetrics.appendBigEndian(0, count: 2)
    }
    var tables: [(tag: OpenTypeTag, bytes: [UInt8])] = [
      ("CFF ", CFFWriter.table(charStrings: charStrings)), ("head", head), ("hhea", hhea),
      ("hmtx", horizontalMetrics), ("maxp", maxp), ("post", post),
    ]
    for tag: OpenTypeTag in ["cmap", "name", "OS/2"] {
      if let bytes = copiedTable(tag) { tables.append((tag, bytes)) }
    }
    return SFNTDirectory.file(flavor: 0x4f54_544f, tables: tables)
  }

  private func glyphOutline(_ glyph: UInt32) -> (outline: GlyphOutline, advance: Double) {
    let flags = Int32(FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP)
    guard FT_Load_Glyph(face, glyph, flags) == 0, let slot = face.pointee.glyph,
      slot.pointee.format == FT_GLYPH_FORMAT_OUTLINE
    else { return (GlyphOutline(elements: []), 0) }
    return (
      readOutline(&slot.pointee.outline, scale: 1) ?? GlyphOutline(elements: []),
      Double(slot.pointee.metrics.horiAdvance)
    )
  }

  private var head: [UInt8] {
    let record = face.pointee
    var bytes: [UInt8] = []
    bytes.appendBigEndian(0x0001_0000, count: 4)
    bytes.appendBigEndian(0x0001_0000, count: 4)
    bytes.appendBigEndian(0, count: 4)
    bytes.appendBigEndian(0x5f0f_3cf5, count: 4)
    bytes.appendBigEndian(3, count: 2)
    bytes.appendBigEndian(Int(Self.unitsPerEm), count: 2)
    bytes.appendBigEndian(0, count: 16)
    for edge in [record.bbox.xMin, record.bbox.yMin, record.bbox.xMax, record.bbox.yMax] {
      bytes.appendBigEndian(scaled(edge), count: 2)
    }
    bytes.appendBigEndian(0, count: 2)
    bytes.appendBigEndian(8, count: 2)
    bytes.appendBigEndian(2, count: 2)
    bytes.appendBigEndian(0, count: 2)
    bytes.appendBigEndian(0, count: 2)
    return bytes
  }

  private var hhea: [UInt8] {
    let record = face.pointee
    var bytes: [UInt8] = []
    bytes.appendBigEndian(0x0001_0000, count: 4)
    bytes.appendBigEndian(scaled(Int(record.ascender)), count: 2)
    bytes.appendBigEndian(scaled(Int(record.descender)), count: 2)
    bytes.appendBigEndian(0, count: 2)
    bytes.appendBigEndian(scaled(Int(record.max_advance_width)), count: 2)
    bytes.appendBigEndian(0, count: 6)
    bytes.appendBigEndian(1, count: 2)
    bytes.appendBigEndian(0, count: 14)
    bytes.appendBigEndian(glyphCount, count: 2)
    return bytes
  }

  private var maxp: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(0x0000_5000, count: 4)
    bytes.appendBigEndian(glyphCount, count: 2)
    return bytes
  }

  private var post: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(0x0003_0000, count: 4)
    bytes.appendBigEndian(0, count: 28)
    return bytes
  }

  private func scaled(_ units: Int) -> Int {
    let value = Double(units) * Self.unitsPerEm / Double(unitsPerEm)
    return Int(min(max(value.rounded(), -32768), 32767))
  }
}
