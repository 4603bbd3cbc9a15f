import CCairo
import CRSVG

/// A parsed SVG document. It draws at any size, loads nothing from outside, and runs no script.
package final class SVGImage {
  private let handle: UnsafeMutablePointer<RsvgHandle>
  package let size: VectorSize
  private let isBlank: Bool
  /// The size in which a document without a view box was drawn, which then stretches as a whole.
  private let fixedSize: (width: Double, height: Double)?
  /// A picture of one unit of the root's own background, which the SVG library does not paint.
  private let background: SVGImage?

  /// - Throws: `ImageError.damaged` if the markup is not SVG.
  package convenience init(_ bytes: [UInt8]) throws(ImageError) {
    var background: SVGImage?
    if let markup = SVGBackground.markup(of: bytes) {
      background = try SVGImage(markup, background: nil)
    }
    try self.init(bytes, background: background)
  }

  private init(_ bytes: [UInt8], background: SVGImage?) throws(ImageError) {
    self.background = background
    var failure: UnsafeMutablePointer<GError>?
    // Without a base URI librsvg refuses every reference but data URIs and fragments.
    let handle = bytes.withUnsafeBufferPointer {
      rsvg_handle_new_from_data($0.baseAddress, gsize($0.count), &failure)
    }
    guard let handle else { throw .damaged(.svg, Self.take(failure)) }
    self.handle = handle
    rsvg_handle_set_dpi(handle, 96)
    size = Self.size(of: handle)
    let viewBox = Self.viewBox(handle)
    // A view box without area shows nothing. `[SVG 2, §8.6]`
    isBlank = viewBox.map { $0.width <= 0 || $0.height <= 0 } ?? false
    if let width = size.width, let height = size.height, width > 0, height > 0, viewBox == nil {
      fixedSize = (width, height)
    } else {
      fixedSize = nil
      // As an image, the root fills whatever size the image is given. `[SVG 2, §7.4]`
      let style = Array(":root{width:100%!important;height:100%!important}".utf8)
      rsvg_handle_set_stylesheet(handle, style, gsize(style.count), nil)
    }
  }

  private static func viewBox(_ handle: UnsafeMutablePointer<RsvgHandle>) -> RsvgRectangle? {
    var hasViewBox: gboolean = 0
    var viewBox = RsvgRectangle()
    rsvg_handle_get_intrinsic_dimensions(handle, nil, nil, nil, nil, &hasViewBox, &viewBox)
    return hasViewBox != 0 ? viewBox : nil
  }

  deinit { g_object_unref(handle) }

  /// Draws the whole picture into the rectangle at the origin.
  package func raster(width: Int, height: Int, limits: ImageLimits = ImageLimits())
    throws(ImageError) -> Bitmap
  {
    try limits.check(width: width, height: height)
    return try raster(
      canvasWidth: width, canvasHeight: height,
      viewport: (0, 0, Double(width), Double(height)))
  }

  /// Draws the picture fitted to a viewport on a canvas of whole pixels.
  ///
  /// - Parameter scale: the canvas pixels of a unit of the viewport on each axis. The picture is
  ///   fitted before it is scaled: one without a view box is not larger in a larger viewport.
  package func raster(
    canvasWidth width: Int, canvasHeight height: Int,
    viewport: (x: Double, y: Double, width: Double, height: Double),
    scale: (x: Double, y: Double) = (1, 1)
  ) throws(ImageError) -> Bitmap {
    var bitmap = Bitmap(width: width, height: height)
    var reason: String?
    bitmap.pixels.withUnsafeMutableBytes { bytes in
      let surface = cairo_image_surface_create_for_data(
        bytes.bindMemory(to: UInt8.self).baseAddress, CAIRO_FORMAT_ARGB32, Int32(width),
        Int32(height), Int32(width * 4))
      let context = cairo_create(surface)
      cairo_scale(context, scale.x, scale.y)
      reason = render(on: context, viewport: viewport)
      cairo_destroy(context)
      cairo_surface_finish(surface)
      cairo_surface_destroy(surface)
    }
    if let reason { throw .damaged(.svg, reason) }
    return bitmap
  }

  /// Draws the picture as vectors on another library's drawing context.
  ///
  /// - Parameter context: a live `cairo_t`, which modules that are peers hand over untyped.
  package func draw(onCairoContext context: OpaquePointer, width: Double, height: Double)
    throws(ImageError)
  {
    if let reason = render(on: context, viewport: (0, 0, width, height)) {
      throw .damaged(.svg, reason)
    }
  }

  private func render(
    on context: OpaquePointer?,
    viewport: (x: Double, y: Double, width: Double, height: Double)
  ) -> String? {
    if let background, let reason = background.render(on: context, viewport: viewport) {
      return reason
    }
    if isBlank { return nil }
    var rectangle = RsvgRectangle(
      x: viewport.x, y: viewport.y, width: viewport.width, height: viewport.height)
    cairo_save(context)
    defer { cairo_restore(context) }
    if let fixedSize {
      cairo_translate(context, viewport.x, viewport.y)
      cairo_scale(
        context, viewport.width / fixedSize.width, viewport.height / fixedSize.height)
      rectangle = RsvgRectangle(x: 0, y: 0, width: fixedSize.width, height: fixedSize.height)
    } else if let height = unroundedHeight(viewport.width, viewport.height) {
      cairo_translate(context, viewport.x, viewport.y)
      cairo_scale(context, 1, viewport.height / height)
      rectangle = RsvgRectangle(x: 0, y: 0, width: viewport.width, height: height)
    }
    var failure: UnsafeMutablePointer<GError>?
    let drawn = rsvg_handle_render_document(handle, context, &rectangle, &failure)
    return drawn != 0 ? nil : Self.take(failure)
  }

  /// The height that goes with a width where the two together differ from the picture's own ratio by
  /// less than a pixel: they were rounded, and margins at the sides would show it.
  private func unroundedHeight(_ width: Double, _ height: Double) -> Double? {
    guard let ratio = size.ratio, ratio > 0, width > 0, height > 0 else { return nil }
    let own = width / ratio
    guard own != height, abs(own - height) < 1 || abs(height * ratio - width) < 1 else {
      return nil
    }
    return own
  }

  /// `[CSS Images 3, §5.1]`: percentages are no natural size; the ratio is the sizes' or the view box's.
  private static func size(of handle: UnsafeMutablePointer<RsvgHandle>) -> VectorSize {
    var hasWidth: gboolean = 0
    var hasHeight: gboolean = 0
    var hasViewBox: gboolean = 0
    var width = RsvgLength()
    var height = RsvgLength()
    var viewBox = RsvgRectangle()
    rsvg_handle_get_intrinsic_dimensions(
      handle, &hasWidth, &width, &hasHeight, &height, &hasViewBox, &viewBox)
    var size = VectorSize()
    if hasWidth != 0 { size.width = pixels(width) }
    if hasHeight != 0 { size.height = pixels(height) }
    if let width = size.width, let height = size.height {
      if width > 0, height > 0 { size.ratio = width / height }
    } else if hasViewBox != 0, viewBox.width > 0, viewBox.height > 0 {
      size.ratio = viewBox.width / viewBox.height
    }
    return size
  }

  private static func pixels(_ length: RsvgLength) -> Double? {
    let value = length.length
    let pixels: Double? =
      switch length.unit {
      case RSVG_UNIT_PX: value
      case RSVG_UNIT_IN: value * 96
      case RSVG_UNIT_CM: value * 96 / 2.54
      case RSVG_UNIT_MM: value * 96 / 25.4
      case RSVG_UNIT_PT: value * 96 / 72
      case RSVG_UNIT_PC: value * 16
      case RSVG_UNIT_EM: value * 16
      case RSVG_UNIT_EX: value * 8
      default: nil
      }
    return pixels.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
  }

  private static func take(_ failure: UnsafeMutablePointer<GError>?) -> String {
    guard let failure else { return "not well-formed" }
    defer { g_error_free(failure) }
    return failure.pointee.message.map { String(cString: $0) } ?? "not well-formed"
  }
}
