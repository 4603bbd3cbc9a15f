import CCairo

/// Premultiplied 32-bit pixels that cairo draws on: words `0xAARRGGBB`, rows without padding.
package final class PixelSurface {
  package let width: Int
  package let height: Int
  private let memory: UnsafeMutablePointer<UInt32>
  let surface: OpaquePointer

  /// Transparent pixels.
  ///
  /// - Throws: `CairoError` for a size that cairo cannot hold.
  package init(width: Int, height: Int) throws(CairoError) {
    guard width > 0, height > 0, width <= 32_767, height <= 32_767 else {
      throw CairoError(CAIRO_STATUS_INVALID_SIZE)
    }
    let memory = UnsafeMutablePointer<UInt32>.allocate(capacity: width * height)
    memory.initialize(repeating: 0, count: width * height)
    // Never null: a failure is an object with an error status.
    guard
      let surface = cairo_image_surface_create_for_data(
        UnsafeMutableRawPointer(memory).assumingMemoryBound(to: UInt8.self), CAIRO_FORMAT_ARGB32,
        Int32(width), Int32(height), Int32(width * 4))
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
    self.memory = memory
    self.surface = surface
  }

  /// A copy of pixels given row by row.
  package convenience init(width: Int, height: Int, pixels: [UInt32]) throws(CairoError) {
    try self.init(width: width, height: height)
    precondition(pixels.count == width * height)
    pixels.withUnsafeBufferPointer { source in
      // The array has exactly as many pixels, so it is not empty and has an address.
      if let base = source.baseAddress { memory.update(from: base, count: source.count) }
    }
    cairo_surface_mark_dirty(surface)
  }

  deinit {
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
    memory.deallocate()
  }

  package var byteCount: Int { width * height * 4 }

  /// Reads or writes the pixels directly, after all drawing so far and before any that follows.
  package func withPixels<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<UInt32>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    cairo_surface_flush(surface)
    defer { cairo_surface_mark_dirty(surface) }
    return try body(UnsafeMutableBufferPointer(start: memory, count: width * height))
  }

  package func clear(_ word: UInt32 = 0) {
    withPixels { $0.update(repeating: word) }
  }
}
