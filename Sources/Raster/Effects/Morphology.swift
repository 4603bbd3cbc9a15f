import Cairo

/// Thickens or thins a picture. `[Filter Effects 1, §9.15]`
struct Morphology {
  let dilates: Bool
  let x: Int
  let y: Int

  func apply(to surface: PixelSurface) {
    let reachX = min(max(x, 0), surface.width)
    let reachY = min(max(y, 0), surface.height)
    guard reachX > 0 || reachY > 0 else { return }
    surface.withPixels { pixels in
      for row in 0..<surface.height {
        pass(pixels, start: row * surface.width, step: 1, count: surface.width, reach: reachX)
      }
      for column in 0..<surface.width {
        pass(pixels, start: column, step: surface.width, count: surface.height, reach: reachY)
      }
    }
  }

  private func pass(
    _ pixels: UnsafeMutableBufferPointer<UInt32>, start: Int, step: Int, count: Int, reach: Int
  ) {
    guard reach > 0 else { return }
    let line = (0..<count).map { pixels[start + $0 * step] }
    for index in 0..<count {
      // Beyond the edge all is transparent.
      var best: UInt32 = index - reach < 0 || index + reach >= count ? 0 : line[index]
      if dilates { best = line[index] }
      for other in max(0, index - reach)...min(count - 1, index + reach) {
        best = extreme(best, line[other])
      }
      pixels[start + index * step] = best
    }
  }

  private func extreme(_ a: UInt32, _ b: UInt32) -> UInt32 {
    var result: UInt32 = 0
    for shift in [UInt32(0), 8, 16, 24] {
      let (x, y) = (a >> shift & 255, b >> shift & 255)
      result |= (dilates ? max(x, y) : min(x, y)) << shift
    }
    return result
  }
}
