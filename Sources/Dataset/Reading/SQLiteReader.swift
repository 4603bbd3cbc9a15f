import Findings
import Foundation
import GRDB

/// Reads a table or view of an SQLite database, opened read-only.
///
/// The file is somebody else's: its schema is not trusted, a query that does not come to an end is
/// interrupted, and a view's rows are counted.
final class SQLiteReader: RowReader {
  private(set) var columns: [String] = []
  let hasHeader = true
  let notes: [Finding] = []
  private let file: String
  private let limits: ReadingLimits
  private let queue: DatabaseQueue
  /// The folder of a copy that is being read.
  private let scratch: String?
  private var cursor: RowCursor?
  private var hasRowid = false
  private var batch: [SourceRow] = []
  private var position = 0
  private var count = 0

  private static let batchSize = 256

  init(_ source: DatasetSource, path: String, limits: ReadingLimits) throws(DatasetFault) {
    file = source.file
    self.limits = limits
    // Opening creates nothing and never waits for a pipe, but says less about why it failed.
    _ = try ByteStream(path: path, file: source.file, encoding: nil)
    do {
      (queue, scratch) = try Self.open(path)
      try open(table: source.table)
    } catch let fault as DatasetFault {
      throw fault
    } catch {
      throw Self.fault(error, file)
    }
  }

  deinit {
    // GRDB lets go of statements only where their database is used.
    queue.unsafeRead { _ in cursor = nil }
    if let scratch { try? FileManager.default.removeItem(atPath: scratch) }
  }

  private static func open(_ path: String) throws -> (DatabaseQueue, scratch: String?) {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
    }
    let absolute = URL(filePath: path).path
    let log = try? FileManager.default.attributesOfItem(atPath: absolute + "-wal")
    // Rows in a write-ahead log need shared memory beside the file, and beside a client's file nothing
    // is written: a copy is read.
    if let size = log?[.size] as? Int, size > 0 {
      let scratch = try copy(of: absolute)
      return (try DatabaseQueue(path: scratch + "/data", configuration: configuration), scratch)
    }
    let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#%"))
    let escaped = absolute.addingPercentEncoding(withAllowedCharacters: allowed) ?? absolute
    let queue = try DatabaseQueue(
      path: "file:\(escaped)?mode=ro&immutable=1", configuration: configuration)
    return (queue, nil)
  }

  /// Returns the folder that holds the copy, `data`, and its log.
  private static func copy(of path: String) throws -> String {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appending(path: "platen-\(UUID().uuidString)")
      .path(percentEncoded: false)
    try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for suffix in ["", "-wal"] {
      try manager.copyItem(atPath: path + suffix, toPath: folder + "/data" + suffix)
    }
    return folder
  }

  private func open(table wanted: String?) throws {
    try guarded { db in
      let names = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_schema
          WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name
          """)
      let table = try self.table(wanted, among: names)
      let quoted = "\"" + table.replacing("\"", with: "\"\"") + "\""
      hasRowid = (try? db.makeStatement(sql: "SELECT rowid FROM \(quoted)")) != nil
      let isView =
        try String.fetchOne(
          db, sql: "SELECT type FROM sqlite_schema WHERE name = ?", arguments: [table]) == "view"
      hasRowid = hasRowid && !isView
      let order = hasRowid ? "rowid, * FROM \(quoted) ORDER BY rowid" : "* FROM \(quoted)"
      let statement = try db.makeStatement(sql: "SELECT \(order)")
      columns = Array(statement.columnNames.dropFirst(hasRowid ? 1 : 0))
      guard columns.count <= limits.columns else {
        throw DatasetFault(
          finding: Finding(
            .dataLimit,
            "\(table) has more than the limit of \(limits.columns) columns (setting limits.columns)",
            at: Place(file: file)))
      }
      cursor = try Row.fetchCursor(statement)
    }
  }

  private func table(_ wanted: String?, among names: [String]) throws(DatasetFault) -> String {
    let list = names.isEmpty ? "none" : names.prefix(20).joined(separator: ", ")
    if let wanted {
      if let name = names.first(where: { $0 == wanted })
        ?? names.first(where: { $0.lowercased() == wanted.lowercased() })
      {
        return name
      }
      throw DatasetFault(
        finding: Finding(
          .unknownTable, "\(file) has no table or view “\(sample(of: wanted))”; it has \(list)",
          at: Place(file: file), suggestion: suggestion(for: wanted, among: names)))
    }
    guard names.count == 1, let only = names.first else {
      throw DatasetFault(
        finding: Finding(
          .unknownTable, "\(file) has not exactly one table or view; it has \(list)",
          at: Place(file: file)))
    }
    return only
  }

  func next() throws(DatasetFault) -> SourceRow? {
    if position == batch.count {
      batch.removeAll(keepingCapacity: true)
      position = 0
      do {
        try fetch()
      } catch let fault as DatasetFault {
        throw fault
      } catch {
        throw Self.fault(error, file)
      }
    }
    guard position < batch.count else { return nil }
    defer { position += 1 }
    return batch[position]
  }

  private func fetch() throws {
    try guarded { _ in
      while batch.count < Self.batchSize, let row = try cursor?.next() {
        count += 1
        guard count <= limits.rows else {
          throw DatasetFault(
            finding: Finding(
              .dataLimit,
              "\(file) has more than the limit of \(limits.rows) rows (setting limits.rows)",
              at: Place(file: file)))
        }
        try batch.append(sourceRow(row))
      }
    }
  }

  private func sourceRow(_ row: Row) throws(DatasetFault) -> SourceRow {
    let number: Int = hasRowid ? row[0] : count
    var cells: [Cell] = []
    for position in (hasRowid ? 1 : 0)..<row.count {
      let value: DatabaseValue = row[position]
      switch value.storage {
      case .null: cells.append(.null)
      case .int64(let integer): cells.append(.number(String(integer)))
      case .double(let double): cells.append(.number(plainDigits(of: double)))
      case .string(let text):
        guard text.utf8.count <= limits.cellBytes else {
          throw DatasetFault(
            finding: Finding(
              .dataLimit,
              "a value is longer than the limit of \(limits.cellBytes) bytes (setting limits.cell_bytes)",
              at: Place(file: file, row: number)))
        }
        guard !text.utf8.contains(0) else {
          throw DatasetFault(
            finding: Finding(
              .nulCharacter, "row \(number) holds a NUL character",
              at: Place(file: file, row: number)))
        }
        cells.append(.text(text))
      case .blob: cells.append(.broken("binary data"))
      }
    }
    return SourceRow(row: number, line: nil, cells: cells)
  }

  /// Runs one step on the database, which is interrupted when it takes too long.
  private func guarded(_ step: (Database) throws -> Void) throws {
    let queue = self.queue
    let alarm = DispatchWorkItem { queue.interrupt() }
    DispatchQueue.global().asyncAfter(deadline: .now() + limits.stepSeconds, execute: alarm)
    defer { alarm.cancel() }
    do {
      try queue.unsafeRead(step)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
      throw DatasetFault(
        finding: Finding(
          .dataLimit,
          "\(file) gives no rows within "
            + String(format: "%g s (setting limits.query_seconds)", limits.stepSeconds),
          at: Place(file: file)))
    }
  }

  private static func fault(_ error: any Error, _ file: String) -> DatasetFault {
    DatasetFault(
      finding: Finding(
        .malformedWorkbook, "\(file) cannot be read as an SQLite database: \(error)",
        at: Place(file: file)))
  }
}

/// A binary number as plain digits, at most 15 significant ones: what a spreadsheet shows of it.
func plainDigits(of number: Double) -> String {
  guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity" }
  let scientific = String(format: "%.14e", abs(number))
  let parts = scientific.split(separator: "e")
  guard parts.count == 2, let exponent = Int(parts[1]) else { return scientific }
  var digits = Array(parts[0].utf8.filter(isDigit))
  while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
  guard digits != [UInt8(ascii: "0")] else { return "0" }
  let zero = UInt8(ascii: "0")
  var whole: [UInt8] = []
  var fraction: [UInt8] = []
  if exponent < 0 {
    whole = [zero]
    fraction = Array(repeating: zero, count: -exponent - 1) + digits
  } else {
    whole = Array(digits.prefix(exponent + 1))
    whole += Array(repeating: zero, count: max(0, exponent + 1 - digits.count))
    fraction = Array(digits.dropFirst(exponent + 1))
  }
  let text = String(decoding: whole, as: UTF8.self)
  let rest = fraction.isEmpty ? "" : "." + String(decoding: fraction, as: UTF8.self)
  return (number < 0 ? "-" : "") + text + rest
}
