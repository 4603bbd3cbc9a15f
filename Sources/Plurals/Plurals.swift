import CICUShim

/// The plural categories of CLDR, in its order.
package enum PluralCategory: Int, Sendable, CaseIterable {
  case zero, one, two, few, many, other

  fileprivate init?(keyword: String) {
    switch keyword {
    case "zero": self = .zero
    case "one": self = .one
    case "two": self = .two
    case "few": self = .few
    case "many": self = .many
    case "other": self = .other
    default: return nil
    }
  }
}

/// CLDR's plural rules of a locale (Unicode Technical Standard 35, part 3, section 5).
package struct PluralRules: Sendable {
  /// `1 track` or `1st track`.
  package enum Kind: Sendable { case cardinal, ordinal }

  private let locale: String
  private let kind: Kind
  /// Those that the locale tells apart, in CLDR's order.
  package let categories: [PluralCategory]

  /// - Parameter locale: a BCP 47 tag; an unknown language has the one category `other`.
  package init(locale: String, kind: Kind = .cardinal) {
    // ICU's names have underscores, and none of a tag's extensions matter here.
    let parts = locale.split(separator: "-").prefix { $0.count > 1 }
    self.locale = parts.map { String($0) }.joined(separator: "_")
    self.kind = kind
    let bits = platen_plural_categories(self.locale, kind == .ordinal ? 1 : 0)
    let found = PluralCategory.allCases.filter { bits > 0 && bits & (1 << $0.rawValue) != 0 }
    categories = found.isEmpty ? [.other] : found
  }

  /// The category of a number.
  ///
  /// - Parameter digits: plain digits with an optional sign and `.`; the fraction digits that are
  ///   written count (`1` is one, `1.0` other in English).
  package func category(of digits: String) -> PluralCategory {
    var keyword = [CChar](repeating: 0, count: 16)
    let status = platen_plural_category(
      locale, digits, kind == .ordinal ? 1 : 0, &keyword, Int32(keyword.count))
    guard status == 0 else { return .other }
    let text = String(
      decoding: keyword.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return PluralCategory(keyword: text) ?? .other
  }
}
