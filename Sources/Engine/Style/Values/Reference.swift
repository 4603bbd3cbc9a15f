import Markup

extension ValueCursor {
  /// `<url>`, resolved against the file that the value stands in.
  mutating func url() -> String? {
    attempt { cursor in
      guard let token = cursor.peek else { return nil }
      if token.kind == .url {
        _ = cursor.next()
        return Reference.resolve(token.text, against: cursor.buffer.file)
      }
      guard token.isFunction("url") || token.isFunction("src"), var inner = cursor.block(),
        let string = inner.next(), string.kind == .string
      else { return nil }
      return Reference.resolve(string.text, against: cursor.buffer.file)
    }
  }

  mutating func string() -> String? {
    guard let token = peek, token.kind == .string else { return nil }
    _ = next()
    return token.text
  }

  /// `<custom-ident>`: any identifier but the CSS-wide keywords, `default` and those excluded.
  mutating func customIdent(excluding excluded: Set<String> = []) -> String? {
    guard let token = peek, token.kind == .ident else { return nil }
    let name = token.text.lowercasedASCII
    guard !CSSWideKeyword.isReserved(name), name != "default", !excluded.contains(name) else {
      return nil
    }
    _ = next()
    return token.text
  }
}

/// References of pages and style sheets to files.
package enum Reference {
  /// The reference as seen from where `file` is seen: relative paths are joined to the file's folder;
  /// fragments, root-relative paths and references with a scheme stay.
  package static func resolve(_ reference: String, against file: String?) -> String {
    let reference = reference.drop(while: \.isWhitespace)
    guard let file, let slash = file.lastIndex(of: "/"), isRelative(reference) else {
      return String(reference)
    }
    return normalized(String(file[...slash]) + reference)
  }

  private static func isRelative(_ reference: Substring) -> Bool {
    guard let first = reference.first, first != "/", first != "#" else { return false }
    guard let colon = reference.firstIndex(of: ":") else { return true }
    // A scheme has no slash, question mark or number sign before its colon.
    return reference[..<colon].contains { "/?#".contains($0) }
  }

  /// Without `.` and, as far as folders precede them, `..`.
  private static func normalized(_ path: String) -> String {
    let isAbsolute = path.hasPrefix("/")
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !isAbsolute {
        parts.append(part)
      }
    }
    return (isAbsolute ? "/" : "") + parts.joined(separator: "/")
  }
}

/// Keywords that every property takes. `[CSS Cascade 5, §7.3]`
enum CSSWideKeyword: String, Sendable {
  case inherit, initial, unset, revert
  case revertLayer = "revert-layer"

  static func isReserved(_ name: String) -> Bool { CSSWideKeyword(rawValue: name) != nil }
}
