import Dataset
import GRDB

/// Builds a `RenderPlan`, recipient by recipient in file order.
final class PlanWriter {
  private let path: String
  private let database: DatabaseQueue
  private var position = 0
  private var pending: [Pending] = []
  private var collisions: [Collision] = []

  private struct Pending {
    var row: Int64
    var key: String
    var stem: String
    var rowNumber: Int
    var assets: [String]?
  }

  /// A recipient whose bundle could not have its own name.
  struct Collision {
    var key: String
    /// Of the data file.
    var rowNumber: Int
    var stem: String
    /// The file's name instead.
    var name: String
  }

  /// Creates the database; the path must not exist.
  init(path: String) throws {
    self.path = path
    var configuration = Configuration()
    // The plan can be made again from the snapshot: a crash costs time, nothing else.
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    }
    database = try DatabaseQueue(path: path, configuration: configuration)
    try database.write { database in
      try database.execute(
        sql: """
          CREATE TABLE recipient (
            position INTEGER PRIMARY KEY, row INTEGER NOT NULL, key TEXT NOT NULL,
            name TEXT NOT NULL, assets TEXT);
          CREATE TABLE left_out (
            row INTEGER NOT NULL, key TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL);
          CREATE TABLE taken (folded TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID;
          """)
    }
  }

  /// Adds a recipient.
  ///
  /// - Parameters:
  ///   - stem: the bundle's safe name without extension.
  ///   - assets: the assets' names, where they differ by recipient; safe, so without `/`.
  func append(_ recipient: RecipientRow, stem: String, assets: [String]?) throws {
    pending.append(
      Pending(
        row: recipient.rowid, key: recipient.key, stem: stem, rowNumber: recipient.row,
        assets: assets))
    if pending.count >= 1_000 { try flush() }
  }

  /// The collisions found since the last call.
  func takeCollisions() -> [Collision] {
    defer { collisions.removeAll(keepingCapacity: true) }
    return collisions
  }

  /// Notes why a recipient that the import let through is left out after all.
  func leaveOut(row: Int64, key: String, code: String, message: String) throws {
    try database.write { database in
      try database.execute(
        literal: """
          INSERT INTO left_out (row, key, code, message)
          VALUES (\(row), \(key), \(code), \(message))
          """)
    }
  }

  /// Writes what is pending and opens the plan for reading.
  func finish() throws -> RenderPlan {
    try flush()
    try database.write { database in
      try database.execute(
        sql: """
          DROP TABLE taken;
          CREATE INDEX recipient_row ON recipient (row);
          CREATE INDEX recipient_key ON recipient (key);
          """)
    }
    return try RenderPlan(path: path, database: database)
  }

  private func flush() throws {
    let batch = pending
    pending.removeAll(keepingCapacity: true)
    try database.write { database in
      let insert = try database.cachedStatement(
        sql: "INSERT INTO recipient (position, row, key, name, assets) VALUES (?, ?, ?, ?, ?)")
      for recipient in batch {
        let name = try claim(recipient.stem, database)
        if name != recipient.stem {
          collisions.append(
            Collision(
              key: recipient.key, rowNumber: recipient.rowNumber, stem: recipient.stem,
              name: name + Self.suffix))
        }
        try insert.execute(arguments: [
          position, recipient.row, recipient.key, name + Self.suffix,
          recipient.assets?.joined(separator: "/"),
        ])
        position += 1
      }
    }
  }

  /// A name that nobody has yet: the first keeps its own, the others get `~2`, `~3`….
  private func claim(_ stem: String, _ database: Database) throws -> String {
    let folded = caseFolded(stem)
    guard let next = try take(folded, database) else { return stem }
    var number = next
    while true {
      let name = FileName.numbered(stem, number, extension: Self.suffix)
      number += 1
      guard try take(caseFolded(name), database) == nil else { continue }
      try database.execute(
        literal: "UPDATE taken SET next = \(number) WHERE folded = \(folded)")
      return name
    }
  }

  /// Takes a name if it is free; otherwise the number to try next.
  private func take(_ folded: String, _ database: Database) throws -> Int? {
    try database.cachedStatement(sql: "INSERT OR IGNORE INTO taken (folded, next) VALUES (?, 2)")
      .execute(arguments: [folded])
    if database.changesCount > 0 { return nil }
    return try Int.fetchOne(
      database, sql: "SELECT next FROM taken WHERE folded = ?", arguments: [folded])
  }

  private static let suffix = ".zip"
}
