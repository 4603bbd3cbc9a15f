/// Comma-separated text as spreadsheets open it without asking: UTF-8 with a byte order mark, CRLF,
/// every cell quoted that needs it. `[RFC 4180]`
struct CSVFile {
  private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  mutating func append(_ cells: [String]) {
    bytes += Array(cells.map(Self.quoted).joined(separator: ",").utf8)
    bytes += [13, 10]
  }

  private static func quoted(_ cell: String) -> String {
    let needsQuotes = cell.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
    guard needsQuotes || cell.hasPrefix(" ") || cell.hasSuffix(" ") else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
