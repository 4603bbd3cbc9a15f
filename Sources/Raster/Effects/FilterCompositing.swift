import Cairo
import Scene

extension FilterGraph.Composite {
  /// Leaves the first picture composited with the second in the first. `[Filter Effects 1, §9.8]`
  func apply(_ first: PixelSurface, _ second: PixelSurface) {
    first.withPixels { a in
      second.withPixels { b in
        for index in a.indices { a[index] = combined(a[index], b[index]) }
      }
    }
  }

  private func combined(_ a: UInt32, _ b: UInt32) -> UInt32 {
    let alphaA = a >> 24
    let alphaB = b >> 24
    func sum(_ x: UInt32, _ y: UInt32) -> UInt32 {
      var result: UInt32 = 0
      for shift in [UInt32(0), 8, 16, 24] {
        result |= min((x >> shift & 255) + (y >> shift & 255), 255) << shift
      }
      return result
    }
    switch self {
    case .over: return PixelMath.over(a, b)
    case .in: return PixelMath.scale(a, by: alphaB)
    case .out: return PixelMath.scale(a, by: 255 - alphaB)
    case .atop:
      return sum(PixelMath.scale(a, by: alphaB), PixelMath.scale(b, by: 255 - alphaA))
    case .xor:
      return sum(PixelMath.scale(a, by: 255 - alphaB), PixelMath.scale(b, by: 255 - alphaA))
    case .lighter: return sum(a, b)
    case .arithmetic(let k):
      guard k.count == 4 else { return a }
      var result: UInt32 = 0
      var alpha: UInt32 = 255
      // Premultiplied components may not exceed the alpha, which comes first.
      for shift in [UInt32(24), 16, 8, 0] {
        let x = Double(a >> shift & 255) / 255
        let y = Double(b >> shift & 255) / 255
        let value = k[0] * x * y + k[1] * x + k[2] * y + k[3]
        let byte = min(UInt32((min(max(value.isNaN ? 0 : value, 0), 1) * 255).rounded()), alpha)
        if shift == 24 { alpha = byte }
        result |= byte << shift
      }
      return result
    }
  }
}
