import Glibc
import Scene

/// Between sRGB components and those that are linear in light, on premultiplied words.
/// `[CSS Color 4, §10.2]`
enum LinearLight {
  static func fromDisplay(_ pixels: UnsafeMutableBufferPointer<UInt32>) { map(pixels, toLinear) }
  static func toDisplay(_ pixels: UnsafeMutableBufferPointer<UInt32>) { map(pixels, toEncoded) }

  /// The color with linear components.
  static func fromDisplay(_ color: Color) -> Color {
    var result = color
    result.red = linear(color.red)
    result.green = linear(color.green)
    result.blue = linear(color.blue)
    return result
  }

  private static func linear(_ component: Double) -> Double {
    let c = min(max(component, 0), 1)
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
  }

  /// Between components and their values in 0…1; fine enough that thin colors keep their shades.
  private static let steps = 65535

  private static let toLinear: [Float] = (0...steps).map {
    Float(linear(Double($0) / Double(steps)))
  }

  private static let toEncoded: [Float] = (0...steps).map { step in
    let c = Double(step) / Double(steps)
    return Float(c <= 0.003_130_8 ? c * 12.92 : 1.055 * pow(c, 1 / 2.4) - 0.055)
  }

  private static func map(_ pixels: UnsafeMutableBufferPointer<UInt32>, _ table: [Float]) {
    table.withUnsafeBufferPointer { table in
      for index in pixels.indices {
        let word = pixels[index]
        let alpha = word >> 24
        if alpha == 0 { continue }
        var result = alpha << 24
        for shift in [UInt32(0), 8, 16] {
          let plain = min(
            ((word >> shift & 255) * UInt32(steps) + alpha / 2) / alpha, UInt32(steps))
          let mapped = min(max(table[Int(plain)] * Float(alpha), 0), Float(alpha))
          result |= UInt32(mapped.rounded()) << shift
        }
        pixels[index] = result
      }
    }
  }
}
