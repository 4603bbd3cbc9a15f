import Dataset

/// A plausible text for a cell of a field, within the field's bounds.
enum SampleValue {
  /// - Parameter row: from 0; texts of different rows differ where the field allows it.
  static func text(_ field: Field, row: Int) -> String {
    if let choices = field.oneOf, !choices.isEmpty {
      return plain(choices[row % choices.count], field)
    }
    switch field.type {
    case .list(let item, let separator):
      var single = field
      single.type = item
      return (0..<2).map { text(single, row: row + $0) }.joined(separator: separator)
    case .table, .object: return ""
    case .image: return field.isRequired ? "images/\(field.name)-\(row + 1).jpg" : ""
    case .integer, .decimal: return number(field, row)
    case .boolean: return row.isMultiple(of: 2) ? "true" : "false"
    case .date: return date(field, row)
    case .color: return ["#ff5a1f", "#18b6d9", "#1f7a3d"][row % 3]
    case .email: return fitted("name\(row + 1)@example.com", field)
    case .url: return fitted("https://example.com/\(row + 1)", field)
    case .string: return fitted(string(field.name, row), field)
    }
  }

  private static func string(_ name: String, _ row: Int) -> String {
    let parts = name.lowercased().split { $0 == "_" || $0 == "-" }
    if parts.contains("first") { return ["Ada", "Grace", "Zoë"][row % 3] }
    if parts.contains("last") { return ["Lovelace", "Hopper", "Nguyễn"][row % 3] }
    if parts.contains("city") { return ["London", "New York", "Hanoi"][row % 3] }
    if parts.contains("locale") { return ["en-GB", "en-US", "vi"][row % 3] }
    let words = parts.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    return "\(words) \(row + 1)"
  }

  private static func number(_ field: Field, _ row: Int) -> String {
    let least = field.minimum.flatMap(whole) ?? 0
    let most = field.maximum.flatMap(whole) ?? Int64.max
    let wanted: Int64 = [1_200, 48_000, 1_250_000][row % 3]
    // A bound with a fraction lies between two whole numbers; its own text always fits.
    let fitting = Swift.min(Swift.max(wanted, least), most)
    guard field.bound(brokenBy: typed(fitting, field)) == nil else {
      return plain(field.minimum ?? field.maximum ?? .integer(0), field)
    }
    if case .decimal = field.type, fitting == wanted { return "\(fitting).50" }
    return String(fitting)
  }

  private static func typed(_ number: Int64, _ field: Field) -> Value {
    field.typedValue(of: String(number)) ?? .integer(number)
  }

  private static func whole(_ value: Value) -> Int64? {
    switch value {
    case .integer(let number): number
    case .decimal(let number): Int64(number.description.prefix { $0 != "." })
    default: nil
    }
  }

  private static func date(_ field: Field, _ row: Int) -> String {
    let wanted = CalendarDate(year: 2021 + row % 3, month: 3 + row % 3, day: 14)
    let value =
      field.bound(brokenBy: .date(wanted)) == nil ? .date(wanted) : field.minimum ?? field.maximum
    guard case .date(let date)? = value else { return wanted.isoDescription }
    return formatted(date, field)
  }

  private static func formatted(_ date: CalendarDate, _ field: Field) -> String {
    field.dateFormat.map { DatePattern($0).string(from: date) } ?? date.isoDescription
  }

  private static func fitted(_ text: String, _ field: Field) -> String {
    var text = text
    if let most = field.maxLength, text.count > most { text = String(text.suffix(most)) }
    if let least = field.minLength, text.count < least {
      text += String(repeating: "x", count: least - text.count)
    }
    return text
  }

  private static func plain(_ value: Value, _ field: Field) -> String {
    switch value {
    case .string(let text): text
    case .integer(let number): String(number)
    case .decimal(let number): number.description
    case .bool(let flag): flag ? "true" : "false"
    case .date(let date): formatted(date, field)
    case .null, .list, .object: ""
    }
  }
}
