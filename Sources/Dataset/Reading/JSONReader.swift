import Findings

/// Reads a JSON file: an array of objects at the top, one element at a time.
final class JSONReader: RowReader {
  var columns: [String] { keyed.names }
  let hasHeader = false
  let notes: [Finding] = []
  private var parser: JSONParser
  private var keyed: KeyedColumns
  private var element = 0
  private var isFinished = false

  init(_ source: DatasetSource, path: String, limits: ReadingLimits) throws(DatasetFault) {
    let stream = try ByteStream(path: path, file: source.file, encoding: source.encoding)
    parser = JSONParser(ByteCursor(stream), file: source.file, limits: limits)
    keyed = KeyedColumns(limit: limits.columns)
    try parser.expect(UInt8(ascii: "["), "an array of objects")
    if try parser.nextToken() == UInt8(ascii: "]") { try finish() }
  }

  func next() throws(DatasetFault) -> SourceRow? {
    guard !isFinished else { return nil }
    element += 1
    _ = try parser.nextToken()
    let line = parser.line
    let cell = try parser.value()
    switch try parser.nextToken() {
    case UInt8(ascii: ","): try parser.advance()
    case UInt8(ascii: "]"): try finish()
    default: throw parser.unexpected("expected a comma or ]")
    }
    return try rowOfElement(cell, row: element, line: line, file: parser.file, columns: &keyed)
  }

  private func finish() throws(DatasetFault) {
    try parser.advance()
    if try parser.nextToken() != nil { throw parser.unexpected("expected nothing after the array") }
    isFinished = true
  }
}

/// The row that a JSON element is; one that is no object becomes a row of its fault alone.
func rowOfElement(
  _ cell: Cell, row: Int, line: Int, file: String, columns: inout KeyedColumns
) throws(DatasetFault) -> SourceRow {
  guard case .object(let members) = cell else {
    let fault = RowFault(
      code: .notAnObject, message: "expected an object, but found \(cell.kind)",
      sample: sample(of: cell.originalText))
    return SourceRow(row: row, line: line, cells: [], faults: [fault])
  }
  guard let (cells, faults) = columns.arrange(members) else {
    throw columns.excess(file: file, row: row)
  }
  return SourceRow(row: row, line: line, cells: cells, faults: faults)
}
