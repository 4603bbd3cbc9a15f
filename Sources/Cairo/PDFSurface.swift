import CCairo

/// A PDF document in the making, written into memory.
///
/// The bytes depend on what is drawn alone: the date of creation is fixed.
package final class PDFSurface {
  private final class Output {
    var bytes: [UInt8] = []
  }

  private let output: Output
  let surface: OpaquePointer
  package let context: DrawingContext

  /// A document that begins with a page of a size; sizes in points, 1/72 inch.
  package init(width: Double, height: Double, title: String) throws(CairoError) {
    let output = Output()
    let write: cairo_write_func_t = { closure, data, count in
      guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
      // The surface is finished, and so writes no more, before its owner releases the output.
      Unmanaged<Output>.fromOpaque(closure).takeUnretainedValue().bytes
        .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
      return CAIRO_STATUS_SUCCESS
    }
    guard
      let surface = cairo_pdf_surface_create_for_stream(
        write, Unmanaged.passUnretained(output).toOpaque(), width, height)
    else { throw CairoError(CAIRO_STATUS_NO_MEMORY) }
    self.output = output
    self.surface = surface
    do throws(CairoError) {
      try CairoError.check(cairo_surface_status(surface))
      context = try DrawingContext(drawingOn: surface)
    } catch {
      cairo_surface_destroy(surface)
      throw error
    }
    cairo_pdf_surface_set_metadata(
      surface, CAIRO_PDF_METADATA_CREATE_DATE, "1980-01-01T00:00:00Z")
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Platen")
    if !title.isEmpty {
      cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
    }
  }

  deinit {
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
  }

  /// Ends the page and begins one of another size.
  package func beginPage(width: Double, height: Double) {
    cairo_show_page(context.context)
    cairo_pdf_surface_set_size(surface, width, height)
  }

  /// Adds an entry to the document's outline.
  ///
  /// - Parameters:
  ///   - parent: what an earlier call gave; nil for the top.
  ///   - page: counts from 1.
  ///   - x, y: in points from the page's top left corner.
  /// - Returns: the entry, for those below it.
  package func addOutline(
    _ text: String, under parent: Int32?, page: Int, x: Double, y: Double
  ) -> Int32 {
    cairo_pdf_surface_add_outline(
      surface, parent ?? CAIRO_PDF_OUTLINE_ROOT, text, "page=\(page) pos=[\(x) \(y)]",
      cairo_pdf_outline_flags_t(0))
  }

  /// Ends the document and gives its bytes.
  package func finish() throws(CairoError) -> [UInt8] {
    try context.check()
    cairo_show_page(context.context)
    cairo_surface_finish(surface)
    try CairoError.check(cairo_surface_status(surface))
    return output.bytes
  }
}

extension DrawingContext {
  /// Begins a layer that `endLayer` draws as a whole.
  package func beginLayer() { cairo_push_group(context) }

  /// Makes the layer the source.
  package func endLayer() { cairo_pop_group_to_source(context) }

  /// Draws one layer through the alpha of a second one that was begun after it.
  package func endMaskedLayers() {
    let mask = cairo_pop_group(context)
    cairo_pop_group_to_source(context)
    cairo_mask(context, mask)
    cairo_pattern_destroy(mask)
  }

  /// A link over a rectangle in current coordinates of the page, in points.
  package func link(to target: String, x: Double, y: Double, width: Double, height: Double) {
    let attributes = "uri='\(quoted(target))' rect=[\(x) \(y) \(width) \(height)]"
    cairo_tag_begin(context, CAIRO_TAG_LINK, attributes)
    cairo_tag_end(context, CAIRO_TAG_LINK)
  }

  /// A link to a destination of the document, which may stand on a later page.
  package func link(
    toDestination name: String, x: Double, y: Double, width: Double, height: Double
  ) {
    let attributes = "dest='\(quoted(name))' rect=[\(x) \(y) \(width) \(height)]"
    cairo_tag_begin(context, CAIRO_TAG_LINK, attributes)
    cairo_tag_end(context, CAIRO_TAG_LINK)
  }

  /// A destination in points from the page's top left corner.
  package func addDestination(_ name: String, x: Double, y: Double) {
    cairo_tag_begin(context, CAIRO_TAG_DEST, "name='\(quoted(name))' x=\(x) y=\(y)")
    cairo_tag_end(context, CAIRO_TAG_DEST)
  }

  /// The attribute syntax quotes with apostrophes and escapes by backslash.
  private func quoted(_ text: String) -> String {
    var quoted = ""
    for character in text {
      if character == "'" || character == "\\" { quoted.append("\\") }
      quoted.append(character)
    }
    return quoted
  }

  // MARK: Gradients

  package func setLinearSource(
    x0: Double, y0: Double, x1: Double, y1: Double, stops: [ColorStop], isRepeating: Bool
  ) {
    setGradient(cairo_pattern_create_linear(x0, y0, x1, y1), stops, isRepeating)
  }

  /// Circles around the origin of the current coordinates, up to radius 1.
  package func setRadialSource(stops: [ColorStop], isRepeating: Bool) {
    setGradient(cairo_pattern_create_radial(0, 0, 0, 0, 0, 1), stops, isRepeating)
  }

  private func setGradient(_ pattern: OpaquePointer?, _ stops: [ColorStop], _ isRepeating: Bool) {
    for stop in stops {
      cairo_pattern_add_color_stop_rgba(
        pattern, stop.offset, stop.red, stop.green, stop.blue, stop.alpha)
    }
    cairo_pattern_set_extend(pattern, isRepeating ? CAIRO_EXTEND_REPEAT : CAIRO_EXTEND_PAD)
    cairo_set_source(context, pattern)
    cairo_pattern_destroy(pattern)
  }
}

/// A color at an offset, not premultiplied.
package struct ColorStop {
  package var offset: Double
  package var red: Double
  package var green: Double
  package var blue: Double
  package var alpha: Double

  package init(offset: Double, red: Double, green: Double, blue: Double, alpha: Double) {
    self.offset = offset
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }
}

extension PixelSurface {
  /// Attaches the JPEG file that the pixels were decoded from, which PDF then holds in their place.
  package func attachJPEG(_ file: [UInt8]) {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(file.count, 1))
    file.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { copy.update(from: base, count: source.count) }
    }
    let release: cairo_destroy_func_t = { data in
      data?.assumingMemoryBound(to: UInt8.self).deallocate()
    }
    let status = cairo_surface_set_mime_data(
      surface, CAIRO_MIME_TYPE_JPEG, copy, UInt(file.count), release, copy)
    if status != CAIRO_STATUS_SUCCESS { copy.deallocate() }
  }
}
