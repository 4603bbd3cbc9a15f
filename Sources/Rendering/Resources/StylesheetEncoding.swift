import Dataset

/// Finds the encoding of a style sheet's bytes. `[CSS Syntax 3, §3.2]`
enum StylesheetEncoding {
  /// The text: by its byte order mark, else its `@charset`, else what the page says of it, else UTF-8.
  ///
  /// - Parameter stated: the label that whoever names the style sheet gives.
  static func decode(_ bytes: [UInt8], stated: String?) -> String {
    for (mark, label) in marks where bytes.starts(with: mark) {
      return text(Array(bytes.dropFirst(mark.count)), label)
    }
    return text(bytes, declared(bytes) ?? stated ?? "utf-8")
  }

  private static let marks: [(mark: [UInt8], label: String)] = [
    ([0xEF, 0xBB, 0xBF], "utf-8"), ([0xFE, 0xFF], "utf-16be"), ([0xFF, 0xFE], "utf-16le"),
  ]

  private static func text(_ bytes: [UInt8], _ label: String) -> String {
    LabeledText.decode(bytes, label: label) ?? String(decoding: bytes, as: UTF8.self)
  }

  /// The label of an `@charset` rule, which counts only in exactly this form at the very start.
  private static func declared(_ bytes: [UInt8]) -> String? {
    let start = Array("@charset \"".utf8)
    guard bytes.starts(with: start) else { return nil }
    let rest = bytes.prefix(1024).dropFirst(start.count)
    guard let end = rest.firstIndex(of: UInt8(ascii: "\"")), end + 1 < bytes.count,
      bytes[end + 1] == UInt8(ascii: ";")
    else { return nil }
    let label = String(decoding: rest[..<end], as: UTF8.self).lowercased()
    // What can be read as bytes of ASCII cannot be UTF-16.
    return label.hasPrefix("utf-16") ? "utf-8" : label
  }
}
