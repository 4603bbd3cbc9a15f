import Dataset

/// Reads dates as people write them in text: `March 14, 2016`, `14 Mar 2016 10:30 PM`,
/// `Fri, 16 Jul 2004 01:00:00 +0200`, `2016/03/14`, seconds since 1970. For templates of standard Liquid;
/// fields of type `date` have one format.
enum LooseDate {
  static func date(from text: String) -> CalendarDate? {
    let text = String(Characters.trimmed(text))
    if text.utf8.allSatisfy(\.isASCIIDigit) {
      // Eight digits would be a compact ISO date as well; standard Liquid takes seconds.
      return Int(text).flatMap { CalendarDate(secondsSinceEpoch: $0) }
    }
    if let date = CalendarDate(iso: text) { return date }
    guard text.utf8.count <= 80 else { return nil }
    var parts = Parts()
    for word in words(of: text) {
      guard parts.take(word) else { return nil }
    }
    return parts.date
  }

  /// What stands between white space and commas.
  private static func words(of text: String) -> [String] {
    text.split { $0.isWhitespace || $0 == "," }.map { String($0) }
  }

  private struct Parts {
    var year: Int?
    var month: Int?
    var day: Int?
    var second: Int?
    var offset: Int?

    mutating func take(_ word: String) -> Bool {
      let lower = word.lowercased()
      if takeMonth(lower) || isWeekday(lower) { return true }
      if word.contains(":") { return takeTime(lower) }
      if let hour = lower.wholeMatch(of: #/(\d{1,2})([ap]m)/#) {
        return takeTime("\(hour.1):00\(hour.2)")
      }
      if lower == "am" || lower == "pm" { return shift(isAfternoon: lower == "pm") }
      if ["utc", "gmt", "z"].contains(lower) {
        offset = 0
        return true
      }
      if let first = word.first, first == "+" || first == "-", second != nil {
        offset = DatePattern("%Y %z").date(from: "2000 " + word)?.utcOffset
        return offset != nil
      }
      let numbers = lower.split { $0 == "/" || $0 == "-" || $0 == "." }
      if numbers.count == 3 { return takeDay(numbers) }
      if numbers.count == 2, numbers[0].count == 4 { return takeYearAndMonth(numbers) }
      return numbers.count == 1 && takeNumber(lower)
    }

    private mutating func takeMonth(_ word: String) -> Bool {
      guard word.count >= 3, month == nil else { return false }
      let plain = word.hasSuffix(".") ? String(word.dropLast()) : word
      let names = DateNames.english.months
      guard let index = names.firstIndex(where: { $0.lowercased().hasPrefix(plain) }) else {
        return false
      }
      month = index + 1
      return true
    }

    private func isWeekday(_ word: String) -> Bool {
      word.count >= 3 && DateNames.english.weekdays.contains { $0.lowercased().hasPrefix(word) }
    }

    private mutating func takeTime(_ word: String) -> Bool {
      var digits = word
      var suffix: String?
      if word.hasSuffix("am") || word.hasSuffix("pm") {
        suffix = String(word.suffix(2))
        digits = String(word.dropLast(2))
      }
      for pattern in ["%H:%M:%S", "%H:%M", "%H:%M:%S.%L", "%H:%M:%S%z"] {
        guard let found = DatePattern("%Y " + pattern).date(from: "2000 " + digits) else {
          continue
        }
        second = found.secondOfDay
        offset = found.utcOffset ?? offset
        return suffix.map { shift(isAfternoon: $0 == "pm") } ?? true
      }
      return false
    }

    private mutating func shift(isAfternoon: Bool) -> Bool {
      guard let time = second, time < 46_800 else { return false }
      second = time % 43_200 + (isAfternoon ? 43_200 : 0)
      return true
    }

    /// `2016/03/14`, or `14.03.2016`.
    private mutating func takeDay(_ numbers: [Substring]) -> Bool {
      let values = numbers.compactMap { Int($0) }
      guard values.count == 3, year == nil else { return false }
      if numbers[0].count == 4 {
        (year, month, day) = (values[0], values[1], values[2])
      } else {
        (day, month, year) = (values[0], values[1], values[2])
      }
      return true
    }

    /// `2016-03`
    private mutating func takeYearAndMonth(_ numbers: [Substring]) -> Bool {
      guard year == nil, month == nil, let first = Int(numbers[0]), let last = Int(numbers[1])
      else { return false }
      (year, month) = (first, last)
      return true
    }

    private mutating func takeNumber(_ word: String) -> Bool {
      let digits = word.prefix { $0.isNumber }
      let suffix = word.dropFirst(digits.count)
      guard let value = Int(digits), ["", "st", "nd", "rd", "th", "."].contains(suffix) else {
        return false
      }
      if digits.count <= 2, day == nil, (1...31).contains(value) {
        day = value
      } else if year == nil, suffix.isEmpty {
        year = digits.count == 2 ? value + (value >= 70 ? 1_900 : 2_000) : value
      } else {
        return false
      }
      return true
    }

    var date: CalendarDate? {
      guard let year, let month else { return nil }
      let date = CalendarDate(
        year: year, month: month, day: day ?? 1, secondOfDay: second, utcOffset: offset)
      return date.isValid ? date : nil
    }
  }
}
