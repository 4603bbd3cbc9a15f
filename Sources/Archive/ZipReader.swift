import Glibc

/// Reads single entries of an archive into memory: spreadsheets, a bundle to verify.
package final class ZipReader {
  /// In the order of their data in the file.
  package let entries: [ZipEntry]

  private let descriptor: Int32
  private let limits: ZipLimits

  /// Opens an archive and checks its structures and names; contents are checked as they are read.
  package init(path: String, limits: ZipLimits = ZipLimits()) throws(ArchiveError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system("open \(path)", errno) }
    do throws(ArchiveError) {
      let entries = try ZipDirectory(descriptor: descriptor, limits: limits).entries
      try check(entries, against: limits)
      self.entries = entries
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    self.limits = limits
  }

  deinit { close(descriptor) }

  /// The entry of exactly that name.
  package func entry(named name: String) -> ZipEntry? {
    entries.first { $0.nameBytes.elementsEqual(name.utf8) }
  }

  /// One entry's unpacked bytes.
  ///
  /// - Throws: `limit` where it unpacks to more than `limits.fileBytes`, `badZip` where its content
  ///   does not match its size and CRC.
  package func read(_ entry: ZipEntry) throws(ArchiveError) -> [UInt8] {
    let stream = try EntryStream(descriptor: descriptor, limits: limits)
    var content: [UInt8] = []
    for current in entries {
      guard current == entry else {
        try stream.skip(current)
        continue
      }
      try stream.next(entry) { (bytes) throws(ArchiveError) in content.append(contentsOf: bytes) }
      return content
    }
    throw .broken("the archive has no such entry", entry: entry.name)
  }

  /// Hands out every entry's unpacked bytes in parts, in the order of their data.
  package func readAll(
    _ consume: (ZipEntry, UnsafeRawBufferPointer) -> Void
  ) throws(ArchiveError) {
    let stream = try EntryStream(descriptor: descriptor, limits: limits)
    for entry in entries {
      try stream.next(entry) { (bytes) throws(ArchiveError) in consume(entry, bytes) }
    }
  }

  /// One entry's unpacked bytes, part by part as they are asked for.
  package func parts(of entry: ZipEntry) throws(ArchiveError) -> ZipEntryParts {
    let stream = try EntryStream(descriptor: descriptor, limits: limits)
    for current in entries {
      if current == entry {
        try stream.begin(entry)
        return ZipEntryParts(stream, entry)
      }
      try stream.skip(current)
    }
    throw .broken("the archive has no such entry", entry: entry.name)
  }
}

/// An entry that is unpacked while it is read, however large it is.
package final class ZipEntryParts {
  private let stream: EntryStream
  private let entry: ZipEntry
  private var isAtEnd = false

  init(_ stream: EntryStream, _ entry: ZipEntry) {
    self.stream = stream
    self.entry = entry
  }

  /// The next bytes, never empty but at the end.
  ///
  /// - Throws: `limit` and `badZip` as `ZipReader.read`.
  package func next() throws(ArchiveError) -> [UInt8] {
    while !isAtEnd {
      guard let part = try stream.part(of: entry) else {
        isAtEnd = true
        break
      }
      if !part.isEmpty { return Array(part) }
    }
    return []
  }
}
