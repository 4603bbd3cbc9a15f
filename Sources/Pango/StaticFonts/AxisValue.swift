internal import CPango

/// A value for one axis of a variable face.
package struct AxisValue: Sendable, Hashable {
  package var tag: OpenTypeTag
  package var value: Double

  package init(tag: OpenTypeTag, value: Double) {
    self.tag = tag
    self.value = value
  }
}

extension FontFace {
  /// Sets both libraries to one instance of a variable face, for the life of the face.
  ///
  /// - Parameter axes: a value for each axis of the face, in its order.
  static func select(_ axes: [AxisValue], in font: OpaquePointer, _ freeType: FT_Face) -> Bool {
    let variations = axes.map { hb_variation_t(tag: $0.tag.code, value: Float($0.value)) }
    hb_font_set_variations(font, variations, UInt32(variations.count))
    var coordinates = axes.map { FT_Fixed(clamping: Int(($0.value * 65536).rounded())) }
    return FT_Set_Var_Design_Coordinates(freeType, UInt32(coordinates.count), &coordinates) == 0
  }
}
