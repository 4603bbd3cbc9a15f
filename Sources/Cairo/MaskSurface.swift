import CCairo

/// Coverage that cairo draws on or through: one byte per pixel.
package final class MaskSurface {
  package let width: Int
  package let height: Int
  /// Bytes from row to row: the width rounded up to four.
  package let stride: Int
  private let memory: SurfaceMemory

  /// No coverage.
  package init(width: Int, height: Int) throws(CairoError) {
    stride = (min(max(width, 0), SurfaceMemory.longestSide + 1) + 3) & ~3
    memory = try SurfaceMemory(CAIRO_FORMAT_A8, width: width, height: height, stride: stride)
    self.width = width
    self.height = height
  }

  var surface: OpaquePointer { memory.surface }
  package var byteCount: Int { memory.count }

  /// Reads or writes the coverage directly, after all drawing so far and before any that follows.
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try memory.withElements(of: UInt8.self, body)
  }
}
