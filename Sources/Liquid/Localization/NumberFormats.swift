import Dataset
import Foundation

/// Numbers in the forms of a locale. Values are rounded exactly, half to even, before they are formatted.
extension LocaleFormats {
  /// With grouping; the fraction digits that it is written with, or as many as `places` says.
  func number(_ value: ExactDecimal, places: Int?) -> String {
    let rounded = places.map { value.rounded(to: $0) } ?? value
    return Self.foundation(rounded).formatted(
      Foundation.Decimal.FormatStyle(locale: locale)
        .precision(.fractionLength(Self.length(rounded.scale))))
  }

  /// `0.12` is 12 %.
  func percent(_ value: ExactDecimal, places: Int) -> String {
    let places = Self.length(places)
    return Self.foundation(value.rounded(to: places + 2)).formatted(
      Foundation.Decimal.FormatStyle.Percent(locale: locale).precision(.fractionLength(places)))
  }

  /// In an ISO 4217 currency, with its own number of fraction digits.
  func currency(_ value: ExactDecimal, code: String) -> String {
    Self.foundation(value).formatted(
      Foundation.Decimal.FormatStyle.Currency(code: code, locale: locale)
        .rounded(rule: .toNearestOrEven))
  }

  static func isCurrency(_ code: String) -> Bool {
    currencies.contains(code)
  }

  private static let currencies = Set(Locale.Currency.isoCurrencies.map(\.identifier))

  /// The number in the unit that fits it, with one decimal below 100 of the unit: 1.2M, 12.3K, 327K.
  func compact(_ value: ExactDecimal) -> String {
    let number = Self.foundation(value)
    let style = Foundation.Decimal.FormatStyle(locale: locale).notation(.compactName)
      .rounded(rule: .toNearestOrEven)
    let precise = number.formatted(style.precision(.fractionLength(0...1)))
    let whole = precise.drop { !$0.isWholeNumber }.prefix { $0.isWholeNumber }
    return whole.count < 3 ? precise : number.formatted(style.precision(.fractionLength(0)))
  }

  private static func length(_ places: Int) -> Int { min(max(places, 0), 100) }

  private static func foundation(_ value: ExactDecimal) -> Foundation.Decimal {
    if value.scale == 0, let integer = value.int64 { return Foundation.Decimal(integer) }
    // Without a locale the mark is a point.
    return Foundation.Decimal(string: value.description, locale: nil) ?? 0
  }
}
