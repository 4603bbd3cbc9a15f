internal import CZlib

/// One row of a WOFF table directory. `[WOFF 1.0, §4]`
private struct WOFFTable {
  var sfnt: SFNTDirectory.Table
  var offset: Int
  var compressedLength: Int

  static let size = 20
}

/// Rebuilds the SFNT font that a WOFF 1.0 file holds. `[WOFF 1.0, §3–5]`
func unpackWOFF(_ bytes: UnsafeRawBufferPointer, limit: Int) throws(FontError) -> FontData {
  let tables = try directory(of: bytes)
  let directory = SFNTDirectory(flavor: bytes.bigEndian32(at: 4), tables: tables.map(\.sfnt))
  guard directory.fileSize <= limit else {
    throw .tooLarge(bytes: directory.fileSize, limit: limit)
  }
  var sfnt = directory.bytes
  sfnt.append(contentsOf: repeatElement(0, count: directory.fileSize - sfnt.count))
  for (table, position) in zip(tables, directory.offsets) {
    try unpack(table, from: bytes, to: &sfnt, at: position)
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
      sfnt: SFNTDirectory.Table(
        tag: bytes.bigEndian32(at: at), checksum: bytes.bigEndian32(at: at + 16),
        length: Int(bytes.bigEndian32(at: at + 12))),
      offset: Int(bytes.bigEndian32(at: at + 4)),
      compressedLength: Int(bytes.bigEndian32(at: at + 8)))
    guard table.compressedLength <= table.sfnt.length,
      table.offset + table.compressedLength <= bytes.count
    else { throw .damaged("WOFF table \(row + 1) lies outside the file") }
    guard !tables.contains(where: { $0.sfnt.tag == table.sfnt.tag }) else {
      throw .damaged("WOFF table \(row + 1) is there twice")
    }
    tables.append(table)
  }
  tables.sort { $0.sfnt.tag < $1.sfnt.tag }
  return tables
}

private func unpack(
  _ table: WOFFTable, from bytes: UnsafeRawBufferPointer, to sfnt: inout [UInt8], at position: Int
) throws(FontError) {
  let source = UnsafeRawBufferPointer(
    rebasing: bytes[table.offset..<table.offset + table.compressedLength])
  var isComplete = true
  sfnt.withUnsafeMutableBytes { target in
    let room = UnsafeMutableRawBufferPointer(
      rebasing: target[position..<position + table.sfnt.length])
    if table.compressedLength == table.sfnt.length {
      room.copyMemory(from: source)
      return
    }
    var length = uLongf(table.sfnt.length)
    let code = uncompress(
      room.baseAddress?.assumingMemoryBound(to: UInt8.self), &length,
      source.baseAddress?.assumingMemoryBound(to: UInt8.self), uLong(source.count))
    isComplete = code == Z_OK && length == uLongf(table.sfnt.length)
  }
  guard isComplete else { throw .damaged("a WOFF table does not unpack to its stated length") }
}
