/// What an image's header says, read without decoding a pixel.
package struct ImageProbe: Sendable, Hashable {
  package let format: ImageFormat
  /// Pixels as shown, after the orientation is applied; for SVG the natural size in CSS pixels rounded
  /// up, or zero where it has none.
  package let width: Int
  package let height: Int
  /// The EXIF orientation, 1…8; 1 is upright.
  package let orientation: Int
  /// Whether no pixel can be transparent, as far as the header tells.
  package let isOpaque: Bool
  /// SVG only: the natural dimensions.
  package let vectorSize: VectorSize?

  init(
    format: ImageFormat, width: Int, height: Int, orientation: Int = 1, isOpaque: Bool,
    vectorSize: VectorSize? = nil
  ) {
    self.format = format
    let turned = orientation >= 5
    self.width = turned ? height : width
    self.height = turned ? width : height
    self.orientation = orientation
    self.isOpaque = isOpaque
    self.vectorSize = vectorSize
  }

  /// Pixels as the file holds them, before the orientation is applied.
  package var storedWidth: Int { orientation >= 5 ? height : width }
  package var storedHeight: Int { orientation >= 5 ? width : height }

  /// Reads the header of an image.
  ///
  /// - Throws: `ImageError` if the format is unknown, the header damaged, or the size above the limit.
  package init(of bytes: [UInt8], limits: ImageLimits = ImageLimits()) throws(ImageError) {
    guard let format = ImageFormat(sniffing: bytes) else { throw .unknownFormat }
    switch format {
    case .png: self = try Self.png(bytes)
    case .jpeg: self = try Self.jpeg(bytes)
    case .gif: self = try Self.gif(bytes)
    case .webp: self = try Self.webp(bytes)
    case .avif: self = try Self.avif(bytes, limits: limits)
    case .svg: self = try Self.svg(bytes)
    }
    if format != .svg { try limits.check(width: width, height: height) }
  }
}

/// The natural dimensions of a vector image in CSS pixels; nil where it has none.
package struct VectorSize: Sendable, Hashable {
  package var width: Double?
  package var height: Double?
  /// Width over height.
  package var ratio: Double?
}

/// What decoding an image may cost.
package struct ImageLimits: Sendable, Hashable {
  /// The greatest number of pixels of one image.
  package var pixels: Int

  package init(pixels: Int = 100_000_000) { self.pixels = pixels }

  func check(width: Int, height: Int) throws(ImageError) {
    let (count, overflow) = width.multipliedReportingOverflow(by: height)
    if overflow || count > pixels {
      throw .tooLarge(width: width, height: height, limit: pixels)
    }
  }
}
