extension DatePattern {
  /// Reads a date written after the pattern, with English names.
  ///
  /// Two-digit years 70–99 belong to the 20th century, others to the 21st. White space in the pattern
  /// matches any white space.
  ///
  /// - Returns: nil where the whole text does not match or no such day exists.
  package func date(from text: some StringProtocol) -> CalendarDate? {
    var scanner = DateScanner(text)
    var parts = Parts()
    for item in items {
      switch item {
      case .literal(let literal):
        for character in literal {
          if character.isWhitespace {
            scanner.skipWhitespace()
          } else if !scanner.take(character) {
            return nil
          }
        }
      case .directive(let directive):
        guard Self.read(directive, from: &scanner, into: &parts) else { return nil }
      }
    }
    return scanner.isAtEnd ? parts.date : nil
  }

  /// What the directives of a pattern found.
  private struct Parts {
    var year: Int?
    var century: Int?
    var yearOfCentury: Int?
    var month: Int?
    var day: Int?
    var dayOfYear: Int?
    var hour: Int?
    var hour12: Int?
    var isAfternoon: Bool?
    var minute: Int?
    var second: Int?
    var utcOffset: Int?
    var epoch: Int?
    var weekday: Int?

    var date: CalendarDate? {
      if let epoch { return CalendarDate(secondsSinceEpoch: epoch) }
      guard let year = fullYear, var date = day(of: year) else { return nil }
      if let hour12, hour == nil {
        guard (1...12).contains(hour12) else { return nil }
        date.secondOfDay = seconds(hour: hour12 % 12 + (isAfternoon == true ? 12 : 0))
      } else if hour != nil || minute != nil || second != nil {
        date.secondOfDay = seconds(hour: hour ?? 0)
      }
      if (minute ?? 0) > 59 || (second ?? 0) > 59 { return nil }
      date.utcOffset = utcOffset
      guard date.isValid, weekday == nil || weekday == date.weekday else { return nil }
      return date
    }

    private var fullYear: Int? {
      if let year { return year }
      guard let yearOfCentury else { return nil }
      if let century { return century * 100 + yearOfCentury }
      return yearOfCentury + (yearOfCentury >= 70 ? 1_900 : 2_000)
    }

    private func day(of year: Int) -> CalendarDate? {
      if let dayOfYear, month == nil, day == nil {
        guard (1...(CalendarDate.isLeap(year) ? 366 : 365)).contains(dayOfYear) else { return nil }
        let first = CalendarDate(year: year, month: 1, day: 1)
        return CalendarDate(daysSinceEpoch: first.daysSinceEpoch + dayOfYear - 1)
      }
      return CalendarDate(year: year, month: month ?? 1, day: day ?? 1)
    }

    private func seconds(hour: Int) -> Int { hour * 3_600 + (minute ?? 0) * 60 + (second ?? 0) }
  }

  private static func read(
    _ directive: Directive, from scanner: inout DateScanner, into parts: inout Parts
  ) -> Bool {
    let names = DateNames.english
    func number(_ target: WritableKeyPath<Parts, Int?>, _ count: ClosedRange<Int>) -> Bool {
      guard let value = scanner.digits(count) else { return false }
      parts[keyPath: target] = value
      return true
    }
    func name(_ target: WritableKeyPath<Parts, Int?>, _ list: [String], from first: Int) -> Bool {
      guard let index = scanner.name(among: list) else { return false }
      parts[keyPath: target] = index % (list.count / 2) + first
      return true
    }
    switch directive.letter {
    case "Y", "G": return number(\.year, 4...4)
    case "C": return number(\.century, 2...2)
    case "y", "g": return number(\.yearOfCentury, 2...2)
    case "m": return number(\.month, 1...2)
    case "d", "e":
      scanner.skipWhitespace()
      return number(\.day, 1...2)
    case "j": return number(\.dayOfYear, 1...3)
    case "H", "k":
      scanner.skipWhitespace()
      return number(\.hour, 1...2)
    case "I", "l":
      scanner.skipWhitespace()
      return number(\.hour12, 1...2)
    case "M": return number(\.minute, 2...2)
    case "S": return number(\.second, 2...2)
    case "L", "N": return scanner.digits(1...9) != nil
    case "s": return number(\.epoch, 1...11)
    case "B", "b": return name(\.month, names.months + names.shortMonths, from: 1)
    case "A", "a": return name(\.weekday, names.weekdays + names.shortWeekdays, from: 0)
    case "p", "P":
      guard let index = scanner.name(among: [names.am, names.pm]) else { return false }
      parts.isAfternoon = index == 1
      return true
    case "z", "Z":
      guard let offset = scanner.utcOffset() else { return false }
      parts.utcOffset = offset
      return true
    case "n", "t":
      scanner.skipWhitespace()
      return true
    case "%": return scanner.take("%")
    case "u", "w", "U", "W", "V": return scanner.digits(1...2) != nil
    default: return false
    }
  }
}
