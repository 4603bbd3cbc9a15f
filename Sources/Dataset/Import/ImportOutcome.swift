package import Findings

/// What an import found; the rows themselves are in the snapshot.
package struct ImportOutcome: Sendable {
  package var counts: RecipientCounts
  /// In the order: file, rows by row, joined files, keys.
  package var findings: [Finding]
  /// Of the columns that hold a declared field, recipients first; empty unless asked for.
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
