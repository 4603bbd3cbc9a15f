/// A day, or a moment of a day, in the proleptic Gregorian calendar, without any time zone's guesswork.
package struct CalendarDate: Sendable, Hashable, Comparable {
  package var year: Int
  /// 1…12
  package var month: Int
  /// 1…31
  package var day: Int
  /// Seconds since midnight; nil for a plain day.
  package var secondOfDay: Int?
  /// Seconds east of UTC as written; nil where none was.
  package var utcOffset: Int?

  package init(year: Int, month: Int, day: Int, secondOfDay: Int? = nil, utcOffset: Int? = nil) {
    self.year = year
    self.month = month
    self.day = day
    self.secondOfDay = secondOfDay
    self.utcOffset = utcOffset
  }

  package static func < (a: CalendarDate, b: CalendarDate) -> Bool {
    (a.year, a.month, a.day, a.secondOfDay ?? 0) < (b.year, b.month, b.day, b.secondOfDay ?? 0)
  }
}
