/// ISO 8601's calendar dates: `2026-11-21`, `20261121`, `2026-11-21T14:30:00+01:00`.
extension CalendarDate {
  /// - Returns: nil where the text is not wholly an existing date, with or without a time of day.
  package init?(iso text: some StringProtocol) {
    var scanner = DateScanner(text)
    guard let year = scanner.digits(4...4) else { return nil }
    let extended = scanner.take("-")
    guard let month = scanner.digits(2...2), !extended || scanner.take("-"),
      let day = scanner.digits(2...2)
    else { return nil }
    self.init(year: year, month: month, day: day)
    if scanner.take("T") || scanner.take("t") || scanner.take(" ") {
      guard let second = scanner.isoTime() else { return nil }
      secondOfDay = second
      if !scanner.isAtEnd {
        guard let offset = scanner.utcOffset() else { return nil }
        utcOffset = offset
      }
    }
    guard scanner.isAtEnd, isValid else { return nil }
  }

  /// `2026-11-21`, with a time of day `2026-11-21T14:30:00`, with an offset `2026-11-21T14:30:00Z`.
  package var isoDescription: String {
    func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
    let digits = String(abs(year))
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    var text = (year < 0 ? "-" : "") + padded + "-" + two(month) + "-" + two(day)
    if let second = secondOfDay {
      text += "T" + two(second / 3_600) + ":" + two(second / 60 % 60) + ":" + two(second % 60)
      if let offset = utcOffset {
        let minutes = abs(offset) / 60
        text +=
          offset == 0
          ? "Z" : (offset < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
      }
    }
    return text
  }
}
