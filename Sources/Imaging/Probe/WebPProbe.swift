import CWebP

extension ImageProbe {
  static func webp(_ bytes: [UInt8]) throws(ImageError) -> ImageProbe {
    var features = WebPBitstreamFeatures()
    guard WebPGetFeatures(bytes, bytes.count, &features) == VP8_STATUS_OK,
      features.width > 0, features.height > 0
    else { throw .damaged(.webp, "no header") }
    return ImageProbe(
      format: .webp, width: Int(features.width), height: Int(features.height),
      isOpaque: features.has_alpha == 0)
  }
}
