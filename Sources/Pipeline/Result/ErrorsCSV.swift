import Findings

/// `errors.csv`: one row per recipient left out, with the reason and the row as it was read.
enum ErrorsCSV {
  static let fileName = "errors.csv"

  /// - Parameters:
  ///   - columns: the dataset's headers as read.
  ///   - original: the cells of the row with that number as read; nil where they are not known.
  static func bytes(
    leftOut: [LeftOutRecipient], columns: [String], original: (Int) throws -> [String]?
  ) rethrows -> [UInt8] {
    var bytes = CSVFile.byteOrderMark
    bytes += CSVFile.line(["key", "row", "code", "message"] + columns)
    for recipient in leftOut {
      let cells = try original(recipient.row) ?? []
      bytes += CSVFile.line(
        [
          recipient.key, recipient.row > 0 ? String(recipient.row) : "",
          recipient.finding.code.name, recipient.finding.message,
        ] + cells)
    }
    return bytes
  }
}
