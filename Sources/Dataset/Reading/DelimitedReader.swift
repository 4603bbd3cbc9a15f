import Findings

/// Reads CSV and TSV files, of any of the usual delimiters.
final class DelimitedReader: RowReader {
  private(set) var columns: [String] = []
  let hasHeader = true
  private(set) var notes: [Finding] = []
  private var tokenizer: DelimitedTokenizer
  private var emptyRows = 0
  private var firstEmptyRow = 0
  private var isFinished = false
  private var file: String { tokenizer.file }

  /// - Parameter matches: how many fields wanted have a header among these; decides the delimiter.
  init(
    _ source: DatasetSource, path: String, limits: ReadingLimits,
    matches: @escaping ([String]) -> Int
  ) throws(DatasetFault) {
    let stream = try ByteStream(path: path, file: source.file, encoding: source.encoding)
    var cursor = ByteCursor(stream)
    _ = try cursor.fill()
    let usual = UInt8(ascii: source.format == .tsv ? "\t" : ",")
    let delimiter: UInt8
    if let stated = Self.statedDelimiter(cursor.chunk) {
      cursor.position = stated.length
      cursor.line += 1
      delimiter = source.delimiter?.asciiValue ?? stated.delimiter
    } else if let declared = source.delimiter?.asciiValue {
      delimiter = declared
    } else {
      let detection = DelimiterDetection(
        head: cursor.chunk, headerRow: source.headerRow, skipsSpaces: source.trims, limits: limits,
        matches: matches)
      delimiter = detection.delimiter(usual: usual)
    }
    tokenizer = DelimitedTokenizer(
      cursor, file: source.file, delimiter: delimiter, skipsSpaces: source.trims, limits: limits)
    if delimiter != usual, source.delimiter == nil {
      notes.append(
        Finding(
          .unusualDelimiter, "cells of \(source.file) are separated by \(name(of: delimiter))",
          at: Place(file: source.file)))
    }
    try readHeader(row: source.headerRow, limits: limits)
  }

  /// Excel's own first line, `sep=;`, which is no row of the table.
  private static func statedDelimiter(_ head: [UInt8]) -> (delimiter: UInt8, length: Int)? {
    guard head.count > 5, head.starts(with: "sep=".utf8), head[4] < 0x80 else { return nil }
    switch (head[5], head.count > 6 ? head[6] : 0) {
    case (13, 10): return (head[4], 7)
    case (10, _), (13, _): return (head[4], 6)
    default: return nil
    }
  }

  private func readHeader(row: Int, limits: ReadingLimits) throws(DatasetFault) {
    while let record = try tokenizer.next() {
      guard record.number >= row else { continue }
      guard !record.exceedsColumns else {
        throw DatasetFault(
          finding: Finding(
            .dataLimit,
            "the header has more than the limit of \(limits.columns) columns (setting limits.columns)",
            at: Place(file: file, line: record.line, row: record.number)))
      }
      guard !record.isBlank else { break }
      columns = tokenizer.cells
      return
    }
    throw DatasetFault(
      finding: Finding(
        .noHeader, "\(file) has no column names in row \(row)", at: Place(file: file, row: row)))
  }

  func next() throws(DatasetFault) -> SourceRow? {
    while let record = try tokenizer.next() {
      if record.isBlank { continue }
      if tokenizer.cells.allSatisfy({ $0.utf8.isEmpty || isWhiteSpace($0) }) {
        emptyRows += 1
        if emptyRows == 1 { firstEmptyRow = record.number }
        continue
      }
      return row(record)
    }
    if emptyRows > 0, !isFinished {
      isFinished = true
      notes.append(
        Finding(
          .emptyRows,
          emptyRows == 1
            ? "1 row has only empty cells and was skipped"
            : "\(emptyRows) rows have only empty cells and were skipped",
          at: Place(file: file, row: firstEmptyRow), count: emptyRows))
    }
    return nil
  }

  private func row(_ record: DelimitedTokenizer.Record) -> SourceRow {
    var cells: [Cell] = []
    cells.reserveCapacity(columns.count)
    for text in tokenizer.cells.prefix(columns.count) { cells.append(.text(text)) }
    var row = SourceRow(row: record.number, line: record.line, cells: cells)
    let surplus = tokenizer.cells.dropFirst(columns.count).first { !isWhiteSpace($0) }
    if surplus != nil || record.exceedsColumns {
      row.faults.append(
        RowFault(
          code: .surplusCells,
          message: "the row has more cells than the header's \(columns.count)",
          sample: surplus.map { sample(of: $0) }))
    }
    if record.hasStrayQuote {
      row.faults.append(
        RowFault(code: .strayQuote, message: "text follows the closing quote of a cell"))
    }
    return row
  }
}

private func name(of delimiter: UInt8) -> String {
  switch delimiter {
  case UInt8(ascii: ","): "commas"
  case UInt8(ascii: ";"): "semicolons"
  case UInt8(ascii: "\t"): "tabs"
  case UInt8(ascii: "|"): "vertical bars"
  default: "“\(Character(UnicodeScalar(delimiter)))”"
  }
}
