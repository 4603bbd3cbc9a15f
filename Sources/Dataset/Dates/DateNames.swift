/// The words of a language that dates are written with.
package struct DateNames: Sendable, Hashable {
  /// January first.
  package var months: [String]
  package var shortMonths: [String]
  /// Sunday first.
  package var weekdays: [String]
  package var shortWeekdays: [String]
  package var am: String
  package var pm: String

  package init(
    months: [String], shortMonths: [String], weekdays: [String], shortWeekdays: [String],
    am: String, pm: String
  ) {
    self.months = months
    self.shortMonths = shortMonths
    self.weekdays = weekdays
    self.shortWeekdays = shortWeekdays
    self.am = am
    self.pm = pm
  }

  /// The names that strftime's C locale has.
  package static let english = DateNames(
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ],
    shortMonths: [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    shortWeekdays: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    am: "AM", pm: "PM")
}
