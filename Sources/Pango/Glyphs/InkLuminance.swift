/// The lightness of the color that text is painted in, as far as coverage correction tells colors
/// apart.
package struct InkLuminance: Sendable, Hashable {
  let level: UInt8

  /// - Parameters: the color's components, 0…1, in sRGB.
  package init(red: Double, green: Double, blue: Double) {
    func clamped(_ value: Double) -> Double { value > 0 ? min(value, 1) : 0 }
    let luminance = 0.2126 * clamped(red) + 0.7152 * clamped(green) + 0.0722 * clamped(blue)
    level = UInt8(luminance * 255)
  }

  package static let black = InkLuminance(red: 0, green: 0, blue: 0)

  /// What each coverage value becomes; nil where it stays.
  var correction: [UInt8]? { nil }
}
