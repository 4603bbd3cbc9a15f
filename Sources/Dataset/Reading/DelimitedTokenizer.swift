import Findings

/// Splits delimiter-separated text into records: RFC 4180, and what spreadsheets write beyond it.
///
/// Records end at LF, CR LF or CR. A cell may be quoted after leading spaces; a doubled quote inside
/// quotes stands for one. Text after a closing quote is kept and marks the record.
struct DelimitedTokenizer {
  let file: String
  let delimiter: UInt8
  let skipsSpaces: Bool
  let limits: ReadingLimits
  private var cursor: ByteCursor
  private var recordCount = 0
  private var scratch: [UInt8] = []

  /// One record; its cells are in `cells`.
  struct Record {
    /// From 1, blank records counted.
    var number: Int
    /// The physical line where it starts.
    var line: Int
    /// Nothing but white space in an unquoted cell.
    var isBlank: Bool
    var hasStrayQuote: Bool
    /// Cells beyond the limit hold something.
    var exceedsColumns: Bool
  }

  /// The cells of the last record.
  private(set) var cells: [String] = []

  init(
    _ cursor: ByteCursor, file: String, delimiter: UInt8, skipsSpaces: Bool, limits: ReadingLimits
  ) {
    self.cursor = cursor
    self.file = file
    self.delimiter = delimiter
    self.skipsSpaces = skipsSpaces
    self.limits = limits
  }

  private enum Terminator {
    case delimiter, record
  }

  mutating func next() throws(DatasetFault) -> Record? {
    guard try cursor.fill() else { return nil }
    recordCount += 1
    cells.removeAll(keepingCapacity: true)
    var record = Record(
      number: recordCount, line: cursor.line, isBlank: false, hasStrayQuote: false,
      exceedsColumns: false)
    var wasQuoted = false
    while true {
      let (text, isQuoted, terminator) = try cell(&record)
      wasQuoted = wasQuoted || isQuoted
      if cells.count < limits.columns {
        cells.append(text)
      } else if !isWhiteSpace(text) {
        record.exceedsColumns = true
      }
      if terminator == .record { break }
    }
    record.isBlank = cells.count == 1 && !wasQuoted && isWhiteSpace(cells[0])
    return record
  }

  private mutating func cell(
    _ record: inout Record
  ) throws(DatasetFault) -> (text: String, isQuoted: Bool, Terminator) {
    scratch.removeAll(keepingCapacity: true)
    let line = cursor.line
    if skipsSpaces {
      while try cursor.peek() == UInt8(ascii: " ") {
        if scratch.count < limits.cellBytes { scratch.append(UInt8(ascii: " ")) }
        cursor.position += 1
      }
    }
    guard try cursor.peek() == UInt8(ascii: "\"") else {
      let (text, terminator) = try unquoted(startLine: line)
      return (text, false, terminator)
    }
    scratch.removeAll(keepingCapacity: true)
    try quoted()
    let end = scratch.count
    while try cursor.peek() == UInt8(ascii: " "), delimiter != UInt8(ascii: " ") {
      append(UInt8(ascii: " "))
      cursor.position += 1
    }
    switch try cursor.peek() {
    case nil, delimiter, 10, 13:
      if skipsSpaces { scratch.removeLast(scratch.count - end) }
    default: record.hasStrayQuote = true
    }
    let (text, terminator) = try unquoted(startLine: line)
    return (text, true, terminator)
  }

  /// The rest of a cell up to its end, appended to what `scratch` holds.
  private mutating func unquoted(
    startLine: Int
  ) throws(DatasetFault) -> (String, Terminator) {
    while try cursor.fill() {
      let start = cursor.position
      let end = unquotedEnd(from: start)
      let isComplete = end < cursor.chunk.count
      if isComplete, cursor.chunk[end] == 0 { throw nul(line: cursor.line) }
      guard isComplete else {
        append(cursor.chunk[start..<end])
        cursor.position = end
        continue
      }
      let text: String
      if scratch.isEmpty {
        text = try string(cursor.chunk[start..<end], startLine: startLine)
      } else {
        append(cursor.chunk[start..<end])
        text = try string(scratch[...], startLine: startLine)
      }
      cursor.position = end
      if cursor.chunk[end] == delimiter {
        cursor.position += 1
        return (text, .delimiter)
      }
      try cursor.skipLineBreak(cursor.chunk[end])
      return (text, .record)
    }
    return (try string(scratch[...], startLine: startLine), .record)
  }

  private func unquotedEnd(from start: Int) -> Int {
    let chunk = cursor.chunk
    var position = start
    while position < chunk.count {
      let byte = chunk[position]
      if byte == delimiter || byte == 10 || byte == 13 || byte == 0 { break }
      position += 1
    }
    return position
  }

  /// A quoted cell from its opening quote to behind its closing one; line breaks become LF.
  private mutating func quoted() throws(DatasetFault) {
    let openingLine = cursor.line
    cursor.position += 1
    while try cursor.fill() {
      let start = cursor.position
      let end = quotedEnd(from: start)
      append(cursor.chunk[start..<end])
      cursor.position = end
      guard end < cursor.chunk.count else { continue }
      switch cursor.chunk[end] {
      case UInt8(ascii: "\""):
        cursor.position += 1
        guard try cursor.peek() == UInt8(ascii: "\"") else { return }
        append(UInt8(ascii: "\""))
        cursor.position += 1
      case 0: throw nul(line: cursor.line)
      case let lineBreak:
        append(10)
        try cursor.skipLineBreak(lineBreak)
      }
    }
    throw DatasetFault(
      finding: Finding(
        .unclosedQuote, "the quote opened in line \(openingLine) is never closed",
        at: Place(file: file, line: openingLine)))
  }

  private func quotedEnd(from start: Int) -> Int {
    let chunk = cursor.chunk
    var position = start
    while position < chunk.count {
      let byte = chunk[position]
      if byte == UInt8(ascii: "\"") || byte == 10 || byte == 13 || byte == 0 { break }
      position += 1
    }
    return position
  }

  /// Keeps one byte more than a cell may have, so that `string` notices; the rest is only scanned,
  /// because an unclosed quote is reported as such however long the file is.
  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    let room = limits.cellBytes + 1 - scratch.count
    if room > 0 { scratch.append(contentsOf: bytes.prefix(room)) }
  }

  private mutating func append(_ byte: UInt8) {
    if scratch.count <= limits.cellBytes { scratch.append(byte) }
  }

  private func string(
    _ bytes: ArraySlice<UInt8>, startLine: Int
  ) throws(DatasetFault) -> String {
    guard bytes.count <= limits.cellBytes else {
      throw DatasetFault(
        finding: Finding(
          .dataLimit,
          "a cell in line \(startLine) is longer than the limit of \(limits.cellBytes) bytes "
            + "(setting limits.cell_bytes)", at: Place(file: file, line: startLine)))
    }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let offending = firstInvalidUTF8(bytes) ?? bytes.startIndex
    let breaks = bytes[..<offending].count { $0 == 10 }
    throw DatasetFault(
      finding: invalidByteFinding(bytes[offending], file: file, line: startLine + breaks))
  }

  private func nul(line: Int) -> DatasetFault {
    DatasetFault(
      finding: Finding(
        .nulCharacter, "line \(line) holds a NUL character", at: Place(file: file, line: line)))
  }
}

/// Nothing but Unicode white space.
func isWhiteSpace(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
}

/// The index of the first byte that is not part of a well-formed UTF-8 sequence.
func firstInvalidUTF8(_ bytes: ArraySlice<UInt8>) -> Int? {
  var rest = bytes
  var decoder = UTF8()
  while true {
    let start = rest.startIndex
    var iterator = rest.makeIterator()
    switch decoder.decode(&iterator) {
    case .scalarValue(let scalar): rest = rest.dropFirst(UTF8.width(scalar))
    case .emptyInput: return nil
    case .error: return start
    }
    decoder = UTF8()
  }
}
