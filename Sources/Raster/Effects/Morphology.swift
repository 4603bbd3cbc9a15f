import Cairo

/// Thickens or thins a picture. `[Filter Effects 1, §9.17]`
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

  /// One axis, in time that does not grow with the reach: of blocks as long as the window the extremes
  /// from either end are known, and each window lies in two of them. `[van Herk 1992]`
  private func pass(
    _ pixels: UnsafeMutableBufferPointer<UInt32>, start: Int, step: Int, count: Int, reach: Int
  ) {
    guard reach > 0 else { return }
    let window = 2 * reach + 1
    // Beyond the edges all is transparent, which no dilation picks and every erosion does.
    var line = [UInt32](repeating: 0, count: count + 2 * reach)
    for index in 0..<count { line[reach + index] = pixels[start + index * step] }
    var fromStart = line
    for index in line.indices.dropFirst() where index % window != 0 {
      fromStart[index] = extreme(fromStart[index - 1], line[index])
    }
    var fromEnd = line
    for index in line.indices.dropLast().reversed() where (index + 1) % window != 0 {
      fromEnd[index] = extreme(fromEnd[index + 1], line[index])
    }
    for index in 0..<count {
      pixels[start + index * step] = extreme(fromEnd[index], fromStart[index + window - 1])
    }
  }

  private func extreme(_ a: UInt32, _ b: UInt32) -> UInt32 {
    if a == b { return a }
    var result: UInt32 = 0
    for shift in [UInt32(0), 8, 16, 24] {
      let (x, y) = (a >> shift & 255, b >> shift & 255)
      result |= (dilates ? max(x, y) : min(x, y)) << shift
    }
    return result
  }
}
