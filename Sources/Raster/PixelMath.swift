import Scene

/// Arithmetic on premultiplied words `0xAARRGGBB`, rounded as pixman rounds, so that what is blended
/// here and what is blended there are the same.
enum PixelMath {
  /// The word that cairo makes of a color.
  static func word(_ color: Color) -> UInt32 {
    let alpha = unit(color.alpha)
    return channel(alpha) << 24 | channel(unit(color.red) * alpha) << 16
      | channel(unit(color.green) * alpha) << 8 | channel(unit(color.blue) * alpha)
  }

  private static func unit(_ value: Double) -> Double {
    value.isNaN ? 0 : min(max(value, 0), 1)
  }

  private static func channel(_ value: Double) -> UInt32 { UInt32(value * 65535 + 0.5) >> 8 }

  /// Each channel times `factor` / 255.
  @inline(__always)
  static func scale(_ word: UInt32, by factor: UInt32) -> UInt32 {
    var low = (word & 0x00FF_00FF) &* factor &+ 0x0080_0080
    low = (low &+ (low >> 8 & 0x00FF_00FF)) >> 8 & 0x00FF_00FF
    var high = (word >> 8 & 0x00FF_00FF) &* factor &+ 0x0080_0080
    high = (high &+ (high >> 8 & 0x00FF_00FF)) & 0xFF00_FF00
    return low | high
  }

  /// The source over the destination.
  @inline(__always)
  static func over(_ source: UInt32, _ destination: UInt32) -> UInt32 {
    source &+ scale(destination, by: 255 - source >> 24)
  }

  /// Red, green, blue and alpha in 0…1 of a premultiplied word, taken apart.
  @inline(__always)
  static func components(_ word: UInt32) -> SIMD4<Double> {
    let alpha = Double(word >> 24)
    guard alpha > 0 else { return .zero }
    return SIMD4(
      min(Double(word >> 16 & 255) / alpha, 1), min(Double(word >> 8 & 255) / alpha, 1),
      min(Double(word & 255) / alpha, 1), alpha / 255)
  }

  /// The word of red, green, blue and alpha in 0…1.
  @inline(__always)
  static func word(components: SIMD4<Double>) -> UInt32 {
    let alpha = components[3]
    return word(
      premultiplied: SIMD4(
        components[0] * alpha, components[1] * alpha, components[2] * alpha, alpha))
  }

  /// The word of components in 0…1 that are premultiplied already.
  @inline(__always)
  static func word(premultiplied: SIMD4<Double>) -> UInt32 {
    let bytes = (premultiplied * 255).rounded(.toNearestOrAwayFromZero)
    return UInt32(bytes[3]) << 24 | UInt32(bytes[0]) << 16 | UInt32(bytes[1]) << 8
      | UInt32(bytes[2])
  }
}
