import Markup

/// `[CSS Lists 3; CSS 2, §17]`
extension PropertyTable {
  mutating func addListAndTableProperties() {
    add("list-style-type", .text(\.listStyleType), inherited: true) { cursor in
      cursor.counterStyle().map { .constant($0) }
    }
    add("color-scheme", .text(\.isDarkScheme), inherited: true, phase: .font) { cursor in
      var names: [String] = []
      while let token = cursor.peek, token.kind == .ident {
        names.append(token.text.lowercasedASCII)
        _ = cursor.next()
      }
      return names.isEmpty
        ? nil : .constant(names.contains("dark") && !names.contains("light"))
    }
    add(keywords: "list-style-position", .text(\.listStylePosition), inherited: true)
    add("list-style-image", .text(\.listStyleImage), inherited: true) { $0.imageOrNone() }
    add(keywords: "border-collapse", .text(\.borderCollapse), inherited: true)
    add("border-spacing", .text(\.borderSpacing), inherited: true) { cursor in
      guard let x = cursor.length(.nonNegative) else { return nil }
      let y = cursor.length(.nonNegative) ?? x
      return x.with(y).map { Pair($0.0, $0.1) }
    }
    add(keywords: "caption-side", .text(\.captionSide), inherited: true)
    add(keywords: "empty-cells", .text(\.emptyCells), inherited: true)
    add("orphans", .text(\.orphans), inherited: true) { $0.integer(minimum: 1) }
    add("widows", .text(\.widows), inherited: true) { $0.integer(minimum: 1) }
    add("ruby-position", .text(\.rubyPositionOver), inherited: true) { cursor in
      switch cursor.keyword() {
      case "over", "alternate": return .constant(true)
      case "under": return .constant(false)
      default: return nil
      }
    }
  }
}
