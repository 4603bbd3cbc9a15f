/// The head of an SFNT file: where its tables lie. `[OpenType, Table Directory]`
struct SFNTDirectory {
  struct Table {
    var tag: UInt32
    var checksum: UInt32
    var length: Int
  }

  /// In the order of tags.
  let tables: [Table]
  /// Where each table begins.
  let offsets: [Int]
  /// The whole file's length.
  let fileSize: Int
  private let flavor: UInt32

  init(flavor: UInt32, tables: [Table]) {
    self.flavor = flavor
    self.tables = tables.sorted { $0.tag < $1.tag }
    var position = 12 + 16 * tables.count
    var offsets: [Int] = []
    for table in self.tables {
      offsets.append(position)
      position += (table.length + 3) & ~3
    }
    self.offsets = offsets
    fileSize = position
  }

  /// The directory's bytes, which come first in the file.
  var bytes: [UInt8] {
    var power = 1
    var selector = 0
    while power * 2 <= tables.count {
      power *= 2
      selector += 1
    }
    var bytes: [UInt8] = []
    bytes.appendBigEndian(Int(flavor), count: 4)
    bytes.appendBigEndian(tables.count, count: 2)
    bytes.appendBigEndian(power * 16, count: 2)
    bytes.appendBigEndian(selector, count: 2)
    bytes.appendBigEndian((tables.count - power) * 16, count: 2)
    for (table, offset) in zip(tables, offsets) {
      bytes.appendBigEndian(Int(table.tag), count: 4)
      bytes.appendBigEndian(Int(table.checksum), count: 4)
      bytes.appendBigEndian(offset, count: 4)
      bytes.appendBigEndian(table.length, count: 4)
    }
    return bytes
  }

  /// The file of these tables' contents.
  static func file(flavor: UInt32, tables: [(tag: OpenTypeTag, bytes: [UInt8])]) -> [UInt8] {
    let sorted = tables.sorted { $0.tag < $1.tag }
    let directory = SFNTDirectory(
      flavor: flavor,
      tables: sorted.map {
        Table(tag: $0.tag.code, checksum: checksum(of: $0.bytes), length: $0.bytes.count)
      })
    var file = directory.bytes
    for table in sorted {
      file += table.bytes
      while file.count % 4 != 0 { file.append(0) }
    }
    return file
  }

  private static func checksum(of bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0
    for (index, byte) in bytes.enumerated() {
      sum &+= UInt32(byte) << UInt32(24 - index % 4 * 8)
    }
    return sum
  }
}
