import Foundation

/// A name made from data, safe on every file system that results travel to.
package struct FileName: Sendable, Hashable {
  /// Without extension.
  package let stem: String
  /// Whether characters had to be replaced or cut; composition alone is no change.
  package let isChanged: Bool

  /// The most bytes of a name with its extension.
  package static let maximumBytes = 200

  /// Nil where nothing but blanks is left of a name.
  ///
  /// - Parameter extension: with its dot; its bytes count.
  package init?(_ text: String, extension: String) {
    if Self.isPlain(text), text.utf8.count + `extension`.utf8.count <= Self.maximumBytes {
      stem = text
      isChanged = false
      return
    }
    guard text.contains(where: { !$0.isWhitespace }) else { return nil }
    var name = Self.replacingUnsafe(in: text.precomposedStringWithCanonicalMapping)
    name = Self.escapingReserved(name)
    name = Self.fitting(name, bytes: Self.maximumBytes - `extension`.utf8.count)
    stem = name
    isChanged = name != text
  }

  /// `name~2` within the same bounds.
  package static func numbered(_ stem: String, _ number: Int, extension: String) -> String {
    let suffix = "~\(number)"
    return fitting(stem, bytes: maximumBytes - `extension`.utf8.count - suffix.utf8.count) + suffix
  }

  /// Whether nothing need be looked at: letters, digits, `-` and `_`, more than any
  /// device has.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.count > 8
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
      }
  }

  private static func replacingUnsafe(in text: String) -> String {
    var scalars = text.unicodeScalars.map { isUnsafe($0) ? "-" : $0 }
    for index in scalars.indices {
      guard scalars[index] == "." else { break }
      scalars[index] = "-"
    }
    for index in scalars.indices.reversed() {
      guard scalars[index] == "." || scalars[index] == " " else { break }
      scalars[index] = "-"
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "/", "\\", ":", "*", "?", "\"", "<", ">", "|": return true
    // Overrides of the writing direction make a name look like another.
    case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: return true
    default: return scalar.value & 0xFFFE == 0xFFFE
    }
  }

  /// Windows takes `CON`, also with an extension, for a device.
  private static func escapingReserved(_ name: String) -> String {
    let base = name.prefix { $0 != "." }
    guard reserved.contains(base.uppercased().trimmingCharacters(in: .whitespaces)) else {
      return name
    }
    return base + "_" + name.dropFirst(base.count)
  }

  private static let reserved: Set<String> = {
    var names: Set = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
    for digit in "0123456789¹²³" { names.formUnion(["COM\(digit)", "LPT\(digit)"]) }
    return names
  }()

  /// Cuts whole characters, and what may not stand at the end of a name.
  private static func fitting(_ name: String, bytes: Int) -> String {
    guard name.utf8.count > bytes else { return name }
    var size = 0
    var end = name.startIndex
    while end < name.endIndex {
      size += name[end].utf8.count
      if size > bytes { break }
      end = name.index(after: end)
    }
    var kept = name[..<end]
    while let last = kept.last, last == "." || last == " " { kept.removeLast() }
    // A single character of more bytes than a name may have.
    return kept.isEmpty ? "-" : String(kept)
  }
}
