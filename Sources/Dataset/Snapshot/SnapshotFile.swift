import Foundation
import GRDB

/// The SQLite file that a snapshot is.
enum SnapshotFile {
  /// Writes a snapshot: the file appears under its name only when it is whole and on disk.
  ///
  /// - Throws: what `body` or the database throws; no file is left then.
  static func write<T>(at path: String, _ body: (Database) throws -> T) throws -> T {
    let partial = path + ".partial"
    try? FileManager.default.removeItem(atPath: partial)
    do {
      let result = try writeDatabase(at: partial, body)
      guard rename(partial, path) == 0 else {
        throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
      }
      return result
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      throw error
    }
  }

  private static func writeDatabase<T>(
    at path: String, _ body: (Database) throws -> T
  ) throws -> T {
    var configuration = Configuration()
    configuration.prepareDatabase { db in
      // Nobody sees the file before it is whole, so there is nothing to roll back; the commit syncs.
      try db.execute(
        sql: """
          PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL;
          PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -32768; PRAGMA temp_store = FILE;
          """)
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let result = try queue.write(body)
    try queue.close()
    return result
  }

  /// Opens a finished snapshot for reading.
  static func open(at path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: path, configuration: configuration)
  }
}
