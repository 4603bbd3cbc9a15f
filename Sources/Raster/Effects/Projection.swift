import Cairo
import Scene

/// Draws a flat picture as seen in perspective. `[CSS Transforms 2, §3]`
enum Projection {
  /// - Parameter matrix: nine numbers row by row, from the picture's pixels to the page's.
  /// - Returns: nil where nothing of it faces the page.
  static func warp(_ picture: GroupPicture, by matrix: [Double], page: DeviceRect)
    throws(CairoError) -> GroupPicture?
  {
    guard let inverse = invert(matrix) else { return nil }
    let area = picture.area.projected(by: matrix).intersection(page)
    guard !area.isEmpty else { return nil }
    let result = try PixelSurface(width: area.width, height: area.height)
    let source = picture.area
    picture.surface.withPixels { pixels in
      result.withPixels { target in
        for y in 0..<area.height {
          for x in 0..<area.width {
            let px = Double(area.left + x) + 0.5
            let py = Double(area.top + y) + 0.5
            let w = inverse[6] * px + inverse[7] * py + inverse[8]
            guard w > 1e-9 else { continue }
            let u = (inverse[0] * px + inverse[1] * py + inverse[2]) / w - Double(source.left)
            let v = (inverse[3] * px + inverse[4] * py + inverse[5]) / w - Double(source.top)
            guard u > -1, v > -1, u < Double(source.width) + 1, v < Double(source.height) + 1
            else { continue }
            target[y * area.width + x] = sample(
              pixels, width: source.width, height: source.height, u - 0.5, v - 0.5)
          }
        }
      }
    }
    return GroupPicture(surface: result, area: area)
  }

  /// Bilinear, with nothing beyond the edges, which makes them soft.
  private static func sample(
    _ pixels: UnsafeMutableBufferPointer<UInt32>, width: Int, height: Int, _ u: Double, _ v: Double
  ) -> UInt32 {
    let left = Int(u.rounded(.down))
    let top = Int(v.rounded(.down))
    let shareX = UInt32((u - u.rounded(.down)) * 255)
    let shareY = UInt32((v - v.rounded(.down)) * 255)
    func pixel(_ x: Int, _ y: Int) -> UInt32 {
      x >= 0 && y >= 0 && x < width && y < height ? pixels[y * width + x] : 0
    }
    func mix(_ first: UInt32, _ second: UInt32, _ share: UInt32) -> UInt32 {
      PixelMath.scale(first, by: 255 - share) &+ PixelMath.scale(second, by: share)
    }
    let upper = mix(pixel(left, top), pixel(left + 1, top), shareX)
    let lower = mix(pixel(left, top + 1), pixel(left + 1, top + 1), shareX)
    return mix(upper, lower, shareY)
  }

  private static func invert(_ m: [Double]) -> [Double]? {
    guard m.count == 9 else { return nil }
    let c = [
      m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
      m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
      m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3],
    ]
    let determinant = m[0] * c[0] + m[1] * c[3] + m[2] * c[6]
    guard determinant.isFinite, abs(determinant) > 1e-12 else { return nil }
    return c.map { $0 / determinant }
  }
}
