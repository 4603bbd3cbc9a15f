/// Whether an image file ends where its format says, found without decoding: uploads that broke off
/// have a good header.
enum ImageCompleteness {
  /// False only where the file is known to be cut off.
  static func isWhole(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return isWholePNG(bytes) }
    if bytes.starts(with: [0xFF, 0xD8]) { return isWholeJPEG(bytes) }
    if bytes.starts(with: Array("RIFF".utf8)) {
      return bytes.count >= 8 && number(bytes[4..<8].reversed()) <= bytes.count - 8
    }
    return true
  }

  /// PNG (ISO 15948) 5.3: chunks of length, type, data and CRC; IEND is the last.
  private static func isWholePNG(_ bytes: [UInt8]) -> Bool {
    var position = 8
    while position + 12 <= bytes.count {
      let length = number(bytes[position..<position + 4])
      if bytes[position + 4..<position + 8].elementsEqual("IEND".utf8) { return true }
      position += 12 + length
    }
    return false
  }

  /// JPEG (T.81) B.1: after the first scan an EOI marker follows; inside entropy-coded data 0xFF is
  /// always stuffed, so it cannot occur by chance.
  private static func isWholeJPEG(_ bytes: [UInt8]) -> Bool {
    var position = 2
    while position + 4 <= bytes.count, bytes[position] == 0xFF {
      let marker = bytes[position + 1]
      if marker == 0xFF {
        position += 1
        continue
      }
      let length = number(bytes[position + 2..<position + 4])
      position += 2 + length
      guard marker == 0xDA else { continue }
      while position + 2 <= bytes.count {
        if bytes[position] == 0xFF, bytes[position + 1] == 0xD9 { return true }
        position += 1
      }
    }
    return false
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
