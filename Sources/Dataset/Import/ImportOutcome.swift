package import Findings

/// What an import found; the rows themselves are in the snapshot.
package struct ImportOutcome: Sendable {
  package var counts: RecipientCounts
  /// In the order: file, rows by row, joined files, keys.
  package var findings: [Finding]
  /// Filled only for columns that hold a declared field.
  package var columns: [ColumnStatistics]

  /// An error concerns the whole job: no recipient can be delivered.
  package var isRefused: Bool {
    findings.contains { $0.severity == .error && $0.recipient == nil }
  }
}

/// How many rows take part, and how many of them can be delivered so far.
package struct RecipientCounts: Sendable, Hashable, Codable {
  /// The participating rows, `ok + leftOut`.
  package var total = 0
  /// Rows that `where` excluded; not in `total`.
  package var excluded = 0
  package var ok = 0
  package var leftOut = 0

  package init() {}

  private enum CodingKeys: String, CodingKey {
    case total
    case excluded
    case ok
    case leftOut = "left_out"
  }
}

/// What a column holds, over all participating rows.
package struct ColumnStatistics: Sendable, Hashable, Codable {
  package var file: String
  package var field: String
  /// Rows with a value.
  package var filled = 0
  /// Different values; nil unless asked for.
  package var distinct: Int?
  /// The least number or date, as text.
  package var min: String?
  /// The greatest number or date, as text.
  package var max: String?
  /// The length of the longest text in grapheme clusters.
  package var longest: Int?
  /// The Unicode scripts of the letters, by name, sorted.
  package var scripts: [String] = []

  package init(file: String, field: String) {
    self.file = file
    self.field = field
  }
}
