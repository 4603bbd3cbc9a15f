/// Decodes raster images to premultiplied sRGB pixels.
package enum ImageDecoder {
  /// The pixels of an image; of an animation the first frame.
  ///
  /// - Parameter isOriented: whether the picture is turned as its metadata asks.
  /// - Throws: `ImageError` if the format is unknown or a vector one, the size above the limit, or the
  ///   bytes are damaged beyond what browsers show.
  package static func decode(
    _ bytes: [UInt8], limits: ImageLimits = ImageLimits(), isOriented: Bool = true
  ) throws(ImageError) -> Bitmap {
    let probe = try ImageProbe(of: bytes, limits: limits)
    let bitmap: Bitmap =
      switch probe.format {
      case .png: try decodePNG(bytes, probe)
      case .jpeg: try decodeJPEG(bytes)
      case .webp: try decodeWebP(bytes, probe)
      case .gif: try decodeGIF(bytes, limits: limits)
      case .avif: try AVIFDecoder(bytes, limits: limits).decode()
      case .svg: throw .damaged(.svg, "a vector image has no pixels of its own")
      }
    return isOriented ? bitmap.oriented(probe.orientation) : bitmap
  }
}
