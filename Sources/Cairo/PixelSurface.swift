import CCairo

/// Premultiplied 32-bit pixels that cairo draws on: words `0xAARRGGBB`, rows without padding.
package final class PixelSurface {
  package let width: Int
  package let height: Int
  private let memory: SurfaceMemory

  /// Transparent pixels.
  ///
  /// - Throws: `CairoError` for a size that cairo cannot hold.
  package init(width: Int, height: Int) throws(CairoError) {
    memory = try SurfaceMemory(
      CAIRO_FORMAT_ARGB32, width: width, height: height,
      stride: min(max(width, 0), SurfaceMemory.longestSide + 1) * 4)
    self.width = width
    self.height = height
  }

  /// A copy of pixels given row by row.
  package convenience init(width: Int, height: Int, pixels: [UInt32]) throws(CairoError) {
    try self.init(width: width, height: height)
    precondition(pixels.count == width * height)
    withPixels { target in
      for index in target.indices { target[index] = pixels[index] }
    }
  }

  var surface: OpaquePointer { memory.surface }
  package var byteCount: Int { memory.count }

  /// Reads or writes the pixels directly, after all drawing so far and before any that follows.
  package func withPixels<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<UInt32>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try memory.withElements(of: UInt32.self, body)
  }

  package func clear(_ word: UInt32 = 0) {
    withPixels { $0.update(repeating: word) }
  }
}
