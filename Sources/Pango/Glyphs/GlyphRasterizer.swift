/// Turns glyphs into coverage, outlines or images. Belongs to the thread of its font store.
///
/// Glyphs are rastered at quarter-pixel positions along x and on whole pixels along y, as browsers do
/// for text on a horizontal baseline, and merged into one mask for each run. Outlines are never hinted.
package final class GlyphRasterizer {
  package let fonts: FontStore
  private let cacheLimit: Int
  private var strikes: [GlyphFont: Strike] = [:]
  private var uses: UInt64 = 0

  /// Sizes above this many device pixels per em are better painted as outlines: masks cost more than
  /// paths there.
  package static let largestMaskSize = 100.0

  /// - Parameter cacheLimit: bytes of glyph masks to keep.
  package init(fonts: FontStore, cacheLimit: Int = 32 << 20) {
    self.fonts = fonts
    self.cacheLimit = cacheLimit
  }

  /// The merged coverage of a run's glyphs within `clip`; nil where they cover nothing there.
  ///
  /// - Parameters:
  ///   - glyphs: origins in device pixels.
  ///   - ink: the luminance of the text's color, which decides how coverage is corrected.
  package func mask(
    of glyphs: [PlacedGlyph], font: GlyphFont, clip: PixelRect, ink: InkLuminance
  ) -> GlyphMask? {
    guard let strike = strike(for: font) else { return nil }
    defer { trim() }
    var builder = RunMaskBuilder(clip: clip)
    for glyph in glyphs {
      guard let origin = DeviceOrigin(glyph) else { continue }
      let mask = strike.mask(of: glyph.id, subposition: origin.subposition)
      builder.include(mask, x: origin.x, y: origin.y)
    }
    return builder.merged(correction: ink.correction)
  }

  /// The device pixels that a run's mask would cover, without clipping; nil where it has no ink.
  package func bounds(of glyphs: [PlacedGlyph], font: GlyphFont) -> PixelRect? {
    guard let strike = strike(for: font) else { return nil }
    defer { trim() }
    var builder = RunMaskBuilder(clip: nil)
    for glyph in glyphs {
      guard let origin = DeviceOrigin(glyph) else { continue }
      let mask = strike.mask(of: glyph.id, subposition: origin.subposition)
      builder.include(mask, x: origin.x, y: origin.y)
    }
    return builder.bounds
  }

  /// How a glyph is to be painted.
  package func paint(of glyph: UInt32, face: FaceKey) -> GlyphPaint {
    fonts.face(face)?.paint(of: glyph) ?? .mono
  }

  /// The outline of a glyph, scaled in full precision; nil for bitmap glyphs, empty for blanks.
  package func outline(of glyph: UInt32, font: GlyphFont) -> GlyphOutline? {
    fonts.face(font.face)?.outline(of: glyph, font: font)
  }

  /// The image of a color bitmap glyph; nil for others.
  package func image(of glyph: UInt32, font: GlyphFont) -> ColorGlyphImage? {
    fonts.face(font.face)?.image(of: glyph, size: font.size)
  }

  private func strike(for font: GlyphFont) -> Strike? {
    uses += 1
    if let known = strikes[font] {
      known.lastUse = uses
      return known
    }
    guard let face = fonts.face(font.face) else { return nil }
    let strike = Strike(font: font, face: face)
    strike.lastUse = uses
    strikes[font] = strike
    return strike
  }

  /// Drops the strikes that were not used for the longest time until half of the limit is free.
  private func trim() {
    var total = strikes.values.reduce(0) { $0 + $1.byteCount }
    guard total > cacheLimit else { return }
    for strike in strikes.values.sorted(by: { $0.lastUse < $1.lastUse }) {
      if total <= cacheLimit / 2 { break }
      total -= strike.byteCount
      strikes[strike.font] = nil
    }
  }
}

/// A glyph origin on the grid of positions at which glyphs are rastered.
struct DeviceOrigin {
  var x: Int
  var y: Int
  var subposition: Int

  /// The nearest grid position; nil where it lies beyond any surface.
  init?(_ glyph: PlacedGlyph) {
    let limit = 1e8
    guard abs(glyph.x) < limit, abs(glyph.y) < limit else { return nil }
    let steps = Double(Strike.subpositions)
    let quarters = Int((glyph.x * steps + 0.5).rounded(.down))
    x = quarters >> 2
    subposition = quarters & 3
    y = Int((glyph.y + 0.5).rounded(.down))
  }
}
