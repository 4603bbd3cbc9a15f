import CAVIF

/// Owns libavif's decoder of one file.
final class AVIFDecoder {
  private let decoder: UnsafeMutablePointer<avifDecoder>
  private let bytes: [UInt8]

  /// Parses the container; no pixel is decoded.
  init(_ bytes: [UInt8], limits: ImageLimits) throws(ImageError) {
    guard let decoder = avifDecoderCreate() else { throw .damaged(.avif, "out of memory") }
    self.decoder = decoder
    self.bytes = bytes
    decoder.pointee.maxThreads = 1
    decoder.pointee.ignoreExif = 1
    decoder.pointee.ignoreXMP = 1
    decoder.pointee.imageSizeLimit = UInt32(clamping: min(limits.pixels, 1 << 28))
    // Older encoders leave boxes out that strict parsing asks for; browsers show those files.
    decoder.pointee.strictFlags = 0
    let parsed = bytes.withUnsafeBufferPointer { buffer in
      var result = avifDecoderSetIOMemory(decoder, buffer.baseAddress, buffer.count)
      if result == AVIF_RESULT_OK { result = avifDecoderParse(decoder) }
      return result
    }
    guard parsed == AVIF_RESULT_OK, decoder.pointee.image.pointee.width > 0,
      decoder.pointee.image.pointee.height > 0
    else {
      let reason = String(cString: avifResultToString(parsed))
      throw .damaged(.avif, reason)
    }
  }

  deinit { avifDecoderDestroy(decoder) }

  var width: Int { Int(decoder.pointee.image.pointee.width) }
  var height: Int { Int(decoder.pointee.image.pointee.height) }
  var hasAlpha: Bool { decoder.pointee.alphaPresent != 0 }

  /// The container's rotation and mirror as an EXIF orientation.
  var orientation: Int {
    let image = decoder.pointee.image.pointee
    let turns =
      image.transformFlags & avifTransformFlags(AVIF_TRANSFORM_IROT.rawValue) != 0
      ? Int(image.irot.angle) : 0
    guard image.transformFlags & avifTransformFlags(AVIF_TRANSFORM_IMIR.rawValue) != 0 else {
      return [1, 8, 3, 6][turns & 3]
    }
    // Mode 0 flips about the horizontal axis, 1 about the vertical one, after the rotation.
    return image.imir.mode == 0 ? [4, 5, 2, 7][turns & 3] : [2, 7, 4, 5][turns & 3]
  }

  var profile: [UInt8] {
    let icc = decoder.pointee.image.pointee.icc
    return Array(UnsafeBufferPointer(start: icc.data, count: icc.size))
  }

  /// The first frame, not yet oriented.
  func decode() throws(ImageError) -> Bitmap {
    // The parser keeps a pointer into the file, so the array is pinned anew while pixels are read.
    let decoded = bytes.withUnsafeBufferPointer { buffer in
      var result = avifDecoderSetIOMemory(decoder, buffer.baseAddress, buffer.count)
      if result == AVIF_RESULT_OK { result = avifDecoderParse(decoder) }
      if result == AVIF_RESULT_OK { result = avifDecoderNextImage(decoder) }
      return result
    }
    guard decoded == AVIF_RESULT_OK else {
      throw .damaged(.avif, String(cString: avifResultToString(decoded)))
    }
    let width = self.width
    let height = self.height
    var rgba = [UInt8](repeating: 0, count: width * height * 4)
    let converted = rgba.withUnsafeMutableBufferPointer { buffer in
      var target = avifRGBImage()
      avifRGBImageSetDefaults(&target, decoder.pointee.image)
      target.depth = 8
      target.format = AVIF_RGB_FORMAT_RGBA
      target.pixels = buffer.baseAddress
      target.rowBytes = UInt32(width * 4)
      return avifImageYUVToRGB(decoder.pointee.image, &target)
    }
    guard converted == AVIF_RESULT_OK else {
      throw .damaged(.avif, String(cString: avifResultToString(converted)))
    }
    ColorProfile.convertToSRGB(&rgba, profile: profile)
    return Bitmap(width: width, height: height, rgba: rgba, stride: width * 4)
  }
}
