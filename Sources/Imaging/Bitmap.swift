/// Pixels in memory: premultiplied sRGB, one word `0xAARRGGBB` per pixel, rows without padding.
package struct Bitmap: Sendable {
  package let width: Int
  package let height: Int
  /// Row by row from the top.
  package var pixels: [UInt32]
  /// Whether every pixel is known to be opaque.
  package var isOpaque: Bool

  package init(width: Int, height: Int, pixels: [UInt32], isOpaque: Bool) {
    precondition(width > 0 && height > 0 && pixels.count == width * height)
    self.width = width
    self.height = height
    self.pixels = pixels
    self.isOpaque = isOpaque
  }

  /// Transparent pixels.
  package init(width: Int, height: Int) {
    self.init(
      width: width, height: height, pixels: Array(repeating: 0, count: width * height),
      isOpaque: false)
  }

  package var byteCount: Int { pixels.count * 4 }
}

/// A premultiplied word from components that are not premultiplied yet.
@inline(__always)
func premultiplied(_ red: UInt32, _ green: UInt32, _ blue: UInt32, _ alpha: UInt32) -> UInt32 {
  if alpha == 255 { return 0xFF00_0000 | red << 16 | green << 8 | blue }
  if alpha == 0 { return 0 }
  return alpha << 24 | scaled(red, by: alpha) << 16 | scaled(green, by: alpha) << 8
    | scaled(blue, by: alpha)
}

/// `value * factor / 255`, rounded to nearest.
@inline(__always)
private func scaled(_ value: UInt32, by factor: UInt32) -> UInt32 {
  let product = value * factor + 128
  return (product + product >> 8) >> 8
}

extension Bitmap {
  /// Packs RGBA bytes that are not premultiplied.
  init(width: Int, height: Int, rgba: UnsafePointer<UInt8>, stride: Int) {
    var isOpaque = true
    let pixels = [UInt32](unsafeUninitializedCapacity: width * height) { buffer, count in
      for y in 0..<height {
        var source = rgba + y * stride
        for x in 0..<width {
          let alpha = source[3]
          if alpha != 255 { isOpaque = false }
          buffer[y * width + x] = premultiplied(
            UInt32(source[0]), UInt32(source[1]), UInt32(source[2]), UInt32(alpha))
          source += 4
        }
      }
      count = width * height
    }
    self.init(width: width, height: height, pixels: pixels, isOpaque: isOpaque)
  }

  /// The picture as an EXIF orientation says it is to be seen. `[CIPA DC-008, §4.6.4]`
  func oriented(_ orientation: Int) -> Bitmap {
    guard (2...8).contains(orientation) else { return self }
    let turned = orientation >= 5
    let newWidth = turned ? height : width
    let newHeight = turned ? width : height
    let right = width - 1
    let bottom = height - 1
    let result = [UInt32](unsafeUninitializedCapacity: pixels.count) { buffer, count in
      for y in 0..<newHeight {
        for x in 0..<newWidth {
          let (sourceX, sourceY) =
            switch orientation {
            case 2: (right - x, y)
            case 3: (right - x, bottom - y)
            case 4: (x, bottom - y)
            case 5: (y, x)
            case 6: (y, bottom - x)
            case 7: (right - y, bottom - x)
            default: (right - y, x)
            }
          buffer[y * newWidth + x] = pixels[sourceY * width + sourceX]
        }
      }
      count = pixels.count
    }
    return Bitmap(width: newWidth, height: newHeight, pixels: result, isOpaque: isOpaque)
  }
}
