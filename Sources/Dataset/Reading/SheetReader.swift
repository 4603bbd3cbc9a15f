import Findings

/// The rows of one sheet of a spreadsheet, as its format writes them.
protocol SheetRows: AnyObject {
  /// The next row that the sheet writes, in ascending order; rows and cells without content may be
  /// left out. Nil after the last.
  func next() throws(DatasetFault) -> SheetRow?
}

struct SheetRow {
  /// From 1.
  var number: Int
  var cells: [Cell] = []
  /// Cells beyond the limit hold something.
  private(set) var exceedsColumns = false
  /// Of all texts, those of cells that were left out for it included.
  private(set) var bytes = 0

  /// Puts a cell at its position, with absent ones before it. Cells beyond the limits are left out.
  mutating func place(_ cell: Cell, at position: Int, limits: ReadingLimits) {
    let text = cell.originalText
    bytes += text.utf8.count
    guard position < limits.columns, bytes <= limits.recordBytes else {
      exceedsColumns = exceedsColumns || (position >= limits.columns && !isWhiteSpace(text))
      return
    }
    while cells.count <= position { cells.append(.absent) }
    cells[position] = cell
  }
}

/// Reads one sheet of a spreadsheet as a table with a header.
final class SheetReader: RowReader {
  private(set) var columns: [String] = []
  let hasHeader = true
  let notes: [Finding] = []
  private let file: String
  private let limits: ReadingLimits
  private let rows: any SheetRows
  /// Bytes of text handed out so far; one text of the file may stand in many cells.
  private var bytes: Int64 = 0

  init(
    _ rows: any SheetRows, source: DatasetSource, limits: ReadingLimits
  ) throws(DatasetFault) {
    self.rows = rows
    file = source.file
    self.limits = limits
    try readHeader(row: max(1, source.headerRow))
  }

  private func readHeader(row wanted: Int) throws(DatasetFault) {
    while let row = try rows.next() {
      if row.number < wanted { continue }
      guard row.number == wanted else { break }
      guard !row.exceedsColumns else {
        throw fault(
          "the header has more than the limit of \(limits.columns) columns (setting limits.columns)",
          row: wanted)
      }
      columns = row.cells.map(\.originalText)
      return
    }
    throw DatasetFault(
      finding: Finding(
        .noHeader, "\(file) has no column names in row \(wanted)",
        at: Place(file: file, row: wanted)))
  }

  func next() throws(DatasetFault) -> SourceRow? {
    while let row = try rows.next() {
      if row.cells.allSatisfy({ isWhiteSpace($0.originalText) }), !row.exceedsColumns { continue }
      try count(row)
      var read = SourceRow(
        row: row.number, line: nil, cells: Array(row.cells.prefix(columns.count)))
      let surplus = row.cells.dropFirst(columns.count).map(\.originalText)
        .first { !isWhiteSpace($0) }
      if surplus != nil || row.exceedsColumns {
        read.faults.append(
          RowFault(
            code: .surplusCells,
            message: "the row has more cells than the header's \(columns.count)",
            sample: surplus.map { sample(of: $0) }))
      }
      return read
    }
    return nil
  }

  private func count(_ row: SheetRow) throws(DatasetFault) {
    guard row.bytes <= limits.recordBytes else {
      throw fault(
        "the row is longer than the limit of \(limits.recordBytes) bytes (setting limits.record_bytes)",
        row: row.number)
    }
    bytes += Int64(row.bytes)
    guard bytes <= limits.sheetBytes else {
      throw fault(
        "the sheet's cells are longer than the limit of \(limits.sheetBytes) bytes "
          + "(setting limits.sheet_bytes)", row: row.number)
    }
  }

  private func fault(_ message: String, row: Int) -> DatasetFault {
    DatasetFault(finding: Finding(.dataLimit, message, at: Place(file: file, row: row)))
  }
}

/// A cell's text is longer than allowed.
func cellFault(_ file: String, row: Int, _ limits: ReadingLimits) -> DatasetFault {
  DatasetFault(
    finding: Finding(
      .dataLimit,
      "a cell in row \(row) is longer than the limit of \(limits.cellBytes) bytes "
        + "(setting limits.cell_bytes)", at: Place(file: file, row: row)))
}
