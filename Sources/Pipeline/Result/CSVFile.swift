/// Comma-separated text as spreadsheets open it without asking: UTF-8 with a byte order mark, CRLF,
/// every cell quoted that needs it. `[RFC 4180]`
enum CSVFile {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// One row with its line end.
  static func line(_ cells: [String]) -> [UInt8] {
    Array(cells.map(quoted).joined(separator: ",").utf8) + [13, 10]
  }

  /// The cells of a file that was written so.
  static func rows(of bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var rest = bytes.starts(with: byteOrderMark) ? bytes[3...] : bytes[...]
    func text() -> String { String(decoding: cell, as: UTF8.self) }
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\"") where isQuoted && rest.first == byte:
        cell.append(byte)
        rest.removeFirst()
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        row.append(text())
        cell.removeAll(keepingCapacity: true)
      case 13 where !isQuoted: continue
      case 10 where !isQuoted:
        rows.append(row + [text()])
        row.removeAll()
        cell.removeAll(keepingCapacity: true)
      default: cell.append(byte)
      }
    }
    return rows
  }

  private static func quoted(_ cell: String) -> String {
    let needsQuotes = cell.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
    guard needsQuotes || cell.hasPrefix(" ") || cell.hasSuffix(" ") else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
