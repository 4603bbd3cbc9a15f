internal import Engine
internal import Pango

extension FontMetrics {
  /// A face's metrics at a size as browsers have them: ascent and descent rounded to whole pixels, all
  /// else exact.
  ///
  /// - Parameter rule: the `@font-face` rule whose overrides apply. `[CSS Fonts 4, §4.6]`
  init(face: FontFace, size: Double, rule: FontFaceRule?) {
    let units = Double(face.unitsPerEm)
    func pixels(_ value: Double) -> Double { value * size / units }
    func advance(_ scalar: UInt32) -> Double? {
      face.glyph(for: scalar).map { pixels(Double(face.advance(of: $0))) }
    }
    let stated = face.metrics
    func rounded(_ override: Double?, _ value: Double) -> Double {
      // Halves go away from zero, as in C's `round`.
      (override.map { $0 * size } ?? pixels(value)).rounded(.toNearestOrAwayFromZero)
    }
    self.init(
      ascent: rounded(rule?.ascentOverride, stated.ascent),
      descent: rounded(rule?.descentOverride, stated.descent),
      lineGap: rule?.lineGapOverride.map { $0 * size } ?? pixels(stated.lineGap),
      xHeight: pixels(stated.xHeight), capHeight: pixels(stated.capHeight),
      zeroAdvance: advance(0x30) ?? size / 2, ideographAdvance: advance(0x6c34) ?? size,
      spaceAdvance: advance(0x20) ?? 0, underlinePosition: -pixels(stated.underlinePosition),
      underlineThickness: pixels(stated.underlineThickness),
      strikeoutPosition: pixels(stated.strikeoutPosition),
      strikeoutThickness: pixels(stated.strikeoutThickness),
      averageAdvance: stated.averageAdvance.map(pixels), greatestWidth: pixels(stated.greatestWidth)
    )
  }
}
