import Dataset

/// The columns of a dataset as a table for terminals, and below it what is odd about their values.
enum ColumnTable {
  static func text(_ columns: [ColumnStatistics]) -> String {
    let header = ["file", "field", "filled", "distinct", "min", "max", "longest", "scripts"]
    let rows = columns.map { column in
      [
        column.file, column.field, String(column.filled), String(column.distinct),
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
    }.joined(separator: "\n") + columns.flatMap(oddities).map { "\n" + $0 }.joined()
  }

  /// `people.csv  name: Cyrillic letters in 1 value: row 7 ‘Анна’`.
  private static func oddities(_ column: ColumnStatistics) -> [String] {
    let scripts = column.oddScripts.map { odd in
      let place = odd.script.contains("+") ? " letters within one word in " : " letters in "
      return odd.script + place + values(odd.count) + shown(odd.samples)
    }
    let outliers = column.outliers.map { outliers in
      let unit = outliers.measure == .length ? " characters" : ""
      return "\(values(outliers.count)) far from the others, below \(outliers.low) or above "
        + outliers.high + unit + shown(outliers.samples)
    }
    return (scripts + outliers).map { "\(column.file)  \(column.field): \($0)" }
  }

  private static func values(_ count: Int) -> String { count == 1 ? "1 value" : "\(count) values" }

  private static func shown(_ samples: [ColumnStatistics.Sample]) -> String {
    ": " + samples.map { "row \($0.row) ‘\(shortened($0.value))’" }.joined(separator: ", ")
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
