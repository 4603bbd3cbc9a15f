extension ImageProbe {
  /// `[PNG, §11.2.2]`; a `tRNS` chunk before the pixels makes any color type transparent.
  static func png(_ bytes: [UInt8]) throws(ImageError) -> ImageProbe {
    let reader = ByteReader(bytes: bytes[...])
    guard reader.matches("IHDR", at: 12), let width = reader.long(16), let height = reader.long(20),
      let colorType = reader.byte(25), width > 0, height > 0
    else { throw .damaged(.png, "no header") }
    var isOpaque = colorType & 4 == 0
    var offset = 8
    while isOpaque, let length = reader.long(offset), !reader.matches("IDAT", at: offset + 4) {
      if reader.matches("tRNS", at: offset + 4) { isOpaque = false }
      offset += 12 + length
    }
    return ImageProbe(format: .png, width: width, height: height, isOpaque: isOpaque)
  }
}
