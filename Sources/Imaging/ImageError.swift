/// Why an image cannot be shown.
package enum ImageError: Error, Sendable, Hashable {
  /// The bytes are of no image format that Platen reads.
  case unknownFormat
  /// The bytes are cut, damaged or of a variant that is not read; the text says what the decoder found.
  case damaged(ImageFormat, String)
  /// The header promises more pixels than allowed; nothing was decoded.
  case tooLarge(width: Int, height: Int, limit: Int)
}

extension ImageError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownFormat:
      "not an image that can be read; use PNG, JPEG, WebP, GIF, AVIF or SVG"
    case .damaged(let format, let reason):
      "damaged or unsupported \(format.name) image: \(reason)"
    case .tooLarge(let width, let height, let limit):
      "\(width) x \(height) pixels are more than the limit of \(limit) (setting limits.image_pixels); "
        + "use a smaller image"
    }
  }
}
