import Findings

/// The rows of one data file, in order, whatever its format: the border behind which formats end.
protocol RowReader: AnyObject {
  /// The columns' names as read; readers of keyed rows append names as they come across them.
  var columns: [String] { get }
  /// Whether the columns are those of a header, known before the first row.
  var hasHeader: Bool { get }
  /// What is worth saying about the file as a whole, complete after the last row.
  var notes: [Finding] { get }

  /// The next row, its cells aligned with `columns`; nil after the last.
  func next() throws(DatasetFault) -> SourceRow?
}

/// A row of a data file with the place it came from.
struct SourceRow {
  /// The number by which people find it: see `Place.row`.
  var row: Int
  /// The physical line where it starts, for text files.
  var line: Int?
  /// May be shorter than the columns.
  var cells: [Cell]
  /// What is wrong with the row as a whole.
  var faults: [RowFault] = []
}

/// Something wrong with a row or one of its values.
struct RowFault: Equatable {
  var code: FindingCode
  var message: String
  var field: String?
  var sample: String?
  var suggestion: String?
}

/// A fault of a whole file: it cannot be read (further).
struct DatasetFault: Error {
  var finding: Finding
}

/// A value shortened for messages and places.
func sample(of text: String) -> String {
  text.unicodeScalars.count <= 60 ? text : String(text.prefix(60)) + "…"
}
