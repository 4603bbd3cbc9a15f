internal import CZlib

/// One row of a WOFF table directory. `[WOFF 1.0, §4]`
private struct WOFFTable {
  var tag: UInt32
  var offset: Int
  var compressedLength: Int
  var length: Int
  var checksum: UInt32

  static let size = 20
}

/// Rebuilds the SFNT font that a WOFF 1.0 file holds. `[WOFF 1.0, §3–5]`
func unpackWOFF(_ bytes: UnsafeRawBufferPointer, limit: Int) throws(FontError) -> FontData {
  let tables = try directory(of: bytes)
  let headerSize = 12 + 16 * tables.count
  var total = headerSize
  for table in tables { total += (table.length + 3) & ~3 }
  guard total <= limit else { throw .tooLarge(bytes: total, limit: limit) }

  var sfnt = [UInt8](repeating: 0, count: total)
  writeHeader(flavor: bytes.bigEndian32(at: 4), tableCount: tables.count, to: &sfnt)
  var position = headerSize
  for (row, table) in tables.enumerated() {
    sfnt.writeBigEndian32(table.tag, at: 12 + 16 * row)
    sfnt.writeBigEndian32(table.checksum, at: 16 + 16 * row)
    sfnt.writeBigEndian32(UInt32(position), at: 20 + 16 * row)
    sfnt.writeBigEndian32(UInt32(table.length), at: 24 + 16 * row)
    try unpack(table, from: bytes, to: &sfnt, at: position)
    position += (table.length + 3) & ~3
  }
  return FontData(sfnt)
}

/// The table directory in the order of tags, with every range checked.
private func directory(of bytes: UnsafeRawBufferPointer) throws(FontError) -> [WOFFTable] {
  let headerSize = 44
  guard bytes.count >= headerSize else { throw .damaged("the WOFF header is cut off") }
  let count = Int(bytes.bigEndian16(at: 12))
  guard count > 0, bytes.count >= headerSize + count * WOFFTable.size else {
    throw .damaged("the WOFF table directory is cut off")
  }
  var tables: [WOFFTable] = []
  for row in 0..<count {
    let at = headerSize + row * WOFFTable.size
    let table = WOFFTable(
      tag: bytes.bigEndian32(at: at), offset: Int(bytes.bigEndian32(at: at + 4)),
      compressedLength: Int(bytes.bigEndian32(at: at + 8)),
      length: Int(bytes.bigEndian32(at: at + 12)), checksum: bytes.bigEndian32(at: at + 16))
    guard table.compressedLength <= table.length,
      table.offset + table.compressedLength <= bytes.count
    else { throw .damaged("WOFF table \(row + 1) lies outside the file") }
    tables.append(table)
  }
  tables.sort { $0.tag < $1.tag }
  return tables
}

/// The offset table. `[OpenType, Table Directory]`
private func writeHeader(flavor: UInt32, tableCount: Int, to sfnt: inout [UInt8]) {
  var power = 1
  var selector = 0
  while power * 2 <= tableCount {
    power *= 2
    selector += 1
  }
  sfnt.writeBigEndian32(flavor, at: 0)
  sfnt.writeBigEndian16(UInt16(truncatingIfNeeded: tableCount), at: 4)
  sfnt.writeBigEndian16(UInt16(truncatingIfNeeded: power * 16), at: 6)
  sfnt.writeBigEndian16(UInt16(selector), at: 8)
  sfnt.writeBigEndian16(UInt16(truncatingIfNeeded: (tableCount - power) * 16), at: 10)
}

private func unpack(
  _ table: WOFFTable, from bytes: UnsafeRawBufferPointer, to sfnt: inout [UInt8], at position: Int
) throws(FontError) {
  let source = UnsafeRawBufferPointer(
    rebasing: bytes[table.offset..<table.offset + table.compressedLength])
  var isComplete = true
  sfnt.withUnsafeMutableBytes { target in
    let room = UnsafeMutableRawBufferPointer(
      rebasing: target[position..<position + table.length])
    if table.compressedLength == table.length {
      room.copyMemory(from: source)
      return
    }
    var length = uLongf(table.length)
    let code = uncompress(
      room.baseAddress?.assumingMemoryBound(to: UInt8.self), &length,
      source.baseAddress?.assumingMemoryBound(to: UInt8.self), uLong(source.count))
    isComplete = code == Z_OK && length == uLongf(table.length)
  }
  guard isComplete else { throw .damaged("a WOFF table does not unpack to its stated length") }
}

extension [UInt8] {
  fileprivate mutating func writeBigEndian32(_ value: UInt32, at offset: Int) {
    writeBigEndian16(UInt16(truncatingIfNeeded: value >> 16), at: offset)
    writeBigEndian16(UInt16(truncatingIfNeeded: value), at: offset + 2)
  }

  fileprivate mutating func writeBigEndian16(_ value: UInt16, at offset: Int) {
    self[offset] = UInt8(truncatingIfNeeded: value >> 8)
    self[offset + 1] = UInt8(truncatingIfNeeded: value)
  }
}
