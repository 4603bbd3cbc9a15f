/// Turns colors into coverage. `[CSS Masking 1, §7.10]`
enum Luminance {
  /// Replaces each premultiplied word by one whose alpha is its luminance.
  static func toAlpha(_ pixels: UnsafeMutableBufferPointer<UInt32>) {
    for index in pixels.indices {
      let word = pixels[index]
      // 0.2126, 0.7152 and 0.0722 in 1/65536.
      let sum =
        (word >> 16 & 255) * 13933 + (word >> 8 & 255) * 46871 + (word & 255) * 4732 + 32768
      pixels[index] = min(sum >> 16, 255) << 24
    }
  }
}
