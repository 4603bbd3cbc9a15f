import Findings

/// One data file read through its schema: rows of typed values with their faults.
final class TypedTable {
  let source: DatasetSource
  let typings: [FieldTyping]
  /// The columns as read, complete after the last row.
  var columns: [String] { reader.columns }
  private let reader: any RowReader
  /// The typings that columns fill, by position in the matching.
  private let positions: [Int]
  private var matching: ColumnMatching
  private var knownColumns = 0

  /// One row; its values are in `values`, its faults in `faults`.
  struct Row {
    var source: SourceRow
    /// The row breaks the file's own rules, so that its values say nothing.
    var isBroken: Bool
  }

  private(set) var values: [Value]
  var faults: [RowFault] = []

  /// - Parameters:
  ///   - fields: all fields of the table, in the order of `values`.
  ///   - needed: fields that must have a column.
  ///   - derived: fields that are computed, not read.
  init(
    _ source: DatasetSource, path: String, fields: [Field], needed: Set<String>,
    derived: Set<String> = [], limits: ReadingLimits
  ) throws(DatasetFault) {
    self.source = source
    let cleaning = TextCleaning(trims: source.trims, nullTexts: Set(source.nullTexts))
    let notation = NumberNotation(decimal: source.decimal, grouping: source.grouping)
    typings = fields.map { field in
      derived.contains(field.name)
        ? FieldTyping(field, cleaning: TextCleaning(), notation: .plain)
        : FieldTyping(field, cleaning: cleaning, notation: notation)
    }
    positions = fields.indices.filter { !derived.contains(fields[$0].name) }
    let read = positions.map { fields[$0] }
    reader = try openReader(source, path: path, limits: limits) {
      ColumnMatching.count(of: $0, in: read, mapping: source.columns)
    }
    matching = ColumnMatching(
      file: source.file, fields: read, mapping: source.columns,
      derived: fields.map(\.name).filter(derived.contains), needed: needed)
    values = typings.map(\.emptyValue)
    matchNewColumns()
    if reader.hasHeader { matching.finish() }
  }

  /// What was found about the file and its columns; complete after the last row.
  var findings: [Finding] { reader.notes + matching.findings }

  /// Fields whose column is missing although it must be there.
  var missingFields: [String] {
    matching.fields.indices.filter(matching.isMissing).map { matching.fields[$0].name }
  }

  /// The next row, or nil after the last.
  func next() throws(DatasetFault) -> Row? {
    guard let row = try reader.next() else {
      if !reader.hasHeader { matching.finish() }
      return nil
    }
    matchNewColumns()
    faults.removeAll(keepingCapacity: true)
    for (position, typed) in positions.enumerated() {
      values[typed] = value(of: position, typed, in: row)
    }
    let isBroken = !row.faults.isEmpty
    // What is wrong with the values of a broken row follows from what is wrong with the row.
    if isBroken { faults = row.faults }
    return Row(source: row, isBroken: isBroken)
  }

  private func value(of position: Int, _ typed: Int, in row: SourceRow) -> Value {
    guard let column = matching.columns[position] else {
      // A missing column is one fault of the file, not one of each row.
      if reader.hasHeader, matching.isMissing(position) { return .null }
      return typings[typed].value(of: .absent, faults: &faults)
    }
    let cell = column < row.cells.count ? row.cells[column] : .absent
    return typings[typed].value(of: cell, faults: &faults)
  }

  private func matchNewColumns() {
    guard reader.columns.count > knownColumns else { return }
    matching.add(reader.columns[knownColumns...])
    knownColumns = reader.columns.count
  }

  /// Whether the last row's value of a field did not fit.
  func hasFault(_ field: Int) -> Bool {
    let name = typings[field].field.name
    return faults.contains { $0.code.severity == .error && $0.field == name }
  }

  /// What the file holds for a field in a row, before typing.
  func originalText(of field: Int, in row: SourceRow) -> String {
    guard let position = positions.firstIndex(of: field),
      let column = matching.columns[position], column < row.cells.count
    else { return "" }
    return trimmed(row.cells[column].originalText)
  }
}
