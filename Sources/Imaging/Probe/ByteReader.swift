/// Reads integers from untrusted bytes; everything beyond the end is nil.
struct ByteReader {
  let bytes: ArraySlice<UInt8>
  var isLittleEndian = false

  func byte(_ offset: Int) -> Int? {
    guard offset >= 0, offset < bytes.count else { return nil }
    return Int(bytes[bytes.startIndex + offset])
  }

  func short(_ offset: Int) -> Int? {
    guard let a = byte(offset), let b = byte(offset + 1) else { return nil }
    return isLittleEndian ? b << 8 | a : a << 8 | b
  }

  func long(_ offset: Int) -> Int? {
    guard let a = short(offset), let b = short(offset + 2) else { return nil }
    return isLittleEndian ? b << 16 | a : a << 16 | b
  }

  func matches(_ text: String, at offset: Int) -> Bool {
    for (index, unit) in text.utf8.enumerated() where byte(offset + index) != Int(unit) {
      return false
    }
    return true
  }
}
