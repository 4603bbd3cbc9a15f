package import Hashing

/// One recipient as the snapshot has it.
package struct RecipientRow: Sendable, Hashable {
  /// The position in the file among all rows, from 1; shards are ranges of it.
  package let rowid: Int64
  package let key: String
  /// The row's number of origin: see `Place.row`.
  package let row: Int
  /// The physical line where the row starts; nil where the file has none.
  package let line: Int?
  /// All fields by name; joined tables as lists of objects, to-one joins as objects or nil.
  package let fields: Record

  package init(rowid: Int64, key: String, row: Int, line: Int? = nil, fields: Record) {
    self.rowid = rowid
    self.key = key
    self.row = row
    self.line = line
    self.fields = fields
  }

  /// The digest of key and fields: equal for equal content, wherever in whatever file it stands.
  package var digest: SHA256Digest {
    var bytes: [UInt8] = []
    append(.string(key), to: &bytes)
    append(.object(fields), to: &bytes)
    return SHA256Digest(of: bytes)
  }

  /// A tag for the kind of each value, and its length before everything of variable length, so that
  /// different values never have the same bytes.
  private func append(_ value: Value, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes.append(UInt8(ascii: "n"))
    case .bool: append(value, tag: "b", to: &bytes)
    case .integer: append(value, tag: "i", to: &bytes)
    case .decimal: append(value, tag: "d", to: &bytes)
    case .string: append(value, tag: "s", to: &bytes)
    case .date: append(value, tag: "t", to: &bytes)
    case .list(let items):
      bytes.append(contentsOf: "l\(items.count):".utf8)
      for item in items { append(item, to: &bytes) }
    case .object(let record):
      let names = record.names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      bytes.append(contentsOf: "o\(names.count):".utf8)
      for name in names {
        append(.string(name), to: &bytes)
        append(record[name] ?? .null, to: &bytes)
      }
    }
  }

  private func append(_ value: Value, tag: String, to bytes: inout [UInt8]) {
    let text = plainText(of: value)
    bytes.append(contentsOf: "\(tag)\(text.utf8.count):".utf8)
    bytes.append(contentsOf: text.utf8)
  }
}
