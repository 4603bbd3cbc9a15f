/// How the camera was held, as EXIF metadata tell it. `[CIPA DC-008, §4.6.4]`
enum EXIFOrientation {
  /// The orientation, 1…8, that a TIFF structure's first directory has; nil where it has none.
  static func read(_ tiff: ArraySlice<UInt8>) -> Int? {
    var reader = ByteReader(bytes: tiff)
    reader.isLittleEndian = reader.matches("II", at: 0)
    guard let directory = reader.long(4), directory < tiff.count,
      let count = reader.short(directory)
    else { return nil }
    for index in 0..<min(count, 512) {
      let entry = directory + 2 + index * 12
      guard let tag = reader.short(entry) else { return nil }
      if tag == 0x0112, let value = reader.short(entry + 8), (1...8).contains(value) {
        return value
      }
    }
    return nil
  }
}
