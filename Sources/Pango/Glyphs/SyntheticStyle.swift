internal import CPango

/// How far drawing goes where a family lacks a bold or an italic face; browsers' values.
package enum SyntheticStyle {
  /// Pixels to the right for each pixel up.
  package static let obliqueShear = 0.25

  /// By how many pixels strokes grow, half to each side: 1/24 of sizes up to 9 px, 1/32 of those from
  /// 36 px, between them in proportion.
  package static func boldGrowth(size: Double) -> Double {
    let (smallest, largest) = (9.0, 36.0)
    let place = (min(max(size, smallest), largest) - smallest) / (largest - smallest)
    return size * (1 / 24.0 + place * (1 / 32.0 - 1 / 24.0))
  }

  /// Emboldens and slants an outline where no real face fits.
  ///
  /// - Parameter unitsPerEm: how many of the outline's units make an em.
  static func apply(to outline: inout FT_Outline, unitsPerEm: Double, font: GlyphFont) {
    if font.syntheticBold {
      let growth = FT_Pos((boldGrowth(size: font.size) / font.size * unitsPerEm).rounded())
      FT_Outline_Embolden(&outline, growth)
      // FreeType keeps the left and the lower edge in place.
      FT_Outline_Translate(&outline, -growth / 2, -growth / 2)
    }
    if font.syntheticOblique {
      var shear = FT_Matrix(
        xx: 0x10000, xy: FT_Fixed(obliqueShear * 65536), yx: 0, yy: 0x10000)
      FT_Outline_Transform(&outline, &shear)
    }
  }
}
