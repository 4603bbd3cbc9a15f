/// Reads text in the encoding that a label names.
package enum LabeledText {
  /// The text; nil for an unknown label, or where the bytes are not of that encoding. What is no UTF-8
  /// or UTF-16 becomes U+FFFD.
  ///
  /// - Parameter label: as in the WHATWG Encoding Standard, section 4.2.
  package static func decode(_ bytes: [UInt8], label: String) -> String? {
    guard let name = iconvName(ofEncodingLabel: label) else { return nil }
    switch name {
    case "UTF-8": return String(decoding: bytes, as: UTF8.self)
    case "UTF-16LE": return String(decoding: units(bytes, high: 1), as: UTF16.self)
    case "UTF-16BE": return String(decoding: units(bytes, high: 0), as: UTF16.self)
    default: break
    }
    guard let transcoder = Transcoder(from: name) else { return nil }
    let (output, invalidByte) = transcoder.convert(bytes, isLast: true)
    return invalidByte == nil ? String(decoding: output, as: UTF8.self) : nil
  }

  private static func units(_ bytes: [UInt8], high: Int) -> [UInt16] {
    stride(from: 0, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0 + high]) << 8 | UInt16(bytes[$0 + 1 - high])
    }
  }
}
