import GRDB

/// Makes recipients of a snapshot's rows.
struct RecipientDecoding {
  private let columns: [(name: String, type: FieldType)]
  private let joins: [String: (position: Int, rows: JoinedRows)]
  private let positions: [String: Int]
  private let names: [String]
  private let joinCount: Int

  init(_ db: Database, _ layout: SnapshotLayout) throws {
    columns = layout.fields.map { ($0.name, $0.type.type) }
    var joins: [String: (Int, JoinedRows)] = [:]
    for (position, join) in layout.joins.enumerated() {
      joins[join.name] = (position, try JoinedRows(db, layout, join: position))
    }
    self.joins = joins
    positions = Dictionary(
      layout.fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    names = layout.names
    joinCount = layout.joins.count
  }

  /// - Parameter row: the layout's `recipientColumns`.
  func recipient(_ row: Row) throws -> RecipientRow {
    var record = Record()
    for name in names {
      if let join = joins[name] {
        record[name] = try join.rows.value(link: row[6 + join.position])
      } else if let position = positions[name] {
        let stored: DatabaseValue = row[6 + joinCount + position]
        record[name] = ValueCoding.value(of: stored, as: columns[position].type)
      }
    }
    return RecipientRow(rowid: row[0], key: row[2] ?? "", row: row[3], line: row[4], fields: record)
  }
}
