import Dataset

/// The outermost values of one field, gathered while the recipients pass by; bounded, whatever their
/// number.
struct FieldExtremes {
  /// A value and the row that it was first seen in.
  struct Seen {
    var row: Int64
    var text: String
    var measure: Double
  }

  /// Texts kept for measuring.
  static let widestKept = 12
  private static let rowsKept = 16
  private static let valuesKept = 12

  private(set) var filled = 0
  private(set) var missing = 0
  private(set) var missingRows: [Int64] = []
  /// By estimated width, the widest first.
  private(set) var widest: [Seen] = []
  /// By grapheme clusters.
  private(set) var longest: Seen?
  private(set) var least: (value: Value, row: Int64)?
  private(set) var greatest: (value: Value, row: Int64)?
  /// By number of items.
  private(set) var fewest: Seen?
  private(set) var most: Seen?
  /// Different values with how often they came; nil once there are too many to be cases of a rule.
  private(set) var values: [String: (count: Int, rows: [Int64])]? = [:]
  private(set) var scripts: [String: (count: Int, first: Seen)] = [:]

  mutating func take(_ value: Value, row: Int64) {
    switch value {
    case .null:
      missing += 1
      if missingRows.count < Self.rowsKept, missingRows.last != row { missingRows.append(row) }
      return
    case .string(let text):
      takeText(text, row)
      note(text, row)
    case .bool(let isTrue): note(isTrue ? "true" : "false", row)
    case .integer, .decimal, .date:
      if least.map({ Self.isLess(value, $0.value) }) ?? true { least = (value, row) }
      if greatest.map({ Self.isLess($0.value, value) }) ?? true { greatest = (value, row) }
    case .list(let items):
      let count = Double(items.count)
      if fewest.map({ count < $0.measure }) ?? true {
        fewest = Seen(row: row, text: "\(items.count)", measure: count)
      }
      if most.map({ count > $0.measure }) ?? true {
        most = Seen(row: row, text: "\(items.count)", measure: count)
      }
      for case .string(let text) in items { takeText(text, row) }
    case .object: break
    }
    filled += 1
  }

  private mutating func takeText(_ text: String, _ row: Int64) {
    let width = TextWidth.estimate(text)
    if widest.count < Self.widestKept || width > (widest.last?.measure ?? 0),
      !widest.contains(where: { $0.text == text })
    {
      let seen = Seen(row: row, text: text, measure: width)
      let position = widest.firstIndex { $0.measure < width } ?? widest.count
      widest.insert(seen, at: position)
      if widest.count > Self.widestKept { widest.removeLast() }
    }
    // A text never has more grapheme clusters than bytes.
    if Double(text.utf8.count) > longest?.measure ?? -1 {
      let count = Double(text.count)
      if count > longest?.measure ?? -1 { longest = Seen(row: row, text: text, measure: count) }
    }
    guard text.utf8.contains(where: { $0 >= 0x80 }) else {
      count("Latin", text, row)
      return
    }
    var set = ScriptSet()
    set.insert(scriptsOf: text)
    for script in set.names { count(script, text, row) }
  }

  private mutating func count(_ script: String, _ text: String, _ row: Int64) {
    scripts[script, default: (0, Seen(row: row, text: text, measure: 0))].count += 1
  }

  private mutating func note(_ text: String, _ row: Int64) {
    guard values != nil else { return }
    values?[text, default: (0, [])].count += 1
    if let rows = values?[text]?.rows, rows.count < Self.rowsKept {
      values?[text]?.rows.append(row)
    }
    if let count = values?.count, count > Self.valuesKept { values = nil }
  }

  private static func isLess(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.integer(let a), .integer(let b)): a < b
    case (.decimal(let a), .decimal(let b)): a < b
    case (.date(let a), .date(let b)): a < b
    default: false
    }
  }
}
