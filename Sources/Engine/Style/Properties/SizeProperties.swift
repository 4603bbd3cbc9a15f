import Markup

/// `[CSS Sizing 3 and 4; CSS Box 3]`
extension PropertyTable {
  mutating func addSizeProperties() {
    for (name, path) in [
      ("width", \.width), ("height", \.height), ("min-width", \.minWidth),
      ("min-height", \.minHeight),
    ] as [(String, StylePath<BoxStyle, SizeValue>)] {
      add(name, .box(path)) { cursor in
        if cursor.consumeIdent("auto") { return .constant(.auto) }
        return cursor.size()
      }
    }
    for (name, path) in [("max-width", \.maxWidth), ("max-height", \.maxHeight)]
      as [(String, StylePath<BoxStyle, SizeValue>)]
    {
      add(name, .box(path)) { cursor in
        if cursor.consumeIdent("none") { return .constant(.none) }
        return cursor.size()
      }
    }
    add(keywords: "box-sizing", .box(\.boxSizing))
    add("aspect-ratio", .box(\.aspectRatio)) { cursor in
      var auto = cursor.consumeIdent("auto")
      guard let width = cursor.number(.nonNegative) else {
        return auto ? .constant(AspectRatio()) : nil
      }
      var height: Specified<Double> = .constant(1)
      if cursor.consumeSlash() {
        guard let value = cursor.number(.nonNegative) else { return nil }
        height = value
      }
      if !auto { auto = cursor.consumeIdent("auto") }
      return width.with(height).map { [auto] width, height in
        var result = AspectRatio()
        result.ratio = width > 0 && height > 0 ? width / height : nil
        result.auto = auto || result.ratio == nil
        return result
      }
    }
    for (name, path) in [
      ("margin-top", \.margin.top), ("margin-right", \.margin.right),
      ("margin-bottom", \.margin.bottom), ("margin-left", \.margin.left),
    ] as [(String, StylePath<BoxStyle, AutoLength>)] {
      add(name, .box(path)) { $0.autoLength() }
    }
    for (name, path) in [
      ("padding-top", \.padding.top), ("padding-right", \.padding.right),
      ("padding-bottom", \.padding.bottom), ("padding-left", \.padding.left),
    ] as [(String, StylePath<BoxStyle, LengthPercentage>)] {
      add(name, .box(path)) { $0.lengthPercentage(.nonNegative) }
    }
  }
}

extension ValueCursor {
  /// A size without `auto` and `none`.
  mutating func size() -> Specified<SizeValue>? {
    if let value = lengthPercentage(.nonNegative) { return value.map { .lengthPercentage($0) } }
    guard let token = peek else { return nil }
    if token.isFunction("fit-content") {
      return attempt { cursor in
        guard var inner = cursor.block(), let limit = inner.lengthPercentage(.nonNegative),
          inner.isDone
        else { return nil }
        return limit.map { .fitContent($0) }
      }
    }
    guard token.kind == .ident else { return nil }
    let size: SizeValue
    switch token.text.lowercasedASCII {
    case "min-content", "-webkit-min-content": size = .minContent
    case "max-content", "-webkit-max-content": size = .maxContent
    case "fit-content", "-webkit-fit-content": size = .fitContent(nil)
    case "stretch", "-webkit-fill-available": size = .stretch
    default: return nil
    }
    _ = next()
    return .constant(size)
  }
}
