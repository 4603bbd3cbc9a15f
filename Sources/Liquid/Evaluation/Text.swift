/// Searching in text by bytes, so that a part is found whatever it combines with.
enum Text {
  static func contains(_ text: String, _ part: String) -> Bool {
    firstRange(of: Array(part.utf8), in: Array(text.utf8), from: 0) != nil
  }

  static func firstRange(of part: [UInt8], in text: [UInt8], from start: Int) -> Range<Int>? {
    guard let first = part.first else { return start <= text.count ? start..<start : nil }
    guard text.count - start >= part.count else { return nil }
    for offset in start...(text.count - part.count) where text[offset] == first {
      if text[offset..<(offset + part.count)] == part[...] { return offset..<(offset + part.count) }
    }
    return nil
  }

  static func lastRange(of part: [UInt8], in text: [UInt8]) -> Range<Int>? {
    guard text.count >= part.count else { return nil }
    for offset in (0...(text.count - part.count)).reversed()
    where text[offset..<(offset + part.count)] == part[...] {
      return offset..<(offset + part.count)
    }
    return nil
  }

  static func string(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self)
  }
}
