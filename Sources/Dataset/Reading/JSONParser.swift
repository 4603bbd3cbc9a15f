import Findings

/// Parses JSON values (RFC 8259) one at a time from a stream, numbers kept as they were written.
struct JSONParser {
  let file: String
  let limits: ReadingLimits
  private var cursor: ByteCursor
  /// The line and the character in it that the cursor is at, from 1.
  private(set) var line: Int
  private var character = 1
  private var recordBytes = 0
  private var scratch: [UInt8] = []

  init(_ cursor: ByteCursor, file: String, limits: ReadingLimits) {
    self.cursor = cursor
    line = cursor.line
    self.file = file
    self.limits = limits
  }

  /// The next byte that is no white space, not consumed; nil at the end.
  mutating func nextToken() throws(DatasetFault) -> UInt8? {
    while let byte = try cursor.peek() {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: try advance()
      default: return byte
      }
    }
    return nil
  }

  /// Steps over the byte at the cursor.
  mutating func advance() throws(DatasetFault) {
    guard let byte = try cursor.peek() else { return }
    cursor.position += 1
    if byte == 10 {
      line += 1
      character = 1
    } else if byte & 0xC0 != 0x80 {
      character += 1
    }
    recordBytes += 1
    if recordBytes > limits.recordBytes {
      throw fault(
        .dataLimit,
        "a value is longer than the limit of \(limits.recordBytes) bytes (setting limits.record_bytes)"
      )
    }
  }

  /// Steps over `byte`, which must come next.
  mutating func expect(_ byte: UInt8, _ name: String) throws(DatasetFault) {
    guard try nextToken() == byte else { throw unexpected("expected \(name)") }
    try advance()
  }

  /// One value with all that it holds.
  mutating func value() throws(DatasetFault) -> Cell {
    recordBytes = 0
    return try value(depth: 1)
  }

  private mutating func value(depth: Int) throws(DatasetFault) -> Cell {
    guard depth <= limits.depth else {
      throw fault(
        .dataLimit,
        "values are nested deeper than the limit of \(limits.depth) (setting limits.value_depth)")
    }
    guard let token = try nextToken() else { throw unexpected("expected a value") }
    switch token {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: throw unexpected("expected a value")
    }
  }

  private mutating func object(_ depth: Int) throws(DatasetFault) -> Cell {
    try advance()
    var members: [Cell.Member] = []
    if try nextToken() == UInt8(ascii: "}") {
      try advance()
      return .object([])
    }
    while true {
      guard try nextToken() == UInt8(ascii: "\"") else {
        throw unexpected("expected a name in quotes")
      }
      guard members.count < limits.columns else {
        throw fault(
          .dataLimit,
          "an object has more than the limit of \(limits.columns) names (setting limits.columns)")
      }
      let name = try string()
      try expect(UInt8(ascii: ":"), "a colon")
      members.append(Cell.Member(name: name, cell: try value(depth: depth + 1)))
      switch try nextToken() {
      case UInt8(ascii: ","): try advance()
      case UInt8(ascii: "}"):
        try advance()
        return .object(members)
      default: throw unexpected("expected a comma or }")
      }
    }
  }

  private mutating func array(_ depth: Int) throws(DatasetFault) -> Cell {
    try advance()
    var items: [Cell] = []
    if try nextToken() == UInt8(ascii: "]") {
      try advance()
      return .list([])
    }
    while true {
      items.append(try value(depth: depth + 1))
      switch try nextToken() {
      case UInt8(ascii: ","): try advance()
      case UInt8(ascii: "]"):
        try advance()
        return .list(items)
      default: throw unexpected("expected a comma or ]")
      }
    }
  }

  private mutating func word(_ word: String, _ cell: Cell) throws(DatasetFault) -> Cell {
    for byte in word.utf8 {
      guard try cursor.peek() == byte else { throw unexpected("expected \(word)") }
      try advance()
    }
    return cell
  }

  private mutating func number() throws(DatasetFault) -> String {
    scratch.removeAll(keepingCapacity: true)
    try take { $0 == UInt8(ascii: "-") }
    if try cursor.peek() == UInt8(ascii: "0") {
      try take { _ in true }
    } else {
      try digits()
    }
    if try cursor.peek() == UInt8(ascii: ".") {
      try take { _ in true }
      try digits()
    }
    if let byte = try cursor.peek(), byte | 0x20 == UInt8(ascii: "e") {
      try take { _ in true }
      try take { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
      try digits()
    }
    return String(decoding: scratch, as: UTF8.self)
  }

  private mutating func digits() throws(DatasetFault) {
    guard let first = try cursor.peek(), isDigit(first) else {
      throw unexpected("expected a digit")
    }
    while let byte = try cursor.peek(), isDigit(byte) { try take { _ in true } }
  }

  /// Takes the byte at the cursor into the scratch space if it is wanted.
  private mutating func take(_ isWanted: (UInt8) -> Bool) throws(DatasetFault) {
    guard let byte = try cursor.peek(), isWanted(byte) else { return }
    scratch.append(byte)
    try advance()
    if scratch.count > limits.cellBytes { throw tooLong() }
  }

  private mutating func string() throws(DatasetFault) -> String {
    let startLine = line
    try advance()
    scratch.removeAll(keepingCapacity: true)
    while let byte = try cursor.peek() {
      switch byte {
      case UInt8(ascii: "\""):
        try advance()
        if let text = String(validating: scratch, as: UTF8.self) { return text }
        let offending = firstInvalidUTF8(scratch[...]) ?? 0
        throw DatasetFault(
          finding: invalidByteFinding(scratch[offending], file: file, line: startLine))
      case UInt8(ascii: "\\"):
        try advance()
        try escape()
      case 0: throw fault(.nulCharacter, "line \(line) holds a NUL character")
      case 1..<0x20:
        throw fault(.malformedJSON, "a control character inside a text must be escaped")
      default:
        scratch.append(byte)
        try advance()
      }
      if scratch.count > limits.cellBytes { throw tooLong() }
    }
    throw fault(.malformedJSON, "the text that began in line \(startLine) is not closed")
  }

  private mutating func escape() throws(DatasetFault) {
    guard let byte = try cursor.peek() else { throw unexpected("expected an escape") }
    try advance()
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(byte)
    case UInt8(ascii: "b"): scratch.append(8)
    case UInt8(ascii: "f"): scratch.append(12)
    case UInt8(ascii: "n"): scratch.append(10)
    case UInt8(ascii: "r"): scratch.append(13)
    case UInt8(ascii: "t"): scratch.append(9)
    case UInt8(ascii: "u"):
      let scalar = try escapedScalar()
      guard scalar != "\0" else { throw fault(.nulCharacter, "line \(line) holds a NUL character") }
      scratch.append(contentsOf: String(Character(scalar)).utf8)
    default: throw fault(.malformedJSON, "there is no such escape")
    }
  }

  /// The scalar of `\uXXXX`, or of a surrogate pair of two.
  private mutating func escapedScalar() throws(DatasetFault) -> UnicodeScalar {
    let unit = try hexadecimalUnit()
    if let scalar = UnicodeScalar(unit) { return scalar }
    guard unit < 0xDC00 else { throw loneSurrogate() }
    for byte in "\\u".utf8 {
      guard try cursor.peek() == byte else { throw loneSurrogate() }
      try advance()
    }
    let low = try hexadecimalUnit()
    guard 0xDC00..<0xE000 ~= low,
      let scalar = UnicodeScalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw loneSurrogate() }
    return scalar
  }

  private mutating func hexadecimalUnit() throws(DatasetFault) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = try cursor.peek(),
        let digit = Character(UnicodeScalar(byte)).hexDigitValue
      else { throw unexpected("expected four hexadecimal digits") }
      unit = unit << 4 | UInt32(digit)
      try advance()
    }
    return unit
  }

  private func loneSurrogate() -> DatasetFault {
    fault(.malformedJSON, "half of a surrogate pair stands alone")
  }

  private func tooLong() -> DatasetFault {
    fault(
      .dataLimit,
      "a text is longer than the limit of \(limits.cellBytes) bytes (setting limits.cell_bytes)")
  }

  /// A fault of the grammar at the cursor.
  mutating func unexpected(_ expectation: String) -> DatasetFault {
    var seen = "the end of the text"
    if let byte = (try? cursor.peek()) ?? nil {
      seen =
        0x21..<0x7F ~= byte
        ? "“\(Character(UnicodeScalar(byte)))”" : "the byte 0x\(String(byte, radix: 16))"
      if byte == 0 { return fault(.nulCharacter, "line \(line) holds a NUL character") }
    }
    return fault(.malformedJSON, "\(expectation), but found \(seen)")
  }

  private func fault(_ code: FindingCode, _ message: String) -> DatasetFault {
    DatasetFault(
      finding: Finding(code, message, at: Place(file: file, line: line, column: character)))
  }
}

func isDigit(_ byte: UInt8) -> Bool {
  UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
}
