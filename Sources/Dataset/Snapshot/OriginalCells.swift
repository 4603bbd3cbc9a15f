/// A row's cells as they were read, kept as one text.
enum OriginalCells {
  static func encode(_ cells: [Cell]) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "[")]
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      appendJSONString(cell.originalText, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
    return String(decoding: bytes, as: UTF8.self)
  }

  static func decode(_ text: String) -> [String] {
    var parser = JSONParser(ByteCursor(Array(text.utf8)), file: "", limits: .unlimited)
    guard case .list(let cells) = try? parser.value() else { return [] }
    return cells.map(\.originalText)
  }
}
