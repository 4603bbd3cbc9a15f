import Findings
import GRDB

extension ImportRun {
  /// Leaves out every row that shares its key with another one that takes part.
  func leaveOutDuplicateKeys() throws {
    try db.execute(
      sql: """
        CREATE TEMP TABLE duplicate AS SELECT key, count(*) AS rows FROM recipient
        WHERE key IS NOT NULL AND status <> 1 GROUP BY key HAVING count(*) > 1;
        CREATE INDEX temp.duplicate_key ON duplicate (key);
        """)
    let file = importer.declaration.source.file
    let duplicates = try Row.fetchCursor(
      db,
      sql: """
        SELECT r.id, r.key, r.row, r.line, d.rows FROM recipient r JOIN duplicate d ON d.key = r.key
        WHERE r.status <> 1 ORDER BY r.id
        """)
    while let duplicate = try duplicates.next() {
      let key: String = duplicate[1]
      let others = try otherRows(with: key, than: duplicate[0], count: duplicate[4])
      let finding = Finding(
        .duplicateKey, "the key “\(sample(of: key))” is also that of \(others)",
        at: Place(
          file: file, line: duplicate[3], row: duplicate[2], field: plan.fields[plan.key].name,
          sample: sample(of: key)), recipient: key)
      try report(finding, recipient: duplicate[0])
    }
    try db.execute(sql: "DROP TABLE temp.duplicate")
  }

  /// `row 3`, `rows 3 and 7`, `rows 3, 5, 7 and 12 more`.
  private func otherRows(with key: String, than id: Int64, count: Int) throws -> String {
    let named = 10
    let rows = try Int.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT row FROM recipient WHERE key = ? AND id <> ? AND status <> 1
          ORDER BY id LIMIT \(named)
          """), arguments: [key, id])
    let rest = count - 1 - rows.count
    var parts = rows.map(String.init)
    if rest > 0 { parts.append("\(rest) more") }
    guard parts.count > 1, let last = parts.popLast() else { return "row \(parts.joined())" }
    return "rows \(parts.joined(separator: ", ")) and \(last)"
  }
}
