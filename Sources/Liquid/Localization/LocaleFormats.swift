import Dataset
import Foundation
import Plurals
import Synchronization

/// What numbers, dates, lists and plurals look like in one locale. Nothing comes from the machine:
/// its locale, its time zone and its clock are never asked.
final class LocaleFormats: Sendable {
  let locale: Locale
  let cardinals: PluralRules
  /// The words of dates.
  let names: DateNames
  private let state: Mutex<State>

  /// What is not safe to use from two threads, and what was found out before.
  private struct State {
    var dates: [DateStyle: DateFormatter] = [:]
    var ordinals: NumberFormatter?
    var categories: [String: PluralCategory] = [:]
    var patterns: [String: DatePattern] = [:]
  }

  /// CLDR's date forms.
  enum DateStyle: String, Sendable, CaseIterable {
    case short, medium, long, full

    var foundation: DateFormatter.Style {
      switch self {
      case .short: .short
      case .medium: .medium
      case .long: .long
      case .full: .full
      }
    }
  }

  private static let known = Mutex<[String: LocaleFormats]>([:])
  private static let maximumKnown = 64

  /// The formats of a BCP 47 tag, made once. An unknown language has the root's forms.
  static func of(_ tag: String) -> LocaleFormats {
    known.withLock { known in
      if let formats = known[tag] { return formats }
      // Tags may come from data; the cache stays small whatever they are.
      if known.count >= maximumKnown { known.removeAll() }
      let formats = LocaleFormats(tag)
      known[tag] = formats
      return formats
    }
  }

  private init(_ tag: String) {
    locale = Locale(identifier: tag)
    cardinals = PluralRules(locale: tag)
    let formatter = Self.formatter(of: .medium, in: locale)
    names = DateNames(
      months: formatter.monthSymbols, shortMonths: formatter.shortMonthSymbols,
      weekdays: formatter.weekdaySymbols, shortWeekdays: formatter.shortWeekdaySymbols,
      am: formatter.amSymbol, pm: formatter.pmSymbol)
    state = Mutex(State())
  }

  private static func formatter(of style: DateStyle, in locale: Locale) -> DateFormatter {
    let formatter = DateFormatter()
    formatter.locale = locale
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.calendar = Calendar(identifier: .gregorian)
    formatter.dateStyle = style.foundation
    formatter.timeStyle = .none
    return formatter
  }

  /// The day in one of CLDR's forms, as it was written, in no time zone.
  func string(from date: CalendarDate, style: DateStyle) -> String {
    let day = Date(timeIntervalSince1970: Double(date.daysSinceEpoch) * 86_400)
    return state.withLock { state in
      let formatter = state.dates[style] ?? Self.formatter(of: style, in: locale)
      state.dates[style] = formatter
      return formatter.string(from: day)
    }
  }

  /// The date written after a strftime pattern, with the locale's names.
  func string(from date: CalendarDate, pattern: String) -> String {
    let found = state.withLock { state in
      if let found = state.patterns[pattern] { return found }
      if state.patterns.count >= 256 { state.patterns.removeAll() }
      let found = DatePattern(pattern)
      state.patterns[pattern] = found
      return found
    }
    return found.string(from: date, names: names)
  }

  func ordinal(_ number: Int64) -> String {
    state.withLock { state in
      let formatter = state.ordinals ?? NumberFormatter()
      if state.ordinals == nil {
        formatter.locale = locale
        formatter.numberStyle = .ordinal
        state.ordinals = formatter
      }
      return formatter.string(from: NSNumber(value: number)) ?? String(number)
    }
  }

  /// The plural category of a number written as plain digits.
  func category(of digits: String) -> PluralCategory {
    state.withLock { state in
      if let category = state.categories[digits] { return category }
      if state.categories.count >= 4_096 { state.categories.removeAll() }
      let category = cardinals.category(of: digits)
      state.categories[digits] = category
      return category
    }
  }

  func list(_ items: [String], isAlternative: Bool) -> String {
    items.formatted(.list(type: isAlternative ? .or : .and, width: .standard).locale(locale))
  }
}
