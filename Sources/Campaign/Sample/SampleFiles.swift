package import Dataset

/// Sample data files for a schema: one for the recipients, one for each table or object.
package struct SampleFiles {
  /// File name and content, the recipients' first.
  package let files: [(name: String, text: String)]

  /// - Parameters:
  ///   - name: the recipients' file; the others are called after their field, beside it.
  ///   - rows: how many recipients.
  package init(_ schema: Schema, name: String, rows: Int = 3) {
    let columns = schema.fields.filter { !Self.isJoined($0) }
    var files = [(name, Self.csv(columns, rows: rows, key: nil))]
    for field in schema.fields {
      switch field.type {
      case .table(let inner), .object(let inner):
        let key = columns.first
        let members = inner.fields.filter { !Self.isJoined($0) && $0.name != key?.name }
        let isTable = if case .table = field.type { true } else { false }
        files.append(
          (
            "\(field.name).csv",
            Self.csv(members, rows: rows, key: key, repeated: isTable ? 2 : 1)
          ))
      default: break
      }
    }
    self.files = files
  }

  private static func isJoined(_ field: Field) -> Bool {
    switch field.type {
    case .table, .object: true
    default: false
    }
  }

  /// With a byte order mark, so that spreadsheets read it as UTF-8.
  private static func csv(_ fields: [Field], rows: Int, key: Field?, repeated: Int = 1) -> String {
    var lines = [((key.map { [$0.name] } ?? []) + fields.map(\.name)).map(quoted)]
    for row in 0..<rows {
      for turn in 0..<repeated {
        let start = key.map { [SampleValue.text($0, row: row)] } ?? []
        lines.append((start + fields.map { SampleValue.text($0, row: row + turn) }).map(quoted))
      }
    }
    return "\u{FEFF}" + lines.map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  private static func quoted(_ cell: String) -> String {
    let isPlain = !cell.contains { $0 == "\"" || $0 == "," || $0.isNewline }
    return isPlain ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
