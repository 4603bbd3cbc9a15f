/// Measures one column while its values pass by, in bounded memory.
struct ColumnMeasure {
  let field: Field
  private(set) var filled = 0
  private var least: Value?
  private var greatest: Value?
  private var longest = 0
  private var scripts = ScriptCensus()
  private var sketch = QuantileSketch()
  private var measured = 0
  private var leastMeasure = Double.infinity
  private var greatestMeasure = -Double.infinity

  init(_ field: Field) {
    self.field = field
  }

  /// What outliers of such a column are told by; nil where there can be none.
  var measure: ColumnStatistics.Outliers.Measure? {
    switch field.type {
    case .integer, .decimal, .date: .value
    case .string: .length
    default: nil
    }
  }

  mutating func take(_ value: Value, row: Int) {
    switch value {
    case .null: return
    case .list(let items):
      if items.isEmpty { return }
      for case .string(let text) in items { takeText(text, row) }
    case .string(let text):
      takeText(text, row)
      if case .string = field.type { takeMeasure(Double(text.unicodeScalars.count)) }
    case .integer(let number):
      if case .integer(let least)? = least, least <= number {} else { least = value }
      if case .integer(let greatest)? = greatest, greatest >= number {} else { greatest = value }
      takeMeasure(Double(number))
    case .decimal(let number):
      if case .decimal(let least)? = least, least <= number {} else { least = value }
      if case .decimal(let greatest)? = greatest, greatest >= number {} else { greatest = value }
      takeMeasure(Double(number.description) ?? .nan)
    case .date(let date):
      if case .date(let least)? = least, least <= date {} else { least = value }
      if case .date(let greatest)? = greatest, greatest >= date {} else { greatest = value }
      takeMeasure(Double(date.daysSinceEpoch))
    case .bool, .object: break
    }
    filled += 1
  }

  private mutating func takeText(_ text: String, _ row: Int) {
    // A text never has more grapheme clusters than bytes.
    if text.utf8.count > longest { longest = max(longest, text.count) }
    scripts.take(text, row: row)
  }

  private mutating func takeMeasure(_ number: Double) {
    guard number.isFinite else { return }
    measured += 1
    leastMeasure = min(leastMeasure, number)
    greatestMeasure = max(greatestMeasure, number)
    sketch.insert(number)
  }

  /// The bounds of what is usual, where anything lies beyond them.
  var fences: OutlierFences? {
    guard let fences = OutlierFences(sketch, count: measured, least: leastMeasure),
      fences.hasBeyond(least: leastMeasure, greatest: greatestMeasure)
    else { return nil }
    return fences
  }

  func statistics(file: String) -> ColumnStatistics {
    var statistics = ColumnStatistics(file: file, field: field.name)
    statistics.filled = filled
    statistics.min = least.map { plainText(of: $0) }
    statistics.max = greatest.map { plainText(of: $0) }
    if longest > 0 { statistics.longest = longest }
    statistics.scripts = scripts.seen.names
    statistics.oddScripts = scripts.odd
    return statistics
  }
}
