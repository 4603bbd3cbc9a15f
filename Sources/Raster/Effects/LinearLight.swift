import Glibc

/// Between sRGB components and those that are linear in light, on premultiplied words.
/// `[CSS Color 4, §10.2]`
enum LinearLight {
  static func fromDisplay(_ pixels: UnsafeMutableBufferPointer<UInt32>) { map(pixels, toLinear) }
  static func toDisplay(_ pixels: UnsafeMutableBufferPointer<UInt32>) { map(pixels, toEncoded) }

  private static let toLinear: [UInt8] = (0..<256).map { value in
    let c = Double(value) / 255
    let linear = c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
    return UInt8((linear * 255).rounded())
  }

  private static let toEncoded: [UInt8] = (0..<256).map { value in
    let c = Double(value) / 255
    let encoded = c <= 0.003_130_8 ? c * 12.92 : 1.055 * pow(c, 1 / 2.4) - 0.055
    return UInt8((min(max(encoded, 0), 1) * 255).rounded())
  }

  private static func map(_ pixels: UnsafeMutableBufferPointer<UInt32>, _ table: [UInt8]) {
    table.withUnsafeBufferPointer { table in
      for index in pixels.indices {
        let word = pixels[index]
        let alpha = word >> 24
        if alpha == 0 { continue }
        pixels[index] = Premultiplied.mapColor(word, alpha: alpha) { table[Int($0)] }
      }
    }
  }
}

/// Premultiplied words taken apart.
enum Premultiplied {
  /// The word with its colors, as they are without alpha, mapped.
  @inline(__always)
  static func mapColor(_ word: UInt32, alpha: UInt32, _ map: (UInt8) -> UInt8) -> UInt32 {
    var result = alpha << 24
    for shift in [UInt32(0), 8, 16] {
      let plain = min(((word >> shift & 255) * 255 + alpha / 2) / alpha, 255)
      let mapped = UInt32(map(UInt8(truncatingIfNeeded: plain)))
      result |= ((mapped * alpha + 127) / 255) << shift
    }
    return result
  }
}

/// Replaces each component by what a table says. `[Filter Effects 1, §9.7]`
enum ComponentTransfer {
  /// - Parameter tables: for red, green, blue and alpha, 256 values each.
  static func apply(_ tables: [[UInt8]], to pixels: UnsafeMutableBufferPointer<UInt32>) {
    guard tables.count == 4, tables.allSatisfy({ $0.count == 256 }) else { return }
    for index in pixels.indices {
      let word = pixels[index]
      let alpha = word >> 24
      let newAlpha = UInt32(tables[3][Int(alpha)])
      var result = newAlpha << 24
      for (channel, shift) in [UInt32(16), 8, 0].enumerated() {
        let plain = alpha == 0 ? 0 : min(((word >> shift & 255) * 255 + alpha / 2) / alpha, 255)
        result |= (UInt32(tables[channel][Int(plain)]) * newAlpha + 127) / 255 << shift
      }
      pixels[index] = result
    }
  }
}
