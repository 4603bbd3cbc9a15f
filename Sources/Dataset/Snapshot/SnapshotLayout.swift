import Foundation
import GRDB

/// Which fields a snapshot's tables hold, stored in the snapshot itself so that any process can read
/// it without the campaign.
///
/// Columns have numbers instead of names, because field names may differ only in case.
struct SnapshotLayout: Codable, Equatable, Sendable {
  var version = 1
  /// The recipients' fields, one column each.
  var fields: [Column]
  var joins: [JoinTable]
  /// The names under which templates see fields and joins, in order.
  var names: [String]

  struct Column: Codable, Equatable, Sendable {
    var name: String
    var type: StoredType
    /// Needed to join or sort, not declared: templates do not see it.
    var isHidden: Bool
  }

  struct JoinTable: Codable, Equatable, Sendable {
    var name: String
    var columns: [Column]
    var isMany: Bool
    var limit: Int?
    var order: [Order]

    struct Order: Codable, Equatable, Sendable {
      /// The position of a column.
      var column: Int
      var isDescending: Bool
      /// The column has a sort key beside its value.
      var hasSortKey: Bool
    }
  }

  /// Values of `recipient.status`.
  enum Status: Int64 {
    case ok = 0
    case excluded = 1
    case leftOut = 2
  }

  /// The link of a recipient whose value does not fit its field; equal to no text.
  static let unusableLink = Data([0]).databaseValue

  /// More columns than this SQLite does not take in one table.
  static let maximumColumns = 1_900

  // MARK: SQL

  static func field(_ position: Int) -> String { "f\(position)" }
  static func link(_ join: Int) -> String { "l\(join)" }
  static func table(_ join: Int) -> String { "join\(join)" }
  static func sortKey(_ column: Int) -> String { "s\(column)" }

  var recipientColumns: [String] {
    ["id", "status", "key", "row", "line", "original"] + joins.indices.map(Self.link)
      + fields.indices.map(Self.field)
  }

  func joinColumns(_ join: Int) -> [String] {
    ["id", "link", "row", "line"] + joins[join].columns.indices.map(Self.field)
      + joins[join].order.filter(\.hasSortKey).map { Self.sortKey($0.column) }
  }

  func createTables(_ db: Database) throws {
    // Columns without type keep every value exactly as it was bound.
    let list = { (columns: [String]) in
      (["id INTEGER PRIMARY KEY"] + columns.dropFirst()).joined(separator: ", ")
    }
    try db.execute(sql: "CREATE TABLE snapshot (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
    try db.execute(sql: "CREATE TABLE recipient (\(list(recipientColumns)))")
    for join in joins.indices {
      try db.execute(sql: "CREATE TABLE \(Self.table(join)) (\(list(joinColumns(join))))")
    }
    try db.execute(
      sql: """
        CREATE TABLE fault (
          id INTEGER PRIMARY KEY, recipient INTEGER, code TEXT NOT NULL, message TEXT NOT NULL)
        """)
    try db.execute(
      sql: """
        CREATE TABLE joined_fault (
          id INTEGER PRIMARY KEY, joined INTEGER NOT NULL, link TEXT, row INTEGER, line INTEGER,
          code TEXT NOT NULL, message TEXT NOT NULL, field TEXT, sample TEXT, suggestion TEXT)
        """)
  }

  func insertStatement(_ db: Database, into table: String, _ columns: [String]) throws -> Statement
  {
    let marks = Array(repeating: "?", count: columns.count).joined(separator: ",")
    return try db.makeStatement(
      sql: "INSERT INTO \(table) (\(columns.joined(separator: ","))) VALUES (\(marks))")
  }

  /// The rows of one join that belong to a link, in the join's order.
  func selectJoined(_ join: Int) -> String {
    let table = joins[join]
    let columns = table.columns.indices.map(Self.field).joined(separator: ", ")
    let terms = table.order.flatMap { order -> [String] in
      let column = order.hasSortKey ? Self.sortKey(order.column) : Self.field(order.column)
      return ["\(Self.field(order.column)) IS NULL", column + (order.isDescending ? " DESC" : "")]
    }
    let limit = table.isMany ? table.limit : 1
    return "SELECT \(columns.isEmpty ? "id" : columns) FROM \(Self.table(join)) WHERE link = ? "
      + "ORDER BY \((terms + ["id"]).joined(separator: ", "))"
      + (limit.map { " LIMIT \($0)" } ?? "")
  }
}

/// A field's type as the layout stores it: what values need to be read back.
struct StoredType: Codable, Equatable, Sendable {
  var name: String
  /// Of lists.
  var item: [StoredType] = []
  /// Of tables and objects.
  var fields: [SnapshotLayout.Column] = []

  init(_ type: FieldType) {
    name = type.name
    switch type {
    case .list(let item, _): self.item = [StoredType(item)]
    case .table(let schema), .object(let schema):
      fields = schema.fields.map {
        SnapshotLayout.Column(name: $0.name, type: StoredType($0.type), isHidden: false)
      }
    default: break
    }
  }

  var type: FieldType {
    let schema = { Schema(fields.map { Field($0.name, $0.type.type) }) }
    switch name {
    case "list":
      return .list(of: item.first?.type ?? .string, separator: FieldType.defaultSeparator)
    case "table": return .table(schema())
    case "object": return .object(schema())
    default: return FieldType(scalarNamed: name) ?? .string
    }
  }
}
