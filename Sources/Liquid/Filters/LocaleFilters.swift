import Dataset
import Plurals

/// Numbers, lists and words as a locale writes them. Nil gives nil.
enum LocaleFilters {
  static let all: [FilterDefinition] = [
    FilterDefinition("number", .number, 0...1, takesNumbers: true, gives: .string) {
      input throws(FilterFault) in
      guard let number = try number(input) else { return .null }
      let places = input.arguments.isEmpty ? nil : try places(input)
      return .string(input.environment.formats.number(number, places: places))
    },
    FilterDefinition("percent", .number, 0...1, takesNumbers: true, gives: .string) {
      input throws(FilterFault) in
      guard let number = try number(input) else { return .null }
      return .string(input.environment.formats.percent(number, places: try places(input)))
    },
    FilterDefinition("currency", .number, 1...1, gives: .string) { input throws(FilterFault) in
      guard let number = try number(input) else { return .null }
      let code = input.text(0).uppercased()
      guard LocaleFormats.isCurrency(code) else {
        throw FilterFault("“\(code.prefix(10))” is no currency of ISO 4217")
      }
      return .string(input.environment.formats.currency(number, code: code))
    },
    FilterDefinition("compact", .numberOrList, 0...1, gives: .inputOrArgument) {
      input throws(FilterFault) in
      switch input.value {
      case .data(.integer(let integer)):
        // Standard Liquid knows `compact` for lists alone and makes a list of any other value; a number
        // that needs no abbreviation prints the same either way.
        if input.environment.isLax && integer.magnitude < 1_000 {
          return .list([.integer(integer)])
        }
        return .string(input.environment.formats.compact(ExactDecimal(integer)))
      case .data(.decimal(let decimal)):
        return .string(input.environment.formats.compact(decimal))
      case .data(.null) where !input.environment.isLax: return .null
      default:
        guard let keys = try Selection.keys(of: input) else { return .null }
        return .list(zip(input.items, keys).filter { $0.1 != .null }.map(\.0))
      }
    },
    FilterDefinition("ordinal", .number, gives: .string) { input throws(FilterFault) in
      guard let number = try number(input) else { return .null }
      guard let integer = number.int64 else {
        throw FilterFault("\(number.description.prefix(40)) is no whole number")
      }
      return .string(input.environment.formats.ordinal(integer))
    },
    FilterDefinition("plural", .number, 1...6, gives: .string) { input throws(FilterFault) in
      guard let number = try number(input) else { return .null }
      let formats = input.environment.formats
      let category = formats.category(of: number.description)
      // Arguments stand for the locale's categories in CLDR's order, the last one for `other` and for
      // those that are not given.
      let place = formats.cardinals.categories.firstIndex(of: category) ?? .max
      let isGiven = category != .other && place < input.arguments.count - 1
      return input.arguments[isGiven ? place : input.arguments.count - 1]
    },
    FilterDefinition("list", .list, 0...1, gives: .string) { input throws(FilterFault) in
      if input.value.isNull { return .null }
      let kind = input.argument(0).map { Conversion.text($0) } ?? "and"
      guard kind == "and" || kind == "or" else {
        throw FilterFault("the argument is “and” or “or”, not “\(kind.prefix(40))”")
      }
      return .string(
        input.environment.formats.list(
          input.items.map { Conversion.text($0) }, isAlternative: kind == "or"))
    },
    FilterDefinition("initials", .text, 0...1, takesNumbers: true, gives: .string) {
      input throws(FilterFault) in
      if input.value.isNull { return .null }
      let words = input.text.split { $0.isWhitespace || $0 == "-" || $0 == "\u{2010}" }
      let letters = words.compactMap { word in word.first { $0.isLetter || $0.isNumber } }
      let count = try input.integer(0, default: letters.count)
      return .string(letters.prefix(max(0, count)).map { $0.uppercased() }.joined())
    },
  ]

  /// The number before the bar, nil for nil.
  private static func number(_ input: FilterInput) throws(FilterFault) -> ExactDecimal? {
    switch input.value.value {
    case .null: return nil
    case .integer(let integer): return ExactDecimal(integer)
    case .decimal(let decimal): return decimal
    case .string(let text):
      if let number = ExactDecimal(plain: Characters.trimmed(text)) { return number }
      if input.environment.isLax { return Conversion.number(.string(text)).decimal }
      throw FilterFault("“\(text.prefix(40))” is no number")
    case let other: throw FilterFault("\(Comparison.describe(other)) is no number")
    }
  }

  /// The first argument as a number of fraction digits.
  private static func places(_ input: FilterInput) throws(FilterFault) -> Int {
    let places = try input.integer(0, default: 0)
    guard (0...20).contains(places) else {
      throw FilterFault("\(places) fraction digits are not between 0 and 20")
    }
    return places
  }
}
