import Glibc

/// Writes an archive of stored entries whose bytes depend on nothing but names and contents.
///
/// Every entry carries the time stamp 1980-01-01 00:00, a UTF-8 name, and its CRC and sizes in the
/// local header, so that readers that stream (Java's among them) accept it; libarchive's own writer
/// puts them behind the data, which such readers refuse for stored entries. ZIP64 fields appear only
/// where an offset, a size or the number of entries needs them. The file is not synced.
package struct ZipWriter: ~Copyable {
  /// What `finish` has written.
  package struct Summary: Sendable, Hashable {
    /// The whole archive's bytes.
    package let size: Int64
    package let entries: Int
  }

  private let descriptor: Int32
  private let observe: (UnsafeRawBufferPointer) -> Void
  private var offset: UInt64 = 0
  private var directory: [UInt8] = []
  private var count: UInt64 = 0

  /// Creates the file, which must not exist.
  ///
  /// - Parameter observe: sees every byte in order as it is written, for hashing on the way.
  package init(
    path: String, observe: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }
  ) throws(ArchiveError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw .system("open \(path)", errno) }
    self.descriptor = descriptor
    self.observe = observe
  }

  /// Writes to an open, empty file; the descriptor stays the caller's.
  package init(
    descriptor: Int32, observe: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }
  ) throws(ArchiveError) {
    let own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard own >= 0 else { throw .system("dup", errno) }
    self.descriptor = own
    self.observe = observe
  }

  deinit { close(descriptor) }

  /// Adds one entry.
  ///
  /// - Parameter name: a relative path with `/`, unique in this archive: the caller's promise.
  /// - Returns: the entry's CRC-32.
  @discardableResult
  package mutating func add(name: String, bytes: [UInt8]) throws(ArchiveError) -> UInt32 {
    try add(name: name, chunks: CollectionOfOne(bytes))
  }

  /// Adds one entry whose content lies in several runs of bytes.
  @discardableResult
  package mutating func add(
    name: String, chunks: some Collection<[UInt8]>
  ) throws(ArchiveError) -> UInt32 {
    var crc = CRC32()
    var size: UInt64 = 0
    for chunk in chunks {
      crc.update(chunk)
      size += UInt64(chunk.count)
    }
    let entry = Entry(name: Array(name.utf8), crc: crc.value, size: size, offset: offset)
    guard entry.name.count <= Int(UInt16.max) else {
      throw ArchiveError(.limit, "the name has more than 65,535 bytes", entry: name)
    }
    try put(entry.localHeader)
    for chunk in chunks { try put(chunk) }
    directory += entry.centralHeader
    count += 1
    return crc.value
  }

  /// Writes the central directory and the end record. Nothing may be added afterwards.
  package mutating func finish() throws(ArchiveError) -> Summary {
    let start = offset
    try put(directory)
    try put(endRecords(directoryStart: start))
    return Summary(size: Int64(offset), entries: Int(count))
  }

  private mutating func put(_ bytes: [UInt8]) throws(ArchiveError) {
    let result: Result<Void, ArchiveError> = bytes.withUnsafeBytes { buffer in
      do throws(ArchiveError) {
        try writeAll(descriptor, buffer)
        observe(buffer)
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try result.get()
    offset += UInt64(bytes.count)
  }

  /// APPNOTE.TXT 4.3.14 to 4.3.16; the ZIP64 records only where a field does not fit.
  private func endRecords(directoryStart: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    let size = UInt64(directory.count)
    if count >= 0xffff || directoryStart >= 0xffff_ffff || size >= 0xffff_ffff {
      let record = directoryStart + size
      bytes.append32(ZipSignature.zip64EndRecord)
      bytes.append64(44)
      bytes.append16(Entry.madeBy)
      bytes.append16(45)
      bytes.append32(0)
      bytes.append32(0)
      bytes.append64(count)
      bytes.append64(count)
      bytes.append64(size)
      bytes.append64(directoryStart)
      bytes.append32(ZipSignature.zip64Locator)
      bytes.append32(0)
      bytes.append64(record)
      bytes.append32(1)
    }
    bytes.append32(ZipSignature.endRecord)
    bytes.append16(0)
    bytes.append16(0)
    bytes.append16(UInt16(clamping: count))
    bytes.append16(UInt16(clamping: count))
    bytes.append32(UInt32(clamping: size))
    bytes.append32(UInt32(clamping: directoryStart))
    bytes.append16(0)
    return bytes
  }
}

/// One stored entry's two headers, APPNOTE.TXT 4.3.7 and 4.3.12.
private struct Entry {
  /// Unix, version 2.0 of the format.
  static let madeBy: UInt16 = 3 << 8 | 20
  /// Bit 11: the name is UTF-8.
  static let flags: UInt16 = 0x0800
  /// 1980-01-01 in the date format of MS-DOS.
  static let date: UInt16 = 0x0021
  /// A regular file, rw-r--r--.
  static let attributes: UInt32 = 0o100644 << 16

  let name: [UInt8]
  let crc: UInt32
  let size: UInt64
  let offset: UInt64

  var hasLargeSize: Bool { size >= 0xffff_ffff }
  var hasLargeOffset: Bool { offset >= 0xffff_ffff }

  var localHeader: [UInt8] {
    var extra: [UInt8] = []
    if hasLargeSize {
      extra.append16(0x0001)
      extra.append16(16)
      extra.append64(size)
      extra.append64(size)
    }
    var bytes: [UInt8] = []
    bytes.append32(ZipSignature.localHeader)
    bytes += sharedFields(extraBytes: extra.count, large: hasLargeSize)
    return bytes + name + extra
  }

  var centralHeader: [UInt8] {
    var extra: [UInt8] = []
    if hasLargeSize || hasLargeOffset {
      extra.append16(0x0001)
      extra.append16((hasLargeSize ? 16 : 0) + (hasLargeOffset ? 8 : 0))
      if hasLargeSize {
        extra.append64(size)
        extra.append64(size)
      }
      if hasLargeOffset { extra.append64(offset) }
    }
    var bytes: [UInt8] = []
    bytes.append32(ZipSignature.centralHeader)
    bytes.append16(Entry.madeBy)
    bytes += sharedFields(extraBytes: extra.count, large: hasLargeSize || hasLargeOffset)
    bytes.append16(0)
    bytes.append16(0)
    bytes.append16(0)
    bytes.append32(Entry.attributes)
    bytes.append32(UInt32(clamping: offset))
    return bytes + name + extra
  }

  private func sharedFields(extraBytes: Int, large: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append16(large ? 45 : 10)
    bytes.append16(Entry.flags)
    bytes.append16(0)
    bytes.append16(0)
    bytes.append16(Entry.date)
    bytes.append32(crc)
    bytes.append32(UInt32(clamping: size))
    bytes.append32(UInt32(clamping: size))
    bytes.append16(UInt16(name.count))
    bytes.append16(UInt16(extraBytes))
    return bytes
  }
}
