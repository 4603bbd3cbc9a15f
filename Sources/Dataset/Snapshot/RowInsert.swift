import Foundation
import GRDB
import GRDBSQLite

/// Inserts rows with one prepared statement.
///
/// Values are bound one by one: GRDB's own arguments box every value twice, which took a third of an
/// import's time.
struct RowInsert {
  private let statement: Statement

  /// - Parameter statement: with one parameter for each value; used for nothing else.
  init(_ statement: Statement) { self.statement = statement }

  /// Inserts one row. Belongs to the thread that the database was handed to.
  func execute(_ values: [DatabaseValue]) throws {
    let handle = statement.sqliteStatement
    for (index, value) in values.enumerated() {
      try check(bind(value, at: Int32(clamping: index + 1), of: handle), handle)
    }
    let status = sqlite3_step(handle)
    let finished = sqlite3_reset(handle)
    guard status == SQLITE_DONE else { return try check(finished, handle) }
  }

  private func bind(_ value: DatabaseValue, at index: Int32, of handle: OpaquePointer) -> Int32 {
    switch value.storage {
    case .null: return sqlite3_bind_null(handle, index)
    case .int64(let number): return sqlite3_bind_int64(handle, index, number)
    case .double(let number): return sqlite3_bind_double(handle, index, number)
    case .string(var text):
      // SQLite copies the bytes before the call returns, so the pointer need not live longer.
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text(
            handle, index, $0.baseAddress ?? Self.empty, Int32(clamping: $0.count), Self.copied)
        }
      }
    case .blob(let data):
      // As above; an empty blob has no bytes to point to.
      return data.withUnsafeBytes {
        $0.isEmpty
          ? sqlite3_bind_zeroblob(handle, index, 0)
          : sqlite3_bind_blob(
            handle, index, $0.baseAddress, Int32(clamping: $0.count), Self.copied)
      }
    }
  }

  private func check(_ status: Int32, _ handle: OpaquePointer) throws {
    guard status != SQLITE_OK else { return }
    throw DatabaseError(
      resultCode: ResultCode(rawValue: status),
      message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))), sql: statement.sql)
  }

  /// What `SQLITE_TRANSIENT` is in C: a cast that Swift does not import.
  private static var copied: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }

  /// An address for texts without bytes: null would mean NULL.
  private static nonisolated(unsafe) let empty: UnsafePointer<CChar> = {
    // Lives as long as the process and is never written to.
    let byte = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    byte.initialize(to: 0)
    return UnsafePointer(byte)
  }()
}
