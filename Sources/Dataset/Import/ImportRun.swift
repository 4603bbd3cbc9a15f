import Findings
import Foundation
import GRDB

/// One import on its way: joined files, then recipients, then what only all rows together show.
final class ImportRun {
  let importer: DatasetImporter
  let plan: ImportPlan
  let layout: SnapshotLayout
  let db: Database
  var tally: FindingTally
  var counts = RecipientCounts()
  /// What the columns of joined files hold; empty unless asked for.
  var joinedColumns: [ColumnStatistics] = []
  /// Joins whose file was read to its end.
  private(set) var completeJoins: Set<Int> = []
  private let insertFault: Statement

  init(_ importer: DatasetImporter, plan: ImportPlan, tally: FindingTally, db: Database) throws {
    self.importer = importer
    self.plan = plan
    self.tally = tally
    self.db = db
    layout = plan.layout
    try layout.createTables(db)
    insertFault = try layout.insertStatement(
      db, into: "fault", ["recipient", "code", "message"])
  }

  func outcome() throws -> ImportOutcome {
    for join in plan.joins.indices where try importJoin(join, plan.joins[join]) {
      completeJoins.insert(join)
    }
    let recipients = RecipientImport(self)
    let isComplete = try recipients.importAll()
    try db.execute(sql: "CREATE INDEX recipient_key ON recipient (key)")
    try leaveOutDuplicateKeys()
    for join in completeJoins.sorted() { try checkJoin(join) }
    try db.execute(sql: "CREATE INDEX fault_recipient ON fault (recipient)")
    try countRecipients()
    if isComplete, counts.total == 0 { reportNoRecipients() }
    try write("layout", layout)
    try write("columns", recipients.originalColumns)
    try write("counts", counts)
    return ImportOutcome(
      counts: counts, findings: tally.summary,
      columns: try recipients.statistics(db) + joinedColumns)
  }

  private func write(_ name: String, _ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(value), as: UTF8.self)
    try db.execute(
      sql: "INSERT INTO snapshot (name, value) VALUES (?, ?)", arguments: [name, text])
  }

  private func countRecipients() throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT status, count(*) FROM recipient GROUP BY status")
    for row in rows {
      let count: Int = row[1]
      switch SnapshotLayout.Status(rawValue: row[0]) {
      case .ok: counts.ok = count
      case .excluded: counts.excluded = count
      case .leftOut: counts.leftOut = count
      case nil: break
      }
    }
    counts.total = counts.ok + counts.leftOut
  }

  private func reportNoRecipients() {
    let file = importer.declaration.source.file
    let message =
      counts.excluded > 0
      ? "all \(counts.excluded) rows of \(file) are excluded by `where`" : "\(file) has no rows"
    tally.add(Finding(.nobodyTakesPart, message, at: Place(file: file)))
  }

  /// Whether a finding leaves its recipient out, by the campaign's own measure.
  func leavesOut(_ finding: Finding) -> Bool {
    tally.severity(of: finding) >= importer.options.leavesOut
  }

  /// Reports a finding about a recipient and, if it weighs enough, leaves the recipient out.
  func report(_ finding: Finding, recipient id: Int64, isStored: Bool = true) throws {
    tally.add(finding)
    guard leavesOut(finding) else { return }
    try insertFault.execute(arguments: [id, finding.code.name, finding.message])
    if isStored {
      try db.cachedStatement(sql: "UPDATE recipient SET status = 2 WHERE id = ? AND status = 0")
        .execute(arguments: [id])
    }
  }
}

/// The text by which rows are joined: equal for equal values, the parts of several unmistakable; nil
/// when any part is.
func linkValue(_ values: [Value]) -> DatabaseValue {
  var parts: [String] = []
  for value in values {
    let text =
      if case .decimal(let decimal) = value { decimal.sortKey } else { plainText(of: value) }
    guard !text.isEmpty else { return .null }
    parts.append(text)
  }
  guard parts.count > 1 else { return (parts.first).databaseValue }
  return parts.map { "\($0.utf8.count):\($0)" }.joined().databaseValue
}
