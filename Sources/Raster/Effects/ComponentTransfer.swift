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
