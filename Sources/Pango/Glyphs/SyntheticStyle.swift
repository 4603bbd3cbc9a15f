internal import CPango

/// Emboldens and slants an outline where no real face fits.
///
/// - Parameter unitsPerEm: how many of the outline's units make an em.
func synthesize(_ outline: inout FT_Outline, unitsPerEm: Double, font: GlyphFont) {
  if font.syntheticBold {
    FT_Outline_Embolden(&outline, FT_Pos(unitsPerEm / SyntheticStyle.boldDivisor))
  }
  if font.syntheticOblique {
    var shear = FT_Matrix(
      xx: 0x10000, xy: FT_Fixed(SyntheticStyle.obliqueShear * 65536), yx: 0, yy: 0x10000)
    FT_Outline_Transform(&outline, &shear)
  }
}

/// How far drawing goes where a family lacks a bold or an italic face; browsers' values.
package enum SyntheticStyle {
  /// Strokes grow by the em over this.
  package static let boldDivisor = 34.0
  /// Pixels to the right for each pixel up.
  package static let obliqueShear = 0.25
}
