package import Findings

/// Who took part and what became of them: `total` is the sum of all but `excluded`.
package struct ResultCounts: Sendable, Hashable, Codable {
  /// Participating recipients.
  package var total = 0
  /// Rows that `where` left aside.
  package var excluded = 0
  package var rendered = 0
  /// Left out for their data or by a gate.
  package var skipped = 0
  /// Left out because rendering failed.
  package var failed = 0
  /// Carried over unchanged from the result that this one corrects.
  package var reused = 0

  package init() {}

  package var leftOut: Int { skipped + failed }

  package var json: JSON {
    .members([
      "total": .integer(Int64(total)), "excluded": .integer(Int64(excluded)),
      "rendered": .integer(Int64(rendered)), "skipped": .integer(Int64(skipped)),
      "failed": .integer(Int64(failed)), "reused": .integer(Int64(reused)),
    ])
  }
}
