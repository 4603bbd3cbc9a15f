import Markup

/// `font`. `[CSS Fonts 4, §2.7]`
extension PropertyTable {
  mutating func addFontShorthand() {
    let set = [
      "font-style", "font-variant-caps", "font-weight", "font-stretch", "font-size", "line-height",
      "font-family",
    ]
    let reset = [
      "font-variant-ligatures", "font-variant-numeric", "font-variant-east-asian",
      "font-variant-position", "font-size-adjust", "font-kerning", "font-feature-settings",
      "font-variation-settings", "font-optical-sizing",
    ]
    add(shorthand: "font", set + reset) { reader in
      if Self.readSystemFont(&reader) {
        reader.reset(reset)
        return true
      }
      var left = ["font-style", "font-variant-caps", "font-weight", "font-stretch"]
      var normals = 0
      while !left.isEmpty {
        if reader.cursor.consumeIdent("normal") {
          normals += 1
          continue
        }
        guard let index = left.firstIndex(where: { Self.readPart($0, &reader) }) else { break }
        left.remove(at: index)
      }
      guard normals <= left.count else { return false }
      reader.reset(left + reset)
      guard reader.take("font-size") else { return false }
      if reader.cursor.consumeSlash() {
        guard reader.take("line-height") else { return false }
      } else {
        reader.reset("line-height")
      }
      return reader.take("font-family")
    }
  }

  /// The shorthand knows fewer values than the longhands: those of CSS 2 and keywords of width.
  private static func readPart(_ name: String, _ reader: inout ShorthandReader) -> Bool {
    guard let token = reader.cursor.peek else { return false }
    switch name {
    case "font-variant-caps": return token.isIdent("small-caps") && reader.take(name)
    case "font-stretch":
      return token.kind == .ident && stretches[token.text.lowercasedASCII] != nil
        && reader.take(name)
    default: return reader.take(name)
    }
  }

  private static let systemFonts: Set<String> = [
    "caption", "icon", "menu", "message-box", "small-caption", "status-bar",
  ]

  private static func readSystemFont(_ reader: inout ShorthandReader) -> Bool {
    guard let token = reader.cursor.peek, token.kind == .ident,
      systemFonts.contains(token.text.lowercasedASCII)
    else { return false }
    _ = reader.cursor.next()
    guard reader.cursor.isDone else { return false }
    reader.reset(
      "font-style", "font-variant-caps", "font-weight", "font-stretch", "line-height")
    reader.set("font-size") { builder, _ in builder.style.font.size = 13 }
    reader.set("font-family") { builder, _ in
      builder.style.font.families = [.generic("system-ui")]
    }
    return true
  }
}
