/// What the directives of a date format have read so far.
struct DateParts {
  private var year: Int?
  private var month: Int?
  private var day: Int?
  private var dayOfYear: Int?
  private var weekday: Int?
  private var hour: Int?
  private var hourOf12: Int?
  private var isAfternoon: Bool?
  private var minute: Int?
  private var second: Int?
  private var offset: Int?
  private var epoch: Int?

  init() {}

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]

  /// Reads one directive; false when the text does not fit it.
  mutating func read(_ directive: Character, from scanner: inout DateScanner) -> Bool {
    switch directive {
    case "Y": return store(scanner.digits(4...4), in: \.year)
    case "y": return twoDigitYear(&scanner)
    case "m": return store(scanner.digits(1...2), in: \.month)
    case "B", "b", "h": return name(Self.months, in: \.month, base: 1, &scanner)
    case "A", "a": return name(Self.weekdays, in: \.weekday, base: 0, &scanner)
    case "d": return store(scanner.digits(1...2), in: \.day)
    case "e":
      _ = scanner.whiteSpace()
      return store(scanner.digits(1...2), in: \.day)
    case "j": return store(scanner.digits(3...3), in: \.dayOfYear)
    case "H": return store(scanner.digits(1...2), in: \.hour)
    case "I": return store(scanner.digits(1...2), in: \.hourOf12)
    case "M": return store(scanner.digits(1...2), in: \.minute)
    case "S": return store(scanner.digits(1...2), in: \.second)
    case "p", "P":
      guard let half = scanner.name(among: ["am", "pm"]) else { return false }
      isAfternoon = half == 1
      return true
    case "z": return store(scanner.utcOffset(), in: \.offset)
    case "Z":
      guard scanner.name(among: ["UTC", "GMT", "Z"]) != nil else { return false }
      offset = 0
      return true
    case "s": return store(scanner.digits(1...12), in: \.epoch)
    case "T": return sequence("H:M:S", &scanner)
    case "R": return sequence("H:M", &scanner)
    case "F": return sequence("Y-m-d", &scanner)
    case "D": return sequence("m/d/y", &scanner)
    case "%": return scanner.take("%")
    default: return false
    }
  }

  /// The date read; nil when no such day or time exists.
  var date: CalendarDate? {
    guard var date = epoch.map(Self.date(ofEpoch:)) ?? calendarDay, !hasImpossibleTime else {
      return nil
    }
    if let hour = hourOf24 {
      date.secondOfDay = hour * 3600 + (minute ?? 0) * 60 + (second ?? 0)
    }
    if let offset { date.utcOffset = offset }
    guard date.exists else { return nil }
    if let weekday, weekday != Self.weekday(of: date) { return nil }
    return date
  }

  private var calendarDay: CalendarDate? {
    guard let year else { return nil }
    guard let dayOfYear else {
      guard let month, let day else { return nil }
      return CalendarDate(year: year, month: month, day: day)
    }
    var rest = dayOfYear
    for month in 1...12 {
      let length = CalendarDate.days(in: month, of: year)
      if rest <= length { return CalendarDate(year: year, month: month, day: rest) }
      rest -= length
    }
    return nil
  }

  private var hourOf24: Int? {
    guard let hourOf12 else { return hour }
    return hourOf12 % 12 + (isAfternoon == true ? 12 : 0)
  }

  private var hasImpossibleTime: Bool {
    (hour ?? 0) > 23 || !(1...12 ~= hourOf12 ?? 12) || (minute ?? 0) > 59 || (second ?? 0) > 59
  }

  private mutating func store(_ value: Int?, in part: WritableKeyPath<DateParts, Int?>) -> Bool {
    self[keyPath: part] = value
    return value != nil
  }

  /// 70–99 are 19xx, 00–69 are 20xx, as POSIX reads `%y`.
  private mutating func twoDigitYear(_ scanner: inout DateScanner) -> Bool {
    guard let value = scanner.digits(2...2) else { return false }
    year = value + (value >= 70 ? 1900 : 2000)
    return true
  }

  private mutating func name(
    _ names: [String], in part: WritableKeyPath<DateParts, Int?>, base: Int,
    _ scanner: inout DateScanner
  ) -> Bool {
    let all = names + names.map { String($0.prefix(3)) }
    guard let position = scanner.name(among: all) else { return false }
    self[keyPath: part] = position % names.count + base
    return true
  }

  private mutating func sequence(_ format: String, _ scanner: inout DateScanner) -> Bool {
    for character in format {
      if character.isLetter {
        guard read(character, from: &scanner) else { return false }
      } else {
        guard scanner.take(literal: String(character)) else { return false }
      }
    }
    return true
  }

  /// Days of the proleptic Gregorian calendar from 1970-01-01 (eras of 400 years).
  private static func date(ofEpoch seconds: Int) -> CalendarDate {
    let days = seconds / 86_400 + 719_468
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return CalendarDate(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shifted + 2) / 5 + 1, secondOfDay: seconds % 86_400, utcOffset: 0)
  }

  /// 0 is Sunday (Sakamoto's method).
  private static func weekday(of date: CalendarDate) -> Int {
    let shifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
    let year = date.month < 3 ? date.year - 1 : date.year
    return (year + year / 4 - year / 100 + year / 400 + shifts[date.month - 1] + date.day) % 7
  }
}
