/// Day counts in the proleptic Gregorian calendar.
extension CalendarDate {
  /// The years that dates may have, so that no sum of days can overflow.
  package static let years = -9_999...9_999

  /// Whether such a day, time of day and offset exist.
  package var isValid: Bool {
    Self.years.contains(year) && (1...12).contains(month)
      && (1...Self.daysInMonth(month, year)).contains(day)
      && (0..<86_400).contains(secondOfDay ?? 0) && abs(utcOffset ?? 0) < 86_400
  }

  package static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  package static func daysInMonth(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01.
  package var daysSinceEpoch: Int {
    // Years begin in March here, so that the leap day is the last day of one.
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// - Returns: nil where the day lies outside `years`.
  package init?(daysSinceEpoch days: Int) {
    guard abs(days) < 5_000_000 else { return nil }
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    guard Self.years.contains(year) else { return nil }
    self.init(year: year, month: month, day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Seconds since 1970-01-01T00:00:00; a date without an offset counts as UTC.
  package var secondsSinceEpoch: Int {
    daysSinceEpoch * 86_400 + (secondOfDay ?? 0) - (utcOffset ?? 0)
  }

  /// The moment in UTC.
  package init?(secondsSinceEpoch seconds: Int) {
    let days = seconds >= 0 ? seconds / 86_400 : (seconds + 1) / 86_400 - 1
    self.init(daysSinceEpoch: days)
    secondOfDay = seconds - days * 86_400
    utcOffset = 0
  }

  /// 0 is Sunday.
  package var weekday: Int {
    let shifted = (daysSinceEpoch + 4) % 7
    return shifted < 0 ? shifted + 7 : shifted
  }

  /// 1…366
  package var dayOfYear: Int {
    daysSinceEpoch - CalendarDate(year: year, month: 1, day: 1).daysSinceEpoch + 1
  }

  /// ISO 8601's week and the year it belongs to.
  package var isoWeek: (year: Int, week: Int) {
    let weekdayFromMonday = (weekday + 6) % 7
    // The week's Thursday lies in the year that the week belongs to.
    guard let thursday = CalendarDate(daysSinceEpoch: daysSinceEpoch - weekdayFromMonday + 3) else {
      return (year, 1)
    }
    return (thursday.year, (thursday.dayOfYear - 1) / 7 + 1)
  }
}
