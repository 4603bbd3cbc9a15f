import Markup

/// `[CSS Fonts 4]`
extension PropertyTable {
  mutating func addFontProperties() {
    add("font-family", .font(\.families), inherited: true, phase: .font) { cursor in
      cursor.fontFamilies().map { .constant($0) }
    }
    addFontSize()
    add("font-weight", .font(\.weight), inherited: true, phase: .font) { cursor in
      if let number = cursor.number() {
        if case .constant(let value) = number, !(1...1000).contains(value) { return nil }
        return number.map { min(max($0, 1), 1000) }
      }
      switch cursor.keyword() {
      case "normal": return .constant(400)
      case "bold": return .constant(700)
      case "bolder": return .computed { Self.bolder($0.font.weight) }
      case "lighter": return .computed { Self.lighter($0.font.weight) }
      default: return nil
      }
    }
    add("font-style", .font(\.slant), inherited: true, phase: .font) { cursor in
      switch cursor.keyword() {
      case "normal": return .constant(.normal)
      case "italic": return .constant(.italic)
      case "oblique":
        guard let angle = cursor.angle(unitlessZero: false) else { return .constant(.oblique(14)) }
        if case .constant(let value) = angle, !(-90...90).contains(value) { return nil }
        return angle.map { .oblique(min(max($0, -90), 90)) }
      default: return nil
      }
    }
    add("font-stretch", .font(\.stretch), inherited: true, phase: .font) { cursor in
      if let percentage = cursor.percentage(.nonNegative) { return percentage }
      return cursor.keyword().flatMap { Self.stretches[$0] }.map { .constant($0) }
    }
    add("line-height", .font(\.lineHeight), inherited: true, phase: .lineHeight) { cursor in
      if cursor.consumeIdent("normal") { return .constant(.normal) }
      if let number = cursor.number(.nonNegative) { return number.map { .number($0) } }
      guard let value = cursor.lengthPercentage(.nonNegative) else { return nil }
      return .computed { context in
        .length(value.resolve(context).resolve(pixels: context.font.size))
      }
    }
    add(keywords: "font-kerning", .font(\.kerning), inherited: true, phase: .font)
    add(
      choices: "font-optical-sizing", .font(\.opticalSizing), inherited: true, phase: .font,
      ["auto": true, "none": false])
    add("font-size-adjust", .font(\.sizeAdjust), inherited: true, phase: .font) { cursor in
      if cursor.consumeIdent("none") { return .constant(nil) }
      _ = cursor.consumeIdent("ex-height")
      return cursor.number(.nonNegative)?.map { $0 }
    }
    addFontSynthesis()
    addFontFeatures()
  }

  private mutating func addFontSynthesis() {
    let choices = ["auto": true, "none": false]
    add(
      choices: "font-synthesis-weight", .font(\.synthesisWeight), inherited: true, phase: .font,
      choices)
    add(
      choices: "font-synthesis-style", .font(\.synthesisStyle), inherited: true, phase: .font,
      choices)
    add(
      choices: "font-synthesis-small-caps", .font(\.synthesisSmallCaps), inherited: true,
      phase: .font, choices)
    add(
      shorthand: "font-synthesis",
      ["font-synthesis-weight", "font-synthesis-style", "font-synthesis-small-caps"]
    ) { reader in
      var names: Set<String> = []
      while let keyword = reader.cursor.keyword() {
        guard ["none", "weight", "style", "small-caps", "position"].contains(keyword),
          names.insert(keyword).inserted
        else { return false }
      }
      guard !names.isEmpty, !names.contains("none") || names.count == 1 else { return false }
      let (weight, style, caps) = (
        names.contains("weight"), names.contains("style"), names.contains("small-caps")
      )
      reader.set("font-synthesis-weight") { builder, _ in
        builder.style.font.synthesisWeight = weight
      }
      reader.set("font-synthesis-style") { builder, _ in builder.style.font.synthesisStyle = style }
      reader.set("font-synthesis-small-caps") { builder, _ in
        builder.style.font.synthesisSmallCaps = caps
      }
      return true
    }
  }

  static let stretches: [String: Double] = [
    "ultra-condensed": 50, "extra-condensed": 62.5, "condensed": 75, "semi-condensed": 87.5,
    "normal": 100, "semi-expanded": 112.5, "expanded": 125, "extra-expanded": 150,
    "ultra-expanded": 200,
  ]

  /// `[CSS Fonts 4, §2.2.1]`
  private static func bolder(_ weight: Double) -> Double {
    weight < 350 ? 400 : weight < 550 ? 700 : max(weight, 900)
  }

  private static func lighter(_ weight: Double) -> Double {
    weight < 100 ? weight : weight < 550 ? 100 : weight < 750 ? 400 : 700
  }
}

extension ValueCursor {
  /// Family names and generic families between commas; nil where one is malformed.
  mutating func fontFamilies() -> [FontFamily]? {
    var families: [FontFamily] = []
    repeat {
      guard let family = fontFamily() else { return nil }
      families.append(family)
    } while consumeComma()
    return families
  }

  private mutating func fontFamily() -> FontFamily? {
    if let string = string() { return .named(string) }
    var words: [String] = []
    while let token = peek, token.kind == .ident {
      words.append(token.text)
      _ = next()
    }
    guard let first = words.first else { return nil }
    if words.count == 1 {
      let name = first.lowercasedASCII
      if Self.genericFamilies.contains(name) { return .generic(name) }
      if CSSWideKeyword.isReserved(name) || name == "default" { return nil }
    }
    return .named(words.joined(separator: " "))
  }

  private static let genericFamilies: Set<String> = [
    "serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif",
    "ui-sans-serif", "ui-monospace", "ui-rounded", "math", "emoji", "fangsong",
  ]
}
