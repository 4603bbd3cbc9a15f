import Findings
import GRDB

/// Imports the recipients: types each row, derives, asks who takes part, and stores what results.
final class RecipientImport {
  private let run: ImportRun
  private let plan: ImportPlan
  private(set) var originalColumns: [String] = []
  /// Set where columns are to be described.
  private var profile: TableProfile?
  private var id: Int64 = 0
  private let conditionFields: Set<String>
  private let derived: [Int]
  private static let rowsBetweenReports: Int64 = 8_192

  init(_ run: ImportRun) {
    self.run = run
    plan = run.plan
    let rules = run.importer.rules
    conditionFields = rules?.conditionFields ?? []
    derived = (rules?.derivedFields ?? []).compactMap { name in
      run.plan.fields.firstIndex { $0.name == name }
    }
    if run.importer.options.describesColumns {
      profile = TableProfile(
        file: run.importer.declaration.source.file, table: "recipient",
        condition: "status <> \(SnapshotLayout.Status.excluded.rawValue)", fields: plan.fields,
        isHidden: plan.isHidden)
    }
  }

  private var source: DatasetSource { run.importer.declaration.source }

  /// Imports all rows; false when the file could not be read to its end.
  func importAll() throws -> Bool {
    do {
      let table = try TypedTable(
        source, path: run.importer.path(of: source), fields: plan.fields, needed: plan.needed,
        derived: Set(run.importer.rules?.derivedFields ?? []), limits: run.importer.options.limits)
      // Said first where the header comes first.
      let early = table.findings
      run.tally.add(contentsOf: early)
      defer { originalColumns = table.columns }
      try importRows(of: table)
      run.tally.add(contentsOf: table.findings.filter { !early.contains($0) })
      for field in table.missingFields { run.tally.remove(.requiredValue, field: field) }
      if table.missingFields.contains(plan.fields[plan.key].name) {
        run.tally.remove(.emptyKey, field: plan.fields[plan.key].name)
      }
      return true
    } catch let fault as DatasetFault {
      run.tally.add(fault.finding)
      return false
    }
  }

  private func importRows(of table: TypedTable) throws {
    let insert = RowInsert(
      try run.layout.insertStatement(run.db, into: "recipient", run.layout.recipientColumns))
    let rules = try run.importer.rules.map { rules throws in try RuleEvaluation(rules, run) }
    let hasKeyColumn = !table.missingFields.contains(plan.fields[plan.key].name)
    var row: [DatabaseValue] = []
    while let read = try table.next() {
      id += 1
      if id % Self.rowsBetweenReports == 0 { run.importer.options.progress?(Int(id)) }
      var values = table.values
      var faults = table.faults
      let key = key(values[plan.key], in: read.source, of: table)
      if hasKeyColumn, key.isEmpty, !read.isBroken { replaceWithEmptyKey(&faults) }
      let links = links(values, of: table)
      var excluded = false
      if let rules, !read.isBroken {
        excluded = try rules.apply(
          to: &values, typings: table.typings, links: links, key: key, faults: &faults)
      }
      if excluded { faults.removeAll { !conditionFields.contains($0.field ?? "") } }
      let isLeftOut = try report(faults, row: read.source, key: key)
      let status: SnapshotLayout.Status =
        isLeftOut ? .leftOut : excluded ? .excluded : .ok
      row.removeAll(keepingCapacity: true)
      row.append(id.databaseValue)
      row.append(status.rawValue.databaseValue)
      row.append(key.isEmpty ? .null : key.databaseValue)
      row.append(read.source.row.databaseValue)
      row.append(read.source.line.databaseValue)
      if status == .excluded {
        row.append(.null)
        row.append(contentsOf: links)
        for _ in values { row.append(.null) }
      } else {
        row.append(OriginalCells.encode(read.source.cells).databaseValue)
        row.append(contentsOf: links)
        profile?.take(values, row: read.source.row)
        for value in values { row.append(ValueCoding.databaseValue(of: value)) }
      }
      try insert.execute(row)
    }
  }

  /// The key as text; of a value that does not fit its type, what the file holds.
  private func key(_ value: Value, in row: SourceRow, of table: TypedTable) -> String {
    table.hasFault(plan.key) ? table.originalText(of: plan.key, in: row) : plainText(of: value)
  }

  private func replaceWithEmptyKey(_ faults: inout [RowFault]) {
    let name = plan.fields[plan.key].name
    faults.removeAll { $0.code == .requiredValue && $0.field == name }
    faults.insert(
      RowFault(code: .emptyKey, message: "the row has no value for the key \(name)", field: name),
      at: 0)
  }

  /// A link of a value that does not fit finds no partner, and its row is not told so as well.
  private func links(_ values: [Value], of table: TypedTable) -> [DatabaseValue] {
    plan.joins.map { join in
      join.links.contains { table.hasFault($0.field) }
        ? SnapshotLayout.unusableLink : linkValue(join.links.map { values[$0.field] })
    }
  }

  /// Reports a row's faults; whether they leave the recipient out.
  private func report(_ faults: [RowFault], row: SourceRow, key: String) throws -> Bool {
    var isLeftOut = false
    for fault in faults {
      let finding = fault.finding(file: source.file, row: row, recipient: key)
      isLeftOut = run.leavesOut(finding) || isLeftOut
      try run.report(finding, recipient: id, isStored: false)
    }
    return isLeftOut
  }

  /// What the columns hold; empty unless asked for.
  func statistics(_ db: Database) throws -> [ColumnStatistics] {
    try profile?.statistics(db) ?? []
  }
}
