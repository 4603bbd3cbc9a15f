import Cairo
import Pango
import Scene

extension PDFPainter {
  func paint(_ run: GlyphRun, _ item: DisplayItem) throws(CairoError) {
    let key = run.font.scaled(by: 1).face
    let store = caches.glyphs.fonts
    guard let face = store.face(key) else { return }
    if face.hasColor {
      try paintIsland(item)
      return
    }
    setMatrix(item.transform)
    setColor(run.color)
    if run.strokeWidth > 0 {
      trace(run)
      pen.setStroke(width: run.strokeWidth, cap: .butt, dashes: [], offset: 0)
      pen.stroke()
      return
    }
    guard let font = fonts.font(key, from: store) else {
      trace(run)
      pen.fill()
      return
    }
    let clusters = run.clusters.map { (utf8Count: $0.utf8Count, glyphCount: $0.glyphCount) }
    pen.show(
      run.glyphs.map { VectorGlyph(id: $0.id, x: $0.x, y: $0.y) }, font: font,
      size: run.font.size, slant: run.font.syntheticOblique ? Self.obliqueSlant : 0,
      text: run.text,
      clusters: run.text.isEmpty ? [] : run.isRightToLeft ? clusters.reversed() : clusters,
      isBackward: run.isRightToLeft)
    if run.font.syntheticBold {
      trace(run)
      pen.setStroke(width: run.font.size / 24, cap: .butt, dashes: [], offset: 0)
      pen.stroke()
    }
  }

  /// The tangent of 14°, as far as faces are slanted on screens.
  private static let obliqueSlant = 0.249_328

  private func trace(_ run: GlyphRun) {
    pen.newPath()
    pen.setEvenOdd(false)
    for glyph in run.glyphs {
      guard let outline = caches.glyphs.outline(of: glyph.id, font: run.font.scaled(by: 1)) else {
        continue
      }
      pen.append(outline, x: glyph.x, y: glyph.y)
    }
  }
}
