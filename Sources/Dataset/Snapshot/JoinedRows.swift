import GRDB

/// Looks up the joined rows of recipients.
struct JoinedRows {
  private let statement: Statement
  private let columns: [(name: String, type: FieldType, isHidden: Bool)]
  private let isMany: Bool

  init(_ db: Database, _ layout: SnapshotLayout, join: Int) throws {
    statement = try db.cachedStatement(sql: layout.selectJoined(join))
    columns = layout.joins[join].columns.map { ($0.name, $0.type.type, $0.isHidden) }
    isMany = layout.joins[join].isMany
  }

  /// The rows of a to-many join as a list of objects; the row of a to-one join, or nil.
  func value(link: DatabaseValue) throws -> Value {
    guard !link.isNull else { return isMany ? .list([]) : .null }
    var records: [Value] = []
    let rows = try Row.fetchCursor(statement, arguments: [link])
    while let row = try rows.next() {
      var record = Record()
      for (position, column) in columns.enumerated() where !column.isHidden {
        let stored: DatabaseValue = row[position]
        record[column.name] = ValueCoding.value(of: stored, as: column.type)
      }
      records.append(.object(record))
    }
    return isMany ? .list(records) : records.first ?? .null
  }
}
