import CArchive
import Glibc

/// The unpacked bytes of an archive's entries, in the order of their data, through libarchive.
///
/// The caller has read the same archive's `ZipDirectory` and passes its entries; each one's real size
/// and CRC-32 are held against it, and the caps on real bytes, ratio and time hold while it runs.
final class EntryStream {
  private let archive: OpaquePointer
  private let source: ArchiveSource
  private let limits: ZipLimits
  private let deadline: Double
  private var unpacked: Int64 = 0
  private var packed: Int64 = 0
  /// Of the entry that is being read.
  private var crc = CRC32()
  private var size: Int64 = 0

  init(descriptor: Int32, limits: ZipLimits) throws(ArchiveError) {
    source = try ArchiveSource(descriptor: descriptor)
    guard let archive = archive_read_new() else { throw .system("archive_read_new", ENOMEM) }
    self.archive = archive
    self.limits = limits
    self.deadline = monotonicSeconds() + limits.seconds
    archive_read_support_format_zip_seekable(archive)
    guard source.open(archive) == ARCHIVE_OK else { throw failure("the archive cannot be read") }
  }

  deinit { archive_read_free(archive) }

  /// Steps to the next entry, which must be the given one, and hands its bytes out in parts.
  func next(
    _ entry: ZipEntry, consume: (UnsafeRawBufferPointer) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    try begin(entry)
    while let part = try part(of: entry) { try consume(part) }
  }

  /// Steps to the next entry, which must be the given one, to take its parts.
  func begin(_ entry: ZipEntry) throws(ArchiveError) {
    try skip(entry)
    packed = saturatingSum(packed, entry.packedSize)
    crc = CRC32()
    size = 0
  }

  /// The entry's next bytes, valid until the next call; nil at its end, where size and CRC must agree.
  func part(of entry: ZipEntry) throws(ArchiveError) -> UnsafeRawBufferPointer? {
    if entry.isDirectory { return nil }
    var start: UnsafeRawPointer?
    var count = 0
    var offset: Int64 = 0
    let status = archive_read_data_block(archive, &start, &count, &offset)
    if status == ARCHIVE_EOF {
      guard size == entry.size, crc.value == entry.crc32 else {
        throw .broken("its content does not match its size and CRC", entry: entry.name)
      }
      return nil
    }
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN, offset == size else {
      throw failure("its data cannot be unpacked", entry)
    }
    let block = UnsafeRawBufferPointer(start: start, count: count)
    size += Int64(count)
    unpacked += Int64(count)
    try checkLimits(size, entry)
    crc.update(block)
    return block
  }

  /// Steps to the next entry, which must be the given one, without unpacking it.
  func skip(_ entry: ZipEntry) throws(ArchiveError) {
    var header: OpaquePointer?
    let status = archive_read_next_header(archive, &header)
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN else {
      throw failure("the entry cannot be read", entry)
    }
  }

  private func checkLimits(_ size: Int64, _ entry: ZipEntry) throws(ArchiveError) {
    guard size <= entry.size else {
      throw .broken("it unpacks to more than it states", entry: entry.name)
    }
    guard size <= limits.fileBytes, unpacked <= limits.totalBytes else {
      throw ArchiveError(
        .limit, "it unpacks to more than is allowed", entry: entry.name, limit: "total_bytes")
    }
    if unpacked > limits.ratioFrom, unpacked / limits.ratio > packed {
      throw ArchiveError(
        .limit, "it unpacks to more than \(limits.ratio) times its packed size",
        entry: entry.name, limit: "ratio")
    }
    guard monotonicSeconds() < deadline else {
      throw ArchiveError(
        .limit, "unpacking takes longer than \(limits.seconds) seconds", entry: entry.name,
        limit: "seconds")
    }
  }

  /// Read errors of the file are the system's; everything else is the archive's fault.
  private func failure(_ message: String, _ entry: ZipEntry? = nil) -> ArchiveError {
    if source.error != 0 {
      return .system("reading an archive", source.error, entry: entry?.name)
    }
    if archive_errno(archive) == ENOMEM {
      return .system("reading an archive", ENOMEM, entry: entry?.name)
    }
    let detail = archive_error_string(archive).map { ": " + String(cString: $0) } ?? ""
    return .broken(message + detail, entry: entry?.name)
  }
}

private func saturatingSum(_ a: Int64, _ b: Int64) -> Int64 {
  let (sum, overflow) = a.addingReportingOverflow(b)
  return overflow ? .max : sum
}
