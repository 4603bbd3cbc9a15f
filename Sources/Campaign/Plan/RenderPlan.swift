import Foundation
import GRDB

/// Who gets which bundle: recipients in file order, their names made safe and unique.
///
/// Kept in a small database beside the job's snapshot, so that memory stays flat at a million
/// recipients. The same descriptor and rows give the same plan.
package final class RenderPlan: Sendable {
  /// The database's path.
  package let path: String
  /// How many recipients the plan holds.
  package let count: Int
  private let database: DatabaseQueue

  /// Above so many recipients bundles lie in numbered folders.
  package static let flatLimit = 10_000
  /// The bundles of one numbered folder.
  package static let folderSize = 1_000

  /// Opens a plan that `PlanWriter` finished.
  ///
  /// - Throws: a database error where the file is none.
  package convenience init(path: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    try self.init(path: path, database: DatabaseQueue(path: path, configuration: configuration))
  }

  init(path: String, database: DatabaseQueue) throws {
    self.path = path
    self.database = database
    count = try database.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM recipient") ?? 0 }
  }

  /// The plan in ranges of `size` recipients, the last perhaps shorter.
  package func shards(size: Int) throws -> [Shard] {
    let size = max(size, 1)
    return try database.read { database in
      var shards: [Shard] = []
      var position = 0
      while position < count {
        let end = min(position + size, count)
        guard
          let bounds = try Row.fetchOne(
            database,
            sql: "SELECT MIN(row) AS first, MAX(row) AS last FROM recipient "
              + "WHERE position >= ? AND position < ?", arguments: [position, end])
        else { break }
        shards.append(
          Shard(
            index: shards.count, firstRow: bounds["first"], lastRow: bounds["last"],
            recipients: end - position))
        position = end
      }
      return shards
    }
  }

  /// How many recipients a shard should have where nobody says otherwise: few enough that a lost
  /// shard costs seconds, many enough that a million recipients make thousands of shards only.
  package static func shardSize(for recipients: Int) -> Int {
    min(max(recipients / 400, 16), 500)
  }

  /// The recipients of a shard, in file order.
  package func recipients(in shard: Shard) throws -> [PlannedRecipient] {
    try database.read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT position, row, key, name, assets FROM recipient WHERE row BETWEEN ? AND ? "
          + "ORDER BY position", arguments: [shard.firstRow, shard.lastRow]
      ).map(recipient)
    }
  }

  /// Everybody, one by one, in file order.
  package func forEach(_ body: (PlannedRecipient) throws -> Void) throws {
    try database.read { database in
      let rows = try Row.fetchCursor(
        database, sql: "SELECT position, row, key, name, assets FROM recipient ORDER BY position")
      while let row = try rows.next() { try body(recipient(row)) }
    }
  }

  /// The first recipient, if there is any.
  package func first() throws -> PlannedRecipient? {
    try database.read { database in
      try Row.fetchOne(
        database, sql: "SELECT position, row, key, name, assets FROM recipient WHERE position = 0"
      ).map(recipient)
    }
  }

  /// The recipient with this key, if the plan holds it.
  package func recipient(key: String) throws -> PlannedRecipient? {
    try database.read { database in
      try Row.fetchOne(
        database, sql: "SELECT position, row, key, name, assets FROM recipient WHERE key = ?",
        arguments: [key]
      ).map(recipient)
    }
  }

  /// Why a recipient that the import let through has no place in the plan.
  package struct LeftOut: Sendable, Hashable {
    /// The rowid in the snapshot.
    package var row: Int64
    package var key: String
    package var code: String
    package var message: String
  }

  /// Everybody that images, names or fonts left out, in file order; those that the import left out
  /// are in the snapshot.
  package func leftOut() throws -> [LeftOut] {
    try database.read { database in
      try Row.fetchAll(
        database, sql: "SELECT row, key, code, message FROM left_out ORDER BY row, rowid"
      ).map {
        LeftOut(row: $0["row"], key: $0["key"], code: $0["code"], message: $0["message"])
      }
    }
  }

  private func recipient(_ row: Row) -> PlannedRecipient {
    let assets: String? = row["assets"]
    return PlannedRecipient(
      row: row["row"], key: row["key"],
      bundle: Self.folder(position: row["position"], of: count) + (row["name"] as String),
      assetNames: assets?.split(separator: "/").map(String.init))
  }

  /// Empty, or the numbered folder with its slash.
  static func folder(position: Int, of count: Int) -> String {
    guard count > flatLimit else { return "" }
    let digits = String(position / folderSize)
    return String(repeating: "0", count: max(4 - digits.count, 0)) + digits + "/"
  }
}
