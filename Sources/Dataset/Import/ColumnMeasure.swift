import GRDB

/// Measures one column while its values pass by.
struct ColumnMeasure {
  private let isText: Bool
  private var filled = 0
  private var least: Value?
  private var greatest: Value?
  private var longest = 0
  private var scripts = ScriptSet()

  init(_ type: FieldType) {
    isText = type == .string
  }

  mutating func take(_ value: Value) {
    switch value {
    case .null: return
    case .list(let items):
      if items.isEmpty { return }
      for item in items { takeText(item) }
    case .string: takeText(value)
    case .integer(let number):
      if case .integer(let least)? = least, least <= number {} else { least = value }
      if case .integer(let greatest)? = greatest, greatest >= number {} else { greatest = value }
    case .decimal(let number):
      if case .decimal(let least)? = least, least <= number {} else { least = value }
      if case .decimal(let greatest)? = greatest, greatest >= number {} else { greatest = value }
    case .date(let date):
      if case .date(let least)? = least, least <= date {} else { least = value }
      if case .date(let greatest)? = greatest, greatest >= date {} else { greatest = value }
    case .bool, .object: break
    }
    filled += 1
  }

  private mutating func takeText(_ value: Value) {
    guard case .string(let text) = value else { return }
    // A text never has more grapheme clusters than bytes.
    if text.utf8.count > longest { longest = max(longest, text.count) }
    scripts.insert(scriptsOf: text)
  }

  func statistics(file: String, field: String) -> ColumnStatistics {
    var statistics = ColumnStatistics(file: file, field: field)
    statistics.filled = filled
    statistics.min = least.map { plainText(of: $0) }
    statistics.max = greatest.map { plainText(of: $0) }
    if longest > 0 { statistics.longest = longest }
    statistics.scripts = scripts.names
    return statistics
  }
}
