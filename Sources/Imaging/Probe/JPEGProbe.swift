extension ImageProbe {
  /// Walks the marker segments up to the frame header. `[ITU-T T.81, B.1]`
  static func jpeg(_ bytes: [UInt8]) throws(ImageError) -> ImageProbe {
    let reader = ByteReader(bytes: bytes[...])
    var orientation = 1
    var offset = 2
    while let marker = reader.byte(offset), let code = reader.byte(offset + 1) {
      guard marker == 0xFF else { throw .damaged(.jpeg, "no marker where one must be") }
      if code == 0xFF {
        offset += 1
        continue
      }
      let isBare = code == 0x01 || (0xD0...0xD8).contains(code)
      if isBare {
        offset += 2
        continue
      }
      if code == 0xD9 || code == 0xDA { break }
      guard let length = reader.short(offset + 2), length >= 2 else { break }
      if code == 0xE1 {
        let end = min(bytes.count, offset + 2 + length)
        let segment = ByteReader(bytes: bytes[(offset + 4)..<max(offset + 4, end)])
        if segment.matches("Exif", at: 0) {
          orientation = EXIFOrientation.read(segment.bytes.dropFirst(6)) ?? orientation
        }
      }
      let isFrame = (0xC0...0xCF).contains(code) && code != 0xC4 && code != 0xC8 && code != 0xCC
      if isFrame {
        guard let height = reader.short(offset + 5), let width = reader.short(offset + 7),
          width > 0, height > 0
        else { break }
        return ImageProbe(
          format: .jpeg, width: width, height: height, orientation: orientation, isOpaque: true)
      }
      offset += 2 + length
    }
    throw .damaged(.jpeg, "no frame header")
  }
}
