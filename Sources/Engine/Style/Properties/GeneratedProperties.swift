import Markup

/// `[CSS Generated Content 3; CSS Lists 3; CSS Shapes 1; CSS Inline 3]`
extension PropertyTable {
  mutating func addGeneratedProperties() {
    add("content", .generated(\.content)) { $0.content() }
    add("quotes", .text(\.quotes), inherited: true) { cursor in
      if cursor.consumeIdent("auto") { return .constant(.auto) }
      if cursor.consumeIdent("none") { return .constant(.none) }
      var pairs: [Pair<String>] = []
      while let open = cursor.string() {
        guard let close = cursor.string() else { return nil }
        pairs.append(Pair(open, close))
      }
      return pairs.isEmpty ? nil : .constant(.pairs(pairs))
    }
    add("counter-reset", .generated(\.counterReset)) {
      $0.counterChanges(defaultValue: 0, allowsReversed: true)
    }
    add("counter-increment", .generated(\.counterIncrement)) { $0.counterChanges(defaultValue: 1) }
    add("counter-set", .generated(\.counterSet)) { $0.counterChanges(defaultValue: 0) }
    add("shape-outside", .generated(\.shapeOutside)) { $0.shapeOutside() }
    add("shape-margin", .generated(\.shapeMargin)) { $0.lengthPercentage(.nonNegative) }
    add("shape-image-threshold", .generated(\.shapeImageThreshold)) {
      $0.numberOrPercentage()?.map { min(max($0, 0), 1) }
    }
    add("initial-letter", .generated(\.initialLetter)) { cursor in
      if cursor.consumeIdent("normal") { return .constant(nil) }
      guard case .constant(let size)? = cursor.number(), size >= 1 else { return nil }
      var sink = Int(min(size, 1000).rounded(.up))
      if case .constant(let value)? = cursor.integer(minimum: 1) {
        sink = value
      } else if cursor.consumeIdent("raise") {
        sink = 1
      } else {
        _ = cursor.consumeIdent("drop")
      }
      return .constant(InitialLetter(size: size, sink: sink))
    }
    add("page", .generated(\.page)) { cursor in
      if cursor.consumeIdent("auto") { return .constant("") }
      return cursor.customIdent().map { .constant($0) }
    }
  }
}

extension ValueCursor {
  fileprivate mutating func content() -> Specified<Content>? {
    if consumeIdent("normal") { return .constant(.normal) }
    if consumeIdent("none") { return .constant(.none) }
    var items: [Specified<ContentItem>] = []
    while let token = peek, !token.isDelim("/") {
      guard let item = contentItem() else { return nil }
      items.append(item)
    }
    guard !items.isEmpty else { return nil }
    if consumeSlash() {
      // The alternative text is for those who cannot see the asset; an asset has no place for it.
      guard string() != nil else { return nil }
      while string() != nil {}
    }
    return items.gathered().map { .items($0) }
  }

  private mutating func contentItem() -> Specified<ContentItem>? {
    if let string = string() { return .constant(.string(string)) }
    if let image = image() { return image.map { .image($0) } }
    guard let token = peek else { return nil }
    if token.isFunction("counter") || token.isFunction("counters") {
      return counterItem(isNested: token.isFunction("counters"))
    }
    switch keyword() {
    case "open-quote": return .constant(.openQuote)
    case "close-quote": return .constant(.closeQuote)
    case "no-open-quote": return .constant(.noOpenQuote)
    case "no-close-quote": return .constant(.noCloseQuote)
    default: return nil
    }
  }

  private mutating func counterItem(isNested: Bool) -> Specified<ContentItem>? {
    guard var inner = block(), let name = inner.customIdent(excluding: ["none"]) else { return nil }
    var separator = ""
    if isNested {
      guard inner.consumeComma(), let string = inner.string() else { return nil }
      separator = string
    }
    var style = CounterStyleReference.named("decimal")
    if inner.consumeComma() {
      guard let parsed = inner.counterStyle() else { return nil }
      style = parsed
    }
    guard inner.isDone else { return nil }
    return .constant(
      isNested ? .counters(name, separator: separator, style) : .counter(name, style))
  }

  /// `<counter-style>`, `none` or a string.
  mutating func counterStyle() -> CounterStyleReference? {
    if consumeIdent("none") { return CounterStyleReference.none }
    if let string = string() { return .string(string) }
    guard let name = customIdent() else { return nil }
    // Predefined styles compare ignoring case.
    let lowercased = name.lowercasedASCII
    return .named(CounterStyleNames.predefined.contains(lowercased) ? lowercased : name)
  }

  fileprivate mutating func counterChanges(defaultValue: Int, allowsReversed: Bool = false)
    -> Specified<[CounterChange]>?
  {
    if consumeIdent("none") { return .constant([]) }
    var changes: [Specified<CounterChange>] = []
    while let token = peek {
      var isReversed = false
      let name: String
      if allowsReversed, token.isFunction("reversed") {
        guard var inner = block(), let ident = inner.customIdent(excluding: ["none"]),
          inner.isDone
        else { return nil }
        name = ident
        isReversed = true
      } else {
        guard let ident = customIdent(excluding: ["none"]) else { return nil }
        name = ident
      }
      let value = integer() ?? .constant(defaultValue)
      changes.append(
        value.map { [isReversed] in CounterChange(name: name, value: $0, isReversed: isReversed) })
    }
    return changes.isEmpty ? nil : changes.gathered()
  }

  fileprivate mutating func shapeOutside() -> Specified<ShapeOutside?>? {
    if consumeIdent("none") { return .constant(nil) }
    if let image = image() { return image.map { .image($0) } }
    var box: ShapeOutside.ShapeBox?
    var shape: Specified<BasicShape>?
    while !isDone {
      if box == nil, let token = peek, token.kind == .ident {
        guard let known = ShapeOutside.ShapeBox(rawValue: token.text.lowercasedASCII) else {
          return nil
        }
        box = known
        _ = next()
      } else if shape == nil, let parsed = basicShape() {
        shape = parsed
      } else {
        return nil
      }
    }
    if let shape { return shape.map { [box] in .shape($0, box: box ?? .marginBox) } }
    return box.map { .constant(.box($0)) }
  }
}

/// `[CSS Counter Styles 3, §§6–7]`
enum CounterStyleNames {
  static let predefined: Set<String> = [
    "decimal", "decimal-leading-zero", "arabic-indic", "armenian", "upper-armenian",
    "lower-armenian", "bengali", "cambodian", "khmer", "cjk-decimal", "devanagari", "georgian",
    "gujarati", "gurmukhi", "hebrew", "kannada", "lao", "malayalam", "mongolian", "myanmar",
    "oriya", "persian", "lower-roman", "upper-roman", "tamil", "telugu", "thai", "tibetan",
    "lower-alpha", "lower-latin", "upper-alpha", "upper-latin", "lower-greek", "hiragana",
    "hiragana-iroha", "katakana", "katakana-iroha", "disc", "circle", "square",
    "disclosure-open", "disclosure-closed", "cjk-earthly-branch", "cjk-heavenly-stem",
    "japanese-informal", "japanese-formal", "korean-hangul-formal", "korean-hanja-informal",
    "korean-hanja-formal", "simp-chinese-informal", "simp-chinese-formal",
    "trad-chinese-informal", "trad-chinese-formal", "cjk-ideographic", "ethiopic-numeric",
  ]
}
