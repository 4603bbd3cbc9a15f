import CCairo

/// Zeroed memory with the image surface that cairo draws into it through.
final class SurfaceMemory {
  let bytes: UnsafeMutableRawPointer
  let count: Int
  let surface: OpaquePointer

  /// Pixels that cairo holds on one side.
  static let longestSide = 32_767

  /// - Parameter stride: bytes from row to row.
  /// - Throws: `CairoError` for a size that cairo cannot hold.
  init(_ format: cairo_format_t, width: Int, height: Int, stride: Int) throws(CairoError) {
    guard width > 0, height > 0, width <= Self.longestSide, height <= Self.longestSide
    else {
      throw CairoError(CAIRO_STATUS_INVALID_SIZE)
    }
    let count = stride * height
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
    bytes.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    // Never null: a failure is an object with an error status.
    guard
      let surface = cairo_image_surface_create_for_data(
        bytes.assumingMemoryBound(to: UInt8.self), format, Int32(width), Int32(height),
        Int32(stride))
    else {
      bytes.deallocate()
      throw CairoError(CAIRO_STATUS_NO_MEMORY)
    }
    let status = cairo_surface_status(surface)
    if status != CAIRO_STATUS_SUCCESS {
      cairo_surface_destroy(surface)
      bytes.deallocate()
      throw CairoError(status)
    }
    self.bytes = bytes
    self.count = count
    self.surface = surface
  }

  deinit {
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
    bytes.deallocate()
  }

  /// Hands out the memory after all drawing so far and before any that follows.
  func withElements<Element, Result, Failure: Error>(
    of type: Element.Type,
    _ body: (UnsafeMutableBufferPointer<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    cairo_surface_flush(surface)
    defer { cairo_surface_mark_dirty(surface) }
    let elements = count / MemoryLayout<Element>.stride
    // Only ever read as the one type of elements that the surface's format has.
    return try body(
      UnsafeMutableBufferPointer(
        start: bytes.assumingMemoryBound(to: Element.self), count: elements))
  }
}
