import Markup

/// `font-variant-*`, `font-feature-settings`, `font-variation-settings`. `[CSS Fonts 4, §6 and §8]`
extension PropertyTable {
  mutating func addFontFeatures() {
    add(keywords: "font-variant-caps", .font(\.variantCaps), inherited: true, phase: .font)
    add(keywords: "font-variant-position", .font(\.variantPosition), inherited: true, phase: .font)
    add("font-variant-ligatures", .font(\.variants.ligatures), inherited: true, phase: .font) {
      cursor in
      cursor.featureKeywords(Self.ligatureGroups, none: Self.noLigatures).map { .constant($0) }
    }
    add("font-variant-numeric", .font(\.variants.numeric), inherited: true, phase: .font) {
      cursor in cursor.featureKeywords(Self.numericGroups, none: nil).map { .constant($0) }
    }
    add("font-variant-east-asian", .font(\.variants.eastAsian), inherited: true, phase: .font) {
      cursor in cursor.featureKeywords(Self.eastAsianGroups, none: nil).map { .constant($0) }
    }
    add("font-feature-settings", .font(\.variants.settings), inherited: true, phase: .font) {
      cursor in cursor.openTypeTags(integers: true)
    }
    add("font-variation-settings", .font(\.variations), inherited: true, phase: .font) {
      cursor in cursor.openTypeTags(integers: false)
    }
    add(
      shorthand: "font-variant",
      [
        "font-variant-ligatures", "font-variant-caps", "font-variant-numeric",
        "font-variant-east-asian", "font-variant-position",
      ]
    ) { reader in Self.readFontVariant(&reader) }
  }

  private static func readFontVariant(_ reader: inout ShorthandReader) -> Bool {
    let names = [
      "font-variant-ligatures", "font-variant-caps", "font-variant-numeric",
      "font-variant-east-asian", "font-variant-position",
    ]
    if reader.cursor.consumeIdent("normal") {
      reader.reset(names)
      return true
    }
    if reader.cursor.consumeIdent("none") {
      reader.reset(Array(names.dropFirst()))
      let none = noLigatures
      reader.set(names[0]) { builder, _ in builder.style.font.variants.ligatures = none }
      return true
    }
    // Keywords of the different longhands may mix in any order.
    var collected: [String: [CSSToken]] = [:]
    while let token = reader.cursor.next() {
      guard token.kind == .ident, let name = variantLonghand(token.text.lowercasedASCII) else {
        return false
      }
      collected[name, default: []] += [token, CSSToken(.whitespace)]
    }
    for name in names {
      guard let tokens = collected[name] else {
        reader.reset(name)
        continue
      }
      guard reader.take(name, from: ComponentValues(tokens: tokens).trimmed) else { return false }
    }
    return !collected.isEmpty
  }

  private static func variantLonghand(_ keyword: String) -> String? {
    if ligatureGroups.contains(where: { $0[keyword] != nil }) { return "font-variant-ligatures" }
    if numericGroups.contains(where: { $0[keyword] != nil }) { return "font-variant-numeric" }
    if eastAsianGroups.contains(where: { $0[keyword] != nil }) { return "font-variant-east-asian" }
    if keyword == "sub" || keyword == "super" { return "font-variant-position" }
    return keyword != "normal" && FontStyle.VariantCaps(rawValue: keyword) != nil
      ? "font-variant-caps" : nil
  }

  private static func feature(_ tag: String, _ value: Double = 1) -> FontFeature {
    FontFeature(tag: tag, value: value)
  }

  /// Keywords that exclude one another stand in one group.
  private static let ligatureGroups: [[String: [FontFeature]]] = [
    [
      "common-ligatures": [feature("liga"), feature("clig")],
      "no-common-ligatures": [feature("liga", 0), feature("clig", 0)],
    ],
    [
      "discretionary-ligatures": [feature("dlig")],
      "no-discretionary-ligatures": [feature("dlig", 0)],
    ],
    ["historical-ligatures": [feature("hlig")], "no-historical-ligatures": [feature("hlig", 0)]],
    ["contextual": [feature("calt")], "no-contextual": [feature("calt", 0)]],
  ]
  private static let noLigatures = ["liga", "clig", "dlig", "hlig", "calt"].map { feature($0, 0) }
  private static let numericGroups: [[String: [FontFeature]]] = [
    ["lining-nums": [feature("lnum")], "oldstyle-nums": [feature("onum")]],
    ["proportional-nums": [feature("pnum")], "tabular-nums": [feature("tnum")]],
    ["diagonal-fractions": [feature("frac")], "stacked-fractions": [feature("afrc")]],
    ["ordinal": [feature("ordn")]], ["slashed-zero": [feature("zero")]],
  ]
  private static let eastAsianGroups: [[String: [FontFeature]]] = [
    [
      "jis78": [feature("jp78")], "jis83": [feature("jp83")], "jis90": [feature("jp90")],
      "jis04": [feature("jp04")], "simplified": [feature("smpl")],
      "traditional": [feature("trad")],
    ],
    ["full-width": [feature("fwid")], "proportional-width": [feature("pwid")]],
    ["ruby": [feature("ruby")]],
  ]
}

extension ValueCursor {
  /// Keywords at most one of each group; `normal` alone is no feature, `none` those given.
  fileprivate mutating func featureKeywords(
    _ groups: [[String: [FontFeature]]], none: [FontFeature]?
  ) -> [FontFeature]? {
    if consumeIdent("normal") { return [] }
    if let none, consumeIdent("none") { return none }
    var features: [FontFeature] = []
    var used: Set<Int> = []
    while let token = peek, token.kind == .ident {
      let name = token.text.lowercasedASCII
      guard let index = groups.firstIndex(where: { $0[name] != nil }),
        used.insert(index).inserted, let made = groups[index][name]
      else { return nil }
      features += made
      _ = next()
    }
    return features.isEmpty ? nil : features
  }

  /// `"tag" value` between commas, or `normal`.
  mutating func openTypeTags(integers: Bool) -> Specified<[FontFeature]>? {
    if consumeIdent("normal") { return .constant([]) }
    var features: [Specified<FontFeature>] = []
    repeat {
      guard let tag = string(), tag.utf8.count == 4, tag.utf8.allSatisfy({ 0x20...0x7E ~= $0 })
      else { return nil }
      var value: Specified<Double> = .constant(1)
      if integers {
        if consumeIdent("off") {
          value = .constant(0)
        } else if !consumeIdent("on"), let number = integer(minimum: 0) {
          value = number.map(Double.init)
        }
      } else {
        guard let number = number() else { return nil }
        value = number
      }
      features.append(value.map { FontFeature(tag: tag, value: $0) })
    } while consumeComma()
    return features.gathered()
  }
}
