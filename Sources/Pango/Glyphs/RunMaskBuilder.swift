/// Collects the glyph masks of a run, then merges them into one mask of just their extent.
struct RunMaskBuilder {
  private let clip: PixelRect?
  private var parts: [(mask: Strike.Mask, x: Int, y: Int)] = []
  private var left = Int.max
  private var top = Int.max
  private var right = Int.min
  private var bottom = Int.min

  init(clip: PixelRect?) { self.clip = clip }

  /// - Parameters:
  ///   - x: the pixel of the glyph's origin.
  ///   - y: the pixel row of its baseline.
  mutating func include(_ mask: Strike.Mask, x: Int, y: Int) {
    guard mask.width > 0 else { return }
    let x = x + mask.left
    let y = y - mask.top
    if let clip {
      let misses =
        x >= clip.x + clip.width || y >= clip.y + clip.height || x + mask.width <= clip.x
        || y + mask.height <= clip.y
      if misses { return }
    }
    parts.append((mask, x, y))
    left = min(left, x)
    top = min(top, y)
    right = max(right, x + mask.width)
    bottom = max(bottom, y + mask.height)
  }

  /// The extent of all parts within the clip.
  var bounds: PixelRect? {
    guard !parts.isEmpty else { return nil }
    var (left, top, right, bottom) = (left, top, right, bottom)
    if let clip {
      left = max(left, clip.x)
      top = max(top, clip.y)
      right = min(right, clip.x + clip.width)
      bottom = min(bottom, clip.y + clip.height)
    }
    guard left < right, top < bottom else { return nil }
    return PixelRect(x: left, y: top, width: right - left, height: bottom - top)
  }

  /// Merges the parts as if each was drawn over the ones before it.
  ///
  /// - Parameter correction: what each coverage becomes, by value.
  func merged(correction: [UInt8]) -> GlyphMask? {
    guard let bounds else { return nil }
    let stride = (bounds.width + 3) & ~3
    var coverage = [UInt8](repeating: 0, count: stride * bounds.height)
    coverage.withUnsafeMutableBufferPointer { target in
      for part in parts {
        part.mask.coverage.withUnsafeBufferPointer { source in
          let firstRow = max(0, bounds.y - part.y)
          let lastRow = min(part.mask.height, bounds.y + bounds.height - part.y)
          let firstColumn = max(0, bounds.x - part.x)
          let lastColumn = min(part.mask.width, bounds.x + bounds.width - part.x)
          guard firstRow < lastRow, firstColumn < lastColumn else { return }
          for row in firstRow..<lastRow {
            var from = row * part.mask.width + firstColumn
            var to = (part.y + row - bounds.y) * stride + part.x + firstColumn - bounds.x
            for _ in firstColumn..<lastColumn {
              let under = UInt32(target[to])
              let over = UInt32(source[from])
              target[to] =
                under == 0
                ? UInt8(truncatingIfNeeded: over)
                : UInt8(truncatingIfNeeded: over + (under * (255 - over) + 127) / 255)
              from += 1
              to += 1
            }
          }
        }
      }
      correction.withUnsafeBufferPointer { table in
        for index in target.indices { target[index] = table[Int(target[index])] }
      }
    }
    return GlyphMask(bounds: bounds, stride: stride, coverage: coverage)
  }
}
