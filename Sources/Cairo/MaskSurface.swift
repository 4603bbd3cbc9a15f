import CCairo

/// Coverage that cairo draws on or through: one byte per pixel.
package final class MaskSurface {
  package let width: Int
  package let height: Int
  /// Bytes from row to row: the width rounded up to four.
  package let stride: Int
  private let memory: UnsafeMutablePointer<UInt8>
  let surface: OpaquePointer

  /// No coverage.
  package init(width: Int, height: Int) throws(CairoError) {
    guard width > 0, height > 0, width <= 32_767, height <= 32_767 else {
      throw CairoError(CAIRO_STATUS_INVALID_SIZE)
    }
    let stride = (width + 3) & ~3
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: stride * height)
    memory.initialize(repeating: 0, count: stride * height)
    guard
      let surface = cairo_image_surface_create_for_data(
        memory, CAIRO_FORMAT_A8, Int32(width), Int32(height), Int32(stride))
    else {
      memory.deallocate()
      throw CairoError(CAIRO_STATUS_NO_MEMORY)
    }
    let status = cairo_surface_status(surface)
    if status != CAIRO_STATUS_SUCCESS {
      cairo_surface_destroy(surface)
      memory.deallocate()
      throw CairoError(status)
    }
    self.width = width
    self.height = height
    self.stride = stride
    self.memory = memory
    self.surface = surface
  }

  deinit {
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
    memory.deallocate()
  }

  package var byteCount: Int { stride * height }

  /// Reads or writes the coverage directly, after all drawing so far and before any that follows.
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    cairo_surface_flush(surface)
    defer { cairo_surface_mark_dirty(surface) }
    return try body(UnsafeMutableBufferPointer(start: memory, count: stride * height))
  }
}
