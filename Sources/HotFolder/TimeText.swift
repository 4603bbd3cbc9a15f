/// Times as people and programs read them, always UTC.
package enum TimeText {
  /// `2026-11-21T14:59:26Z`.
  package static func iso(milliseconds: Int64) -> String {
    let (date, time) = parts(milliseconds)
    return "\(date)T\(time)Z"
  }

  /// `2026-11-21`.
  package static func day(milliseconds: Int64) -> String { parts(milliseconds).date }

  /// Civil date from days since 1970, by the usual reckoning in 400-year cycles beginning in March.
  private static func parts(_ milliseconds: Int64) -> (date: String, time: String) {
    let seconds = Int(milliseconds / 1000)
    let days = seconds / 86_400
    let rest = seconds % 86_400
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return (
      "\(year)-\(two(month))-\(two(day))",
      "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
    )
  }

  /// Days since 1970 of a civil date, the inverse of the reckoning above.
  package static func days(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear % 400
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
