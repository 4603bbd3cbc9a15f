extension CalendarDate {
  /// ISO 8601: `2026-01-31`, `20260131`, and either with `T` or a space and a time of day,
  /// `10:00[:00[.000]]`, perhaps with `Z` or an offset. The whole text must match and the day exist.
  package init?(iso text: String) {
    var scanner = DateScanner(text)
    guard let year = scanner.digits(4...4) else { return nil }
    let isExtended = scanner.take("-")
    guard let month = scanner.digits(2...2), scanner.take("-") == isExtended,
      let day = scanner.digits(2...2)
    else { return nil }
    self.init(year: year, month: month, day: day)
    if !scanner.isAtEnd {
      guard scanner.take("T") || scanner.take("t") || scanner.take(" "),
        let second = scanner.timeOfDay()
      else { return nil }
      secondOfDay = second
      if !scanner.isAtEnd {
        guard let offset = scanner.utcOffset() else { return nil }
        utcOffset = offset
      }
    }
    guard scanner.isAtEnd, exists else { return nil }
  }

  /// Whether the calendar has such a day and the day such a second.
  package var exists: Bool {
    1...9999 ~= year && 1...12 ~= month && day >= 1 && day <= Self.days(in: month, of: year)
      && secondOfDay.map { 0..<86_400 ~= $0 } ?? true
  }

  /// How many days the month (1…12) has.
  package static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    default: 31
    }
  }

  /// `2026-01-31`, with the time of day and the offset where there are any.
  package var isoText: String {
    var text = padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    if let second = secondOfDay {
      text += "T" + padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2) + ":"
      text += padded(second % 60, 2)
    }
    if let offset = utcOffset {
      let minutes = abs(offset) / 60
      text +=
        offset == 0
        ? "Z" : (offset < 0 ? "-" : "+") + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
    }
    return text
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
