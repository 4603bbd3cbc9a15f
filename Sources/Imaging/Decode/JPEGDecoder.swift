import CJPEGShim

#if canImport(Glibc)
  import Glibc
#endif

extension ImageDecoder {
  static func decodeJPEG(_ bytes: [UInt8]) throws(ImageError) -> Bitmap {
    var width: UInt32 = 0
    var height: UInt32 = 0
    var components: UInt32 = 0
    guard platen_jpeg_header(bytes, bytes.count, &width, &height, &components) == 0,
      width > 0, height > 0, [1, 3, 4].contains(components)
    else { throw .damaged(.jpeg, "no header that the decoder understands") }
    var pixels = [UInt8](repeating: 0, count: Int(width) * Int(height) * 4)
    var message = [CChar](repeating: 0, count: 256)
    let status = platen_jpeg_decode(
      bytes, bytes.count, width, height, components, &pixels, &message)
    guard status == 0 else {
      let reason = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw .damaged(.jpeg, String(decoding: reason, as: UTF8.self))
    }
    let profile = jpegProfile(bytes)
    if components == 4 {
      pixels = ColorProfile.convertCMYK(pixels, profile: profile) ?? plainCMYK(pixels)
    } else {
      ColorProfile.convertToSRGB(&pixels, profile: profile)
    }
    return Bitmap(
      width: Int(width), height: Int(height), rgba: pixels, stride: Int(width) * 4)
  }

  static func jpegProfile(_ bytes: [UInt8]) -> [UInt8] {
    var data: UnsafeMutablePointer<UInt8>?
    let count = platen_jpeg_profile(bytes, bytes.count, &data)
    guard let data else { return [] }
    defer { free(data) }
    return Array(UnsafeBufferPointer(start: data, count: count))
  }

  /// Without a profile, each ink takes away its complement, as browsers have it.
  private static func plainCMYK(_ cmyk: [UInt8]) -> [UInt8] {
    var rgba = [UInt8](repeating: 255, count: cmyk.count)
    for offset in stride(from: 0, to: cmyk.count, by: 4) {
      let white = 255 - Int(cmyk[offset + 3])
      for channel in 0..<3 {
        rgba[offset + channel] = UInt8((255 - Int(cmyk[offset + channel])) * white / 255)
      }
    }
    return rgba
  }
}
