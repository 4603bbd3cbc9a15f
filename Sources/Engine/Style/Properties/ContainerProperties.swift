import Markup

/// `[CSS Conditional 5, §4]`
extension PropertyTable {
  mutating func addContainerProperties() {
    add("container-type", .box(\.containerType)) { cursor in
      var type = ContainerType.normal
      var isEmpty = true
      while let keyword = cursor.keyword() {
        switch keyword {
        // Scroll states never change in a picture.
        case "normal", "scroll-state", "anchored": break
        case "size": type = .size
        case "inline-size": type = .inlineSize
        default: return nil
        }
        isEmpty = false
      }
      return isEmpty ? nil : .constant(type)
    }
    add("container-name", .box(\.containerNames)) { cursor in
      if cursor.consumeIdent("none") { return .constant([]) }
      var names: [String] = []
      while let token = cursor.peek, token.kind == .ident,
        !["none", "and", "or", "not"].contains(token.text.lowercasedASCII)
      {
        names.append(token.text)
        _ = cursor.next()
      }
      return names.isEmpty ? nil : .constant(names)
    }
    add(shorthand: "container", ["container-name", "container-type"]) { reader in
      guard reader.take("container-name") else { return false }
      guard !reader.cursor.isDone else {
        reader.reset("container-type")
        return true
      }
      return reader.cursor.consumeSlash() && reader.take("container-type")
    }
  }
}
