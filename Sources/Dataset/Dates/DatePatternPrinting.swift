extension DatePattern {
  /// Writes the date. Directives without meaning are written as they are.
  package func string(from date: CalendarDate, names: DateNames = .english) -> String {
    var text = ""
    for item in items {
      switch item {
      case .literal(let literal): text += literal
      case .directive(let directive): text += Self.string(of: directive, date, names)
      }
    }
    return text
  }

  private static func string(
    of directive: Directive, _ date: CalendarDate, _ names: DateNames
  ) -> String {
    if let (value, width, padding) = number(directive.letter, date) {
      return padded(value, directive, width: width, padding: padding)
    }
    guard let word = word(directive, date, names) else { return directive.text }
    var text = word
    if directive.isUpper { text = text.uppercased() }
    if directive.swapsCase {
      text = directive.letter == "p" ? text.lowercased() : text.uppercased()
    }
    let missing = (directive.width ?? 0) - text.count
    let padding = directive.padding == "0" ? "0" : " "
    return missing > 0 ? String(repeating: padding, count: missing) + text : text
  }

  /// The value of a numeric directive with its own width and padding.
  private static func number(
    _ letter: Character, _ date: CalendarDate
  ) -> (value: Int, width: Int, padding: Character)? {
    let second = date.secondOfDay ?? 0
    let hour = second / 3_600
    let hour12 = hour % 12 == 0 ? 12 : hour % 12
    return switch letter {
    case "Y": (date.year, 4, "0")
    case "C": (floorDivision(date.year, 100), 2, "0")
    case "y": (date.year - floorDivision(date.year, 100) * 100, 2, "0")
    case "m": (date.month, 2, "0")
    case "d": (date.day, 2, "0")
    case "e": (date.day, 2, " ")
    case "j": (date.dayOfYear, 3, "0")
    case "H": (hour, 2, "0")
    case "k": (hour, 2, " ")
    case "I": (hour12, 2, "0")
    case "l": (hour12, 2, " ")
    case "M": (second / 60 % 60, 2, "0")
    case "S": (second % 60, 2, "0")
    case "u": ((date.weekday + 6) % 7 + 1, 1, "0")
    case "w": (date.weekday, 1, "0")
    case "G": (date.isoWeek.year, 4, "0")
    case "g": (date.isoWeek.year - floorDivision(date.isoWeek.year, 100) * 100, 2, "0")
    case "V": (date.isoWeek.week, 2, "0")
    case "U": ((date.dayOfYear + 6 - date.weekday) / 7, 2, "0")
    case "W": ((date.dayOfYear + 6 - (date.weekday + 6) % 7) / 7, 2, "0")
    case "s": (date.secondsSinceEpoch, 1, "0")
    default: nil
    }
  }

  private static func word(
    _ directive: Directive, _ date: CalendarDate, _ names: DateNames
  ) -> String? {
    func pick(_ list: [String], _ index: Int) -> String {
      list.indices.contains(index) ? list[index] : ""
    }
    let isMorning = (date.secondOfDay ?? 0) < 43_200
    return switch directive.letter {
    case "B": pick(names.months, date.month - 1)
    case "b": pick(names.shortMonths, date.month - 1)
    case "A": pick(names.weekdays, date.weekday)
    case "a": pick(names.shortWeekdays, date.weekday)
    case "p": isMorning ? names.am : names.pm
    case "P": (isMorning ? names.am : names.pm).lowercased()
    case "L": String(repeating: "0", count: directive.width ?? 3)
    case "N": String(repeating: "0", count: directive.width ?? 9)
    case "z": offset(date.utcOffset ?? 0, colons: directive.colons)
    case "Z": (date.utcOffset ?? 0) == 0 ? "UTC" : offset(date.utcOffset ?? 0, colons: 1)
    case "n": "\n"
    case "t": "\t"
    case "%": "%"
    default: nil
    }
  }

  private static func padded(
    _ value: Int, _ directive: Directive, width: Int, padding: Character
  ) -> String {
    let digits = String(value.magnitude)
    let sign = value < 0 ? "-" : ""
    if directive.padding == "-" { return sign + digits }
    let isZeros = (directive.padding ?? padding) == "0"
    let missing = max(0, (directive.width ?? width) - digits.count - sign.count)
    let fill = String(repeating: isZeros ? "0" : " ", count: missing)
    return isZeros ? sign + fill + digits : fill + sign + digits
  }

  private static func offset(_ seconds: Int, colons: Int) -> String {
    func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
    let size = abs(seconds)
    let parts = [two(size / 3_600), two(size / 60 % 60)] + (colons > 1 ? [two(size % 60)] : [])
    return (seconds < 0 ? "-" : "+") + parts.joined(separator: colons > 0 ? ":" : "")
  }

  private static func floorDivision(_ a: Int, _ b: Int) -> Int {
    a >= 0 ? a / b : (a - b + 1) / b
  }
}
