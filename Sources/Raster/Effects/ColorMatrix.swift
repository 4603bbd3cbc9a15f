/// Applies four rows of five numbers to non-premultiplied components. `[Filter Effects 1, §9.6]`
enum ColorMatrix {
  static func apply(_ matrix: [Double], to pixels: UnsafeMutableBufferPointer<UInt32>) {
    guard matrix.count == 20 else { return }
    let rows = (0..<4).map { row in
      SIMD4<Float>((0..<4).map { Float(matrix[row * 5 + $0]) })
    }
    let offset = SIMD4<Float>((0..<4).map { Float(matrix[$0 * 5 + 4]) }) * 255
    var lastWord: UInt32 = 0
    var lastResult: UInt32?
    for index in pixels.indices {
      let word = pixels[index]
      if word == lastWord, let lastResult {
        pixels[index] = lastResult
        continue
      }
      let alpha = Float(word >> 24)
      let factor = alpha > 0 ? 255 / alpha : 0
      let color = SIMD4<Float>(
        Float(word >> 16 & 255) * factor, Float(word >> 8 & 255) * factor,
        Float(word & 255) * factor, alpha)
      var result = offset
      for row in 0..<4 { result[row] += (rows[row] * color).sum() }
      result.clamp(lowerBound: .zero, upperBound: SIMD4(repeating: 255))
      let share = result[3] / 255
      let red = UInt32((result[0] * share).rounded())
      let green = UInt32((result[1] * share).rounded())
      let blue = UInt32((result[2] * share).rounded())
      let made = UInt32(result[3].rounded()) << 24 | red << 16 | green << 8 | blue
      pixels[index] = made
      lastWord = word
      lastResult = made
    }
  }
}
