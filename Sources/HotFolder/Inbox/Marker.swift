import Hashing
package import Linux

/// A file that says its drop is complete: `NAME.done`, `.ready` or `.ok`, empty or with one line
/// `sha256 size name` for each file.
package struct Marker: Sendable, Hashable {
  package struct Line: Sendable, Hashable {
    package let sha256: String
    package let size: Int64
    package let name: String
  }

  package let lines: [Line]

  /// Lines that do not read as `sha256 size name` are comments: a marker's presence is its message.
  package init(_ bytes: [UInt8]) {
    lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap {
      line in
      let parts = line.split(maxSplits: 2, whereSeparator: { $0 == " " || $0 == "\t" })
      guard parts.count == 3, let digest = SHA256Digest(hex: parts[0]),
        let size = Int64(parts[1])
      else { return nil }
      return Line(sha256: digest.hex, size: size, name: String(parts[2]))
    }
  }

  /// What the marker's name says it marks: `a.zip` of `a.zip.done`; nil for other names.
  package static func subject(of name: EntryName) -> String? {
    guard let text = name.utf8 else { return nil }
    for suffix in [".done", ".ready", ".ok"]
    where text.lowercased().hasSuffix(suffix) && text.count > suffix.count {
      return String(text.dropLast(suffix.count))
    }
    return nil
  }
}
