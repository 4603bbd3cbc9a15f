import Dataset

/// `date`: a strftime pattern with the locale's names, a named style (`short`, `medium`, `long`,
/// `full`, `iso`), or the locale's medium form.
enum DateFilters {
  static let all: [FilterDefinition] = [
    FilterDefinition("date", .date, 0...1, standardMinimum: 1, gives: .string) {
      input throws(FilterFault) in
      if input.value.isNull { return .null }
      let format = input.argument(0).map { Conversion.text($0) }
      if format?.isEmpty == true { return input.value }
      guard let date = try date(input) else {
        if input.environment.isLax { return input.value }
        throw FilterFault("“\(input.text.prefix(40))” is no date")
      }
      let formats = input.environment.formats
      guard let format else { return .string(formats.string(from: date, style: .medium)) }
      if let style = LocaleFormats.DateStyle(rawValue: format) {
        return .string(formats.string(from: date, style: style))
      }
      if format == "iso" { return .string(date.isoDescription) }
      return .string(formats.string(from: date, pattern: format))
    }
  ]

  private static func date(_ input: FilterInput) throws(FilterFault) -> CalendarDate? {
    switch input.value.value {
    case .date(let date): return date
    case .integer(let seconds): return CalendarDate(secondsSinceEpoch: Int(seconds))
    case .string(let text):
      if text == "now" || text == "today" {
        throw FilterFault("“\(text)” is refused: the same data must always give the same result")
      }
      return LooseDate.date(from: text)
    default: return nil
    }
  }
}
