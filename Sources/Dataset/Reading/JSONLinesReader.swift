import Findings

/// Reads JSON Lines: an object per line. A line that breaks the grammar costs only itself.
final class JSONLinesReader: RowReader {
  var columns: [String] { keyed.names }
  let hasHeader = false
  let notes: [Finding] = []
  private let file: String
  private let limits: ReadingLimits
  private var cursor: ByteCursor
  private var keyed: KeyedColumns

  init(_ source: DatasetSource, path: String, limits: ReadingLimits) throws(DatasetFault) {
    file = source.file
    self.limits = limits
    cursor = ByteCursor(
      try ByteStream(path: path, file: source.file, encoding: source.encoding))
    keyed = KeyedColumns(limit: limits.columns)
  }

  func next() throws(DatasetFault) -> SourceRow? {
    while try cursor.fill() {
      let number = cursor.line
      let line = try readLine()
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      return try row(line, number: number)
    }
    return nil
  }

  private func readLine() throws(DatasetFault) -> [UInt8] {
    var line: [UInt8] = []
    while try cursor.fill() {
      let rest = cursor.chunk[cursor.position...]
      let end = rest.firstIndex { $0 == 10 || $0 == 13 || $0 == 0 } ?? rest.endIndex
      line.append(contentsOf: rest[..<end])
      guard line.count <= limits.recordBytes else {
        throw fault(
          .dataLimit,
          "the line is longer than the limit of \(limits.recordBytes) bytes (setting limits.record_bytes)"
        )
      }
      cursor.position = end
      guard end < rest.endIndex else { continue }
      if cursor.chunk[end] == 0 { throw fault(.nulCharacter, "the line holds a NUL character") }
      try cursor.skipLineBreak(cursor.chunk[end])
      break
    }
    return line
  }

  private func row(_ line: [UInt8], number: Int) throws(DatasetFault) -> SourceRow {
    var parser = JSONParser(ByteCursor(line, line: number), file: file, limits: limits)
    let cell: Cell
    do throws(DatasetFault) {
      cell = try parser.value()
      if try parser.nextToken() != nil {
        throw parser.unexpected("expected nothing after the object")
      }
    } catch {
      // Bytes and limits concern the file; a broken line only itself.
      guard error.finding.code == .malformedJSON else { throw error }
      let column = error.finding.place.column.map { " (character \($0))" } ?? ""
      let fault = RowFault(code: .malformedJSON, message: error.finding.message + column)
      return SourceRow(row: number, line: number, cells: [], faults: [fault])
    }
    return try rowOfElement(cell, row: number, line: number, file: file, columns: &keyed)
  }

  private func fault(_ code: FindingCode, _ message: String) -> DatasetFault {
    DatasetFault(finding: Finding(code, message, at: Place(file: file, line: cursor.line)))
  }
}
