package import Findings

/// A file of rows and how to read it: `data` of a campaign, or one of its joins.
package struct DatasetSource: Sendable, Hashable {
  /// The path as the descriptor names it, relative to the drop.
  package var file: String
  package var format: DatasetFormat
  /// XLSX and ODS: the sheet's name; nil means the only visible one.
  package var sheet: String?
  /// SQLite: the table or view; nil means the only one.
  package var table: String?
  /// A WHATWG encoding label; nil means by byte order mark, else UTF-8.
  package var encoding: String?
  /// One ASCII character; nil means the one of `, ; tab |` that fits the header.
  package var delimiter: Character?
  /// The record that holds the headers, from 1.
  package var headerRow = 1
  /// The decimal separator, `.` or `,`.
  package var decimal: Character = "."
  /// The character between groups of digits; nil for none.
  package var grouping: Character?
  /// Texts that mean nil, beside the empty one.
  package var nullTexts: [String] = []
  /// Removes the white space around values.
  package var trims = true
  /// Headers of fields whose header does not match their name: field to header.
  package var columns: [String: String] = [:]
  /// File and line of the declaration.
  package var declaration = Place()

  package init(file: String, format: DatasetFormat) {
    self.file = file
    self.format = format
  }
}

/// The kinds of data files.
package enum DatasetFormat: String, Sendable, Hashable, CaseIterable {
  case csv, tsv, json, jsonl, xlsx, ods, sqlite

  /// The format that a file name's extension stands for, ignoring case.
  package init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    switch fileName[fileName.index(after: dot)...].lowercased() {
    case "csv", "txt": self = .csv
    case "tsv", "tab": self = .tsv
    case "json": self = .json
    case "jsonl", "ndjson": self = .jsonl
    case "xlsx": self = .xlsx
    case "ods": self = .ods
    case "sqlite", "sqlite3", "db": self = .sqlite
    default: return nil
    }
  }
}
