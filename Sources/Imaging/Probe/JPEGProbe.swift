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
        orientation = exifOrientation(bytes[(offset + 4)..<max(offset + 4, end)]) ?? orientation
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

  /// The orientation tag of an `Exif` segment. `[CIPA DC-008, §4.6.4]`
  private static func exifOrientation(_ segment: ArraySlice<UInt8>) -> Int? {
    var reader = ByteReader(bytes: segment)
    guard reader.matches("Exif", at: 0) else { return nil }
    let tiff = 6
    reader.isLittleEndian = reader.matches("II", at: tiff)
    guard let directory = reader.long(tiff + 4), directory < segment.count,
      let count = reader.short(tiff + directory)
    else { return nil }
    for index in 0..<min(count, 512) {
      let entry = tiff + directory + 2 + index * 12
      guard let tag = reader.short(entry) else { return nil }
      if tag == 0x0112, let value = reader.short(entry + 8), (1...8).contains(value) {
        return value
      }
    }
    return nil
  }
}
