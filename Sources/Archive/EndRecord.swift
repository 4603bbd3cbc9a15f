/// Where an archive's central directory lies: APPNOTE.TXT 4.3.14 to 4.3.16.
struct EndRecord {
  let entries: UInt64
  let directoryOffset: Int64
  let directorySize: Int64

  /// Finds the end record whose comment reaches exactly to the end of the file.
  ///
  /// Throws `incomplete` where there is none, and `badZip` where it contradicts the file.
  init(descriptor: Int32) throws(ArchiveError) {
    let fileSize = try size(of: descriptor)
    let tailStart = max(0, fileSize - 22 - 65_535)
    let tail = try read(descriptor, at: tailStart, count: Int(fileSize - tailStart))
    guard let position = EndRecord.find(in: tail) else {
      throw ArchiveError(.incomplete, "there is no end record: the archive is cut off")
    }
    var reader = FieldReader(tail[(position + 4)...])
    guard let disk = reader.u16(), let directoryDisk = reader.u16(), let here = reader.u16(),
      let total = reader.u16(), let size = reader.u32(), let offset = reader.u32()
    else { throw .broken("its end record is cut off") }
    let recordOffset = tailStart + Int64(position)

    if disk == .max || here == .max || total == .max || size == .max || offset == .max,
      let wide = try EndRecord.zip64(descriptor, before: recordOffset)
    {
      self = wide
      return
    }
    guard disk == 0, directoryDisk == 0, here == total else {
      throw .broken("it is one part of an archive in several files")
    }
    guard Int64(offset) + Int64(size) == recordOffset else {
      throw .broken("its end record does not point at its directory")
    }
    self.init(entries: UInt64(total), directoryOffset: Int64(offset), directorySize: Int64(size))
  }

  private init(entries: UInt64, directoryOffset: Int64, directorySize: Int64) {
    self.entries = entries
    self.directoryOffset = directoryOffset
    self.directorySize = directorySize
  }

  private static func find(in tail: [UInt8]) -> Int? {
    guard tail.count >= 22 else { return nil }
    for position in stride(from: tail.count - 22, through: 0, by: -1)
    where tail[position] == 0x50 && tail[position + 1] == 0x4b {
      var reader = FieldReader(tail[position...])
      guard reader.u32() == ZipSignature.endRecord, reader.take(16) != nil,
        let comment = reader.u16(), reader.remaining == Int(comment)
      else { continue }
      return position
    }
    return nil
  }

  private static func zip64(
    _ descriptor: Int32, before recordOffset: Int64
  ) throws(ArchiveError) -> EndRecord? {
    guard recordOffset >= 20 else { return nil }
    var locator = FieldReader(try read(descriptor, at: recordOffset - 20, count: 20))
    guard locator.u32() == ZipSignature.zip64Locator else { return nil }
    guard locator.u32() == 0, let offset = locator.u64(), locator.u32() == 1,
      let position = Int64(exactly: offset), position < recordOffset
    else { throw .broken("its ZIP64 locator is damaged") }
    var record = FieldReader(try read(descriptor, at: position, count: 56))
    guard record.u32() == ZipSignature.zip64EndRecord, record.u64() != nil, record.u32() != nil,
      record.u32() == 0, record.u32() == 0, let here = record.u64(), let total = record.u64(),
      here == total, let size = record.u64(), let start = record.u64(),
      let directorySize = Int64(exactly: size), let directoryOffset = Int64(exactly: start),
      directoryOffset <= position, position - directoryOffset == directorySize
    else { throw .broken("its ZIP64 end record is damaged") }
    return EndRecord(
      entries: total, directoryOffset: directoryOffset, directorySize: directorySize)
  }
}
