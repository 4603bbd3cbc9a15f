import GRDB

/// How values are stored in a snapshot: numbers that fit as integers, all else as text that reads
/// back exactly.
enum ValueCoding {
  static func databaseValue(of value: Value) -> DatabaseValue {
    switch value {
    case .null: .null
    case .bool(let value): (value ? Int64(1) : 0).databaseValue
    case .integer(let value): value.databaseValue
    case .string(let value): value.databaseValue
    case .decimal, .date: plainText(of: value).databaseValue
    case .list, .object: cell(of: value).jsonText.databaseValue
    }
  }

  static func value(of stored: DatabaseValue, as type: FieldType) -> Value {
    switch (stored.storage, type) {
    case (.int64(let value), .boolean): .bool(value != 0)
    case (.int64(let value), _): .integer(value)
    case (.string(let text), _): value(ofText: text, as: type)
    default: .null
    }
  }

  private static func value(ofText text: String, as type: FieldType) -> Value {
    switch type {
    case .string, .email, .url, .color, .image: .string(text)
    case .integer: Int64(text).map { .integer($0) } ?? .null
    case .boolean: boolean(text).map { .bool($0) } ?? .null
    case .decimal: NumberNotation.plain.decimal(text).map { .decimal($0) } ?? .null
    case .date: (plainDay(text) ?? CalendarDate(iso: text)).map { .date($0) } ?? .null
    case .list, .table, .object: json(text).map { value(of: $0, as: type) } ?? .null
    }
  }

  /// Lists and objects are JSON whose scalars are all texts, so that nothing depends on how JSON
  /// writes numbers; the type says what they were.
  private static func cell(of value: Value) -> Cell {
    switch value {
    case .null: .null
    case .list(let items): .list(items.map(cell))
    case .object(let record):
      .object(record.names.map { Cell.Member(name: $0, cell: cell(of: record[$0] ?? .null)) })
    default: .text(plainText(of: value))
    }
  }

  private static func value(of cell: Cell, as type: FieldType) -> Value {
    switch (cell, type) {
    case (.text(let text), _): value(ofText: text, as: type)
    case (.list(let items), .list(let item, _)): .list(items.map { value(of: $0, as: item) })
    case (.list(let items), .table(let schema)):
      .list(items.map { value(of: $0, as: .object(schema)) })
    case (.object(let members), .object(let schema)):
      .object(
        Record(
          members.map { member in
            (member.name, value(of: member.cell, as: schema[member.name]?.type ?? .string))
          }))
    default: .null
    }
  }

  private static func json(_ text: String) -> Cell? {
    var parser = JSONParser(ByteCursor(Array(text.utf8)), file: "", limits: .unlimited)
    return try? parser.value()
  }
}

extension ReadingLimits {
  /// For what was read within limits before.
  static let unlimited: ReadingLimits = {
    var limits = ReadingLimits()
    limits.cellBytes = .max
    limits.recordBytes = .max
    limits.columns = .max
    return limits
  }()
}
