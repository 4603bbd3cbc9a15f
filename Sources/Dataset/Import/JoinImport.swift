import Findings
import GRDB

extension ImportRun {
  /// Imports a joined file; false when it could not be read to its end.
  func importJoin(_ number: Int, _ plan: ImportPlan.JoinPlan) throws -> Bool {
    do {
      let source = plan.join.source
      let table = try TypedTable(
        source, path: importer.path(of: source), fields: plan.fields, needed: plan.needed,
        limits: importer.options.limits)
      try importRows(of: table, number, plan)
      tally.add(contentsOf: table.findings)
      try db.execute(
        sql: "CREATE INDEX \(SnapshotLayout.table(number))_link "
          + "ON \(SnapshotLayout.table(number)) (link)")
      return table.missingFields.isEmpty
    } catch let fault as DatasetFault {
      tally.add(fault.finding)
      return false
    }
  }

  private func importRows(
    of table: TypedTable, _ number: Int, _ plan: ImportPlan.JoinPlan
  ) throws {
    let insert = RowInsert(
      try layout.insertStatement(
        db, into: SnapshotLayout.table(number), layout.joinColumns(number)))
    let sortKeys = layout.joins[number].order.filter(\.hasSortKey).map(\.column)
    var profile: TableProfile?
    if importer.options.describesColumns {
      profile = TableProfile(
        file: table.source.file, table: SnapshotLayout.table(number), fields: plan.fields,
        isHidden: plan.isHidden)
    }
    var id: Int64 = 0
    while let row = try table.next() {
      let source = row.source
      if row.isBroken, source.cells.isEmpty {
        // Nothing says whose row it is, so nobody's data can be trusted to be whole.
        for fault in table.faults {
          tally.add(
            fault.finding(file: table.source.file, row: source, recipient: nil))
        }
        continue
      }
      id += 1
      // A value that does not fit its type still finds its recipient by its text, to tell it so.
      let link = linkValue(
        plan.links.map { link in
          table.hasFault(link.column)
            ? .string(table.originalText(of: link.column, in: source)) : table.values[link.column]
        })
      var values: [DatabaseValue] = [
        id.databaseValue, link, source.row.databaseValue, source.line.databaseValue,
      ]
      profile?.take(table.values, row: source.row)
      for value in table.values { values.append(ValueCoding.databaseValue(of: value)) }
      for column in sortKeys {
        if case .decimal(let decimal) = table.values[column] {
          values.append(decimal.sortKey.databaseValue)
        } else {
          values.append(.null)
        }
      }
      try insert.execute(values)
      for fault in table.faults { try keep(fault, of: source, join: number, link: link) }
    }
    joinedColumns += try profile?.statistics(db) ?? []
  }

  /// Keeps a joined row's fault until its recipients are known.
  private func keep(
    _ fault: RowFault, of row: SourceRow, join: Int, link: DatabaseValue
  ) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO joined_fault
          (joined, link, row, line, code, message, field, sample, suggestion)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        join, link, row.row, row.line, fault.code.name, fault.message, fault.field, fault.sample,
        fault.suggestion,
      ])
  }
}

extension RowFault {
  /// The fault as a finding about a recipient.
  func finding(file: String, row: SourceRow, recipient: String?) -> Finding {
    Finding(
      code, message,
      at: Place(file: file, line: row.line, row: row.row, field: field, sample: sample),
      recipient: recipient, suggestion: suggestion)
  }
}
