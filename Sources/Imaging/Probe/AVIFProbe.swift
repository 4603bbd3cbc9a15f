import CAVIF

extension ImageProbe {
  static func avif(_ bytes: [UInt8], limits: ImageLimits) throws(ImageError) -> ImageProbe {
    let decoder = try AVIFDecoder(bytes, limits: limits)
    return ImageProbe(
      format: .avif, width: decoder.width, height: decoder.height,
      orientation: decoder.orientation, isOpaque: !decoder.hasAlpha)
  }
}
