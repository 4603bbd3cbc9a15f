import Foundation
import GRDB

/// Reads a finished snapshot, in any process, any part of it at a time.
package final class SnapshotReader: Sendable {
  /// The headers of the recipients' file as they were read, for `errors.csv`.
  package let originalColumns: [String]
  package let counts: RecipientCounts
  private let queue: DatabaseQueue
  private let layout: SnapshotLayout

  /// - Throws: a database error when there is no readable snapshot at `path`.
  package init(path: String) throws {
    queue = try SnapshotFile.open(at: path)
    (layout, originalColumns, counts) = try queue.read { db in
      (
        try Self.decode(SnapshotLayout.self, "layout", db),
        try Self.decode([String].self, "columns", db),
        try Self.decode(RecipientCounts.self, "counts", db)
      )
    }
  }

  private static func decode<T: Decodable>(
    _ type: T.Type, _ name: String, _ db: Database
  ) throws -> T {
    let text = try String.fetchOne(
      db, sql: "SELECT value FROM snapshot WHERE name = ?", arguments: [name])
    return try JSONDecoder().decode(type, from: Data((text ?? "").utf8))
  }

  /// The recipients that can be delivered, in file order, out of a range of rowids.
  package func recipients(in range: ClosedRange<Int64>) -> RecipientCursor {
    RecipientCursor(range) { try self.page(from: $0, through: range.upperBound) }
  }

  /// All recipients that can be delivered, in file order.
  package var recipients: RecipientCursor { recipients(in: 1...Int64.max) }

  /// The recipient of that key, if it can be delivered.
  package func recipient(key: String) throws -> RecipientRow? {
    try queue.read { db in
      try rows(db, "key = ? AND status = 0 LIMIT 1", [key]).first
    }
  }

  /// Ranges of rowids with at most `size` recipients that can be delivered each, in order.
  package func shards(of size: Int) throws -> [ClosedRange<Int64>] {
    try queue.read { db in
      var shards: [ClosedRange<Int64>] = []
      let ids = try Int64.fetchCursor(
        db, sql: "SELECT id FROM recipient WHERE status = 0 ORDER BY id")
      var first: Int64?
      var last: Int64 = 0
      var count = 0
      while let id = try ids.next() {
        first = first ?? id
        last = id
        count += 1
        guard count >= size, let start = first else { continue }
        shards.append(start...id)
        (first, count) = (nil, 0)
      }
      if let first { shards.append(first...last) }
      return shards
    }
  }

  private static let pageSize = 256

  private func page(from first: Int64, through last: Int64) throws -> [RecipientRow] {
    try queue.read { db in
      try rows(
        db, "id BETWEEN ? AND ? AND status = 0 ORDER BY id LIMIT \(Self.pageSize)", [first, last])
    }
  }

  private func rows(
    _ db: Database, _ condition: String, _ arguments: StatementArguments
  ) throws -> [RecipientRow] {
    let statement = try db.cachedStatement(
      sql: "SELECT \(layout.recipientColumns.joined(separator: ", ")) FROM recipient WHERE "
        + condition)
    let decoding = try RecipientDecoding(db, layout)
    var recipients: [RecipientRow] = []
    let cursor = try Row.fetchCursor(statement, arguments: arguments)
    while let row = try cursor.next() { recipients.append(try decoding.recipient(row)) }
    return recipients
  }

  // MARK: Rows as they were read

  /// A recipient that is left out, with every reason.
  package struct LeftOut: Sendable, Hashable {
    package let rowid: Int64
    /// Empty where the row has no key.
    package let key: String
    package let row: Int
    package let reasons: [Reason]
    /// The row's cells as read, as many as there are original columns.
    package let cells: [String]

    package struct Reason: Sendable, Hashable {
      /// The finding's code by name.
      package let code: String
      package let message: String
    }
  }

  /// Up to `limit` recipients that the import left out, in file order, from a rowid on.
  package func leftOut(from rowid: Int64 = 1, limit: Int = 256) throws -> [LeftOut] {
    try queue.read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT id, key, row, original FROM recipient WHERE id >= ? AND status = 2
          ORDER BY id LIMIT ?
          """, arguments: [rowid, limit])
      return try rows.map { row in
        let id: Int64 = row[0]
        let reasons = try Row.fetchAll(
          db, sql: "SELECT code, message FROM fault WHERE recipient = ? ORDER BY id",
          arguments: [id])
        return LeftOut(
          rowid: id, key: row[1] ?? "", row: row[2],
          reasons: reasons.map { LeftOut.Reason(code: $0[0], message: $0[1]) },
          cells: padded(cells(row[3])))
      }
    }
  }

  /// The cells of a row as they were read, as many as there are original columns.
  package func originalCells(of rowid: Int64) throws -> [String] {
    try queue.read { db in
      padded(
        cells(
          try String.fetchOne(
            db, sql: "SELECT original FROM recipient WHERE id = ?", arguments: [rowid])))
    }
  }

  private func cells(_ stored: String?) -> [String] {
    guard let stored else { return [] }
    return OriginalCells.decode(stored)
  }

  private func padded(_ cells: [String]) -> [String] {
    cells + Array(repeating: "", count: max(0, originalColumns.count - cells.count))
  }
}
