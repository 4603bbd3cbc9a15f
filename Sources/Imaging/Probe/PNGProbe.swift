extension ImageProbe {
  /// `[PNG, §11.2.2]`; a `tRNS` chunk before the pixels makes any color type transparent, an `eXIf` one
  /// there may turn the picture.
  static func png(_ bytes: [UInt8]) throws(ImageError) -> ImageProbe {
    let reader = ByteReader(bytes: bytes[...])
    guard reader.matches("IHDR", at: 12), let width = reader.long(16), let height = reader.long(20),
      let colorType = reader.byte(25), width > 0, height > 0
    else { throw .damaged(.png, "no header") }
    var isOpaque = colorType & 4 == 0
    var offset = 8
    var orientation = 1
    while let length = reader.long(offset), !reader.matches("IDAT", at: offset + 4) {
      if reader.matches("tRNS", at: offset + 4) { isOpaque = false }
      if reader.matches("eXIf", at: offset + 4) {
        let start = min(offset + 8, bytes.count)
        let end = min(start + length, bytes.count)
        orientation = EXIFOrientation.read(bytes[start..<end]) ?? orientation
      }
      offset += 12 + length
    }
    return ImageProbe(
      format: .png, width: width, height: height, orientation: orientation,
      isOpaque: isOpaque)
  }
}
