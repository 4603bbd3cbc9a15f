import Foundation
import Testing

/// One locale as Babel writes it: `Tests/Locales`.
struct LocaleSample: Decodable, Sendable, CustomTestStringConvertible {
  var locale: String
  var number: String
  var negative: String
  var percent: String
  var euro: String
  var yen: String
  var medium: String
  var long: String
  var full: String
  var list: String
  var or: String
  var categories: [String]
  var plurals: [String: String]

  var testDescription: String { locale }

  static let all: [LocaleSample] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Locales/expected.json")
    return (try? Data(contentsOf: file)).flatMap {
      try? JSONDecoder().decode([LocaleSample].self, from: $0)
    } ?? []
  }()
}

@Suite struct LocaleTableTests {
  /// Where newer editions of the CLDR, or ICU beyond it, say otherwise than Babel's: a comma or a blank
  /// more or less, another sign for the yen.
  private static let newer: [String: Set<String>] = [
    "en-IN": ["list"], "es-MX": ["euro", "yen"], "sk-SK": ["full"], "hi-IN": ["list"],
    "he-IL": ["list", "or"], "ja-JP": ["yen", "full"], "zh-CN": ["full"],
    "vi-VN": ["medium", "long", "full"], "hr-HR": ["medium"], "ar-AE": ["long", "full"],
  ]

  @Test func holdsManyLocales() { #expect(LocaleSample.all.count >= 40) }

  @Test("numbers, dates, lists and plurals are those of the locale", arguments: LocaleSample.all)
  func agreesWithBabel(sample: LocaleSample) throws {
    func check(_ name: String, _ template: String, _ wanted: String) throws {
      if Self.newer[sample.locale]?.contains(name) == true { return }
      let text = try rendered(
        template, #"{"d": "2026-11-21", "l": ["A", "B", "C"]}"#, locale: sample.locale)
      #expect(Self.plain(text) == Self.plain(wanted), "\(sample.locale) \(template)")
    }
    try check("number", "{{ 1234567.891 | number }}", sample.number)
    try check("negative", "{{ -12.5 | number }}", sample.negative)
    try check("percent", "{{ 0.12 | percent }}", sample.percent)
    try check("euro", "{{ 12345.5 | currency: 'EUR' }}", sample.euro)
    try check("yen", "{{ 12345 | currency: 'JPY' }}", sample.yen)
    try check("medium", "{{ d | date }}", sample.medium)
    try check("long", "{{ d | date: 'long' }}", sample.long)
    try check("full", "{{ d | date: 'full' }}", sample.full)
    try check("list", "{{ l | list }}", sample.list)
    try check("or", "{{ l | list: 'or' }}", sample.or)
    let forms = sample.categories.map { "'\($0)'" }.joined(separator: ", ")
    for (number, category) in sample.plurals {
      try check("plural", "{{ \(number) | plural: \(forms) }}", category)
    }
  }

  /// Editions of the CLDR differ in which blank they use, and in marks of direction.
  private static func plain(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{A0}", "\u{202F}", "\u{2009}": result += " "
      case "\u{2212}": result += "-"
      case "\u{200E}", "\u{200F}", "\u{61C}", "\u{2066}", "\u{2068}", "\u{2069}": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
