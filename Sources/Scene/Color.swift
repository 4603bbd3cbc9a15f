/// A color in non-premultiplied sRGB with components in 0…1.
///
/// Wider color spaces are mapped into sRGB when styles are computed, since assets are sRGB.
@frozen
package struct Color: Sendable, Hashable {
  package var red: Double
  package var green: Double
  package var blue: Double
  package var alpha: Double

  @inlinable package init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// From 8-bit components.
  @inlinable package init(r: UInt8, g: UInt8, b: UInt8, a: UInt8 = 255) {
    self.init(
      red: Double(r) / 255, green: Double(g) / 255, blue: Double(b) / 255, alpha: Double(a) / 255)
  }

  package static let black = Color(red: 0, green: 0, blue: 0)
  package static let white = Color(red: 1, green: 1, blue: 1)
  package static let transparent = Color(red: 0, green: 0, blue: 0, alpha: 0)

  @inlinable package var isTransparent: Bool { alpha <= 0 }
  @inlinable package var isOpaque: Bool { alpha >= 1 }
}
