/// The cell of a spreadsheet's day number (ECMA-376 part 1, 18.17.4.1); nil where it is no date.
func dateCell(serial: Double, hasTime: Bool, from1904: Bool) -> Cell? {
  guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
  var day = Int(serial.rounded(.down))
  var second = Int(((serial - serial.rounded(.down)) * 86_400).rounded())
  if second == 86_400 { (day, second) = (day + 1, 0) }
  let epoch: CalendarDate
  if from1904 {
    epoch = CalendarDate(year: 1904, month: 1, day: 1)
  } else {
    // Spreadsheets believe in a 29 February 1900, day 60.
    guard day != 60 else { return nil }
    epoch = CalendarDate(year: 1899, month: 12, day: day < 60 ? 31 : 30)
  }
  guard var date = CalendarDate(daysSinceEpoch: epoch.daysSinceEpoch + day) else { return nil }
  if hasTime { date.secondOfDay = second }
  return .date(date)
}

/// The time of day of a spreadsheet's fraction of a day, as `14:30:00`.
func timeText(serial: Double) -> String? {
  guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
  let fraction = serial - serial.rounded(.down)
  let second = Int((fraction * 86_400).rounded()) % 86_400
  let moment = CalendarDate(year: 2000, month: 1, day: 1, secondOfDay: second)
  return moment.isoDescription.split(separator: "T").last.map { String($0) }
}
