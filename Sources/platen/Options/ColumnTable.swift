import Dataset

/// The columns of a dataset as a table for terminals.
enum ColumnTable {
  static func text(_ columns: [ColumnStatistics]) -> String {
    let header = ["file", "field", "filled", "distinct", "min", "max", "longest", "scripts"]
    let rows = columns.map { column in
      [
        column.file, column.field, String(column.filled), column.distinct.map(String.init) ?? "",
        shortened(column.min ?? ""), shortened(column.max ?? ""),
        column.longest.map(String.init) ?? "", column.scripts.joined(separator: " "),
      ]
    }
    let widths = header.indices.map { index in
      ([header] + rows).map { $0[index].count }.max() ?? 0
    }
    return ([header] + rows).map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }
        .joined(separator: "  ").trimmingSuffix()
    }.joined(separator: "\n")
  }

  private static func shortened(_ text: String) -> String {
    text.count > 24 ? text.prefix(23) + "…" : text
  }
}

extension String {
  fileprivate func trimmingSuffix() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
