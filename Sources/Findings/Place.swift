/// Where a finding was made. Keys that do not apply are absent.
package struct Place: Sendable, Hashable, Codable {
  /// Relative to the drop; a file of an installed template as `Templates/<name>/…`.
  package var file: String?
  /// The physical line, from 1.
  package var line: Int?
  /// The character within the line, from 1.
  package var column: Int?
  /// The row's number as a spreadsheet shows it; for JSON the 1-based element, for SQLite the rowid.
  package var row: Int?
  /// The data field.
  package var field: String?
  /// The offending value or source text, shortened.
  package var sample: String?

  package init(
    file: String? = nil, line: Int? = nil, column: Int? = nil, row: Int? = nil,
    field: String? = nil, sample: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.row = row
    self.field = field
    self.sample = sample
  }
}

extension Place: CustomStringConvertible {
  /// `recipients.csv:12:4 (row 11, field streams)`, as people read it.
  package var description: String {
    var text = file ?? ""
    if let line {
      text += ":\(line)"
      if let column { text += ":\(column)" }
    }
    var details: [String] = []
    if let row { details.append("row \(row)") }
    if let field { details.append("field \(field)") }
    if !details.isEmpty {
      text += (text.isEmpty ? "" : " ") + "(" + details.joined(separator: ", ") + ")"
    }
    return text
  }
}
