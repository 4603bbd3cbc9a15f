import Findings
import GRDB

extension ImportRun {
  /// Reports what joining shows: joined rows' faults to their recipients, missing and surplus
  /// partners, and rows that belong to nobody.
  func checkJoin(_ number: Int) throws {
    let column = SnapshotLayout.link(number)
    try db.execute(sql: "CREATE INDEX recipient_\(column) ON recipient (\(column))")
    try reportJoinedFaults(number)
    let join = plan.joins[number].join
    if !join.isMany, !join.isOptional { try reportPartners(number, join) }
    try reportOrphans(number, join)
  }

  private func reportJoinedFaults(_ number: Int) throws {
    let file = plan.joins[number].join.source.file
    let faults = try Row.fetchCursor(
      db,
      sql: """
        SELECT r.id, r.key, f.row, f.line, f.code, f.message, f.field, f.sample, f.suggestion
        FROM joined_fault f JOIN recipient r ON r.\(SnapshotLayout.link(number)) = f.link
        WHERE f.joined = ? AND r.status <> 1 ORDER BY f.id, r.id
        """, arguments: [number])
    while let fault = try faults.next() {
      guard let code = FindingCode.named(fault[4]) else { continue }
      let place = Place(
        file: file, line: fault[3], row: fault[2], field: fault[6], sample: fault[7])
      let finding = Finding(
        code, fault[5], at: place, recipient: fault[1] ?? "", suggestion: fault[8])
      try report(finding, recipient: fault[0])
    }
  }

  /// A to-one join needs exactly one partner.
  private func reportPartners(_ number: Int, _ join: Join) throws {
    let link = SnapshotLayout.link(number)
    let recipients = try Row.fetchCursor(
      db,
      sql: """
        SELECT r.id, r.key, r.row, r.line, r.\(link) AS link,
          (SELECT count(*) FROM \(SnapshotLayout.table(number)) j WHERE j.link = r.\(link)) AS partners
        FROM recipient r WHERE r.status <> 1 AND r.key IS NOT NULL AND partners <> 1
          AND typeof(r.\(link)) <> 'blob' ORDER BY r.id
        """)
    let file = importer.declaration.source.file
    while let recipient = try recipients.next() {
      let partners: Int = recipient[5]
      let text: String = recipient[4] ?? ""
      let shown = text.isEmpty ? "nothing" : "“\(sample(of: text))”"
      let place = Place(
        file: file, line: recipient[3], row: recipient[2], field: join.by.first?.field,
        sample: text.isEmpty ? nil : sample(of: text))
      let finding =
        partners == 0
        ? Finding(
          .missingPartner, "\(join.name): \(join.source.file) has no row for \(shown)", at: place,
          recipient: recipient[1])
        : Finding(
          .severalPartners, "\(join.name): \(join.source.file) has \(partners) rows for \(shown)",
          at: place, recipient: recipient[1])
      try report(finding, recipient: recipient[0])
    }
  }

  private func reportOrphans(_ number: Int, _ join: Join) throws {
    let table = SnapshotLayout.table(number)
    let link = SnapshotLayout.link(number)
    let condition = """
      FROM \(table) j WHERE j.link IS NULL
      OR NOT EXISTS (SELECT 1 FROM recipient r WHERE r.\(link) = j.link)
      """
    let count = try Int.fetchOne(db, sql: "SELECT count(*) \(condition)") ?? 0
    guard count > 0 else { return }
    let first = try Row.fetchAll(
      db, sql: "SELECT j.row, j.line, j.link \(condition) ORDER BY j.id LIMIT 5")
    let samples = first.compactMap { $0[2] as String? }.map { sample(of: $0) }
    tally.add(
      Finding(
        .orphanRows,
        count == 1
          ? "1 row of \(join.source.file) belongs to no recipient"
          : "\(count) rows of \(join.source.file) belong to no recipient",
        at: Place(
          file: join.source.file, line: first.first?[1], row: first.first?[0],
          field: join.by.first?.column, sample: samples.first), count: count, samples: samples))
  }
}
