import Glibc

/// Unpacks an archive from outside into an empty directory that nobody else can write to.
///
/// The whole directory is judged first (names, kinds, duplicates, caps), so a refused archive leaves
/// nothing behind but, at most, files under `directory` that the caller removes. Every file is
/// created exclusively below `directory` without following links.
package enum ZipExtractor {
  /// - Parameters:
  ///   - descriptor: the archive, open for reading.
  ///   - directory: an open directory.
  ///   - observe: sees each file's bytes in order, for hashing on the way.
  /// - Returns: the regular files and folders unpacked, in the order of their data.
  @discardableResult
  package static func extract(
    descriptor: Int32, into directory: Int32, limits: ZipLimits = ZipLimits(),
    observe: (ZipEntry, UnsafeRawBufferPointer) -> Void = { _, _ in }
  ) throws(ArchiveError) -> [ZipEntry] {
    let entries = try ZipDirectory(descriptor: descriptor, limits: limits).entries
    try check(entries, against: limits)
    let stream = try EntryStream(descriptor: descriptor, limits: limits)
    for entry in entries {
      let parts = entry.components.map { String(decoding: $0, as: UTF8.self) }
      guard entry.hasUTF8Name else {
        throw ArchiveError(.path, "the name is not UTF-8", entry: entry.name)
      }
      if entry.isDirectory {
        _ = try TargetDirectory(root: directory, parts)
        try stream.next(entry) { _ throws(ArchiveError) in }
        continue
      }
      let folder = try TargetDirectory(root: directory, parts.dropLast())
      let file = try folder.create(parts[parts.count - 1])
      try stream.next(entry) { (bytes) throws(ArchiveError) in
        try writeAll(file.descriptor, bytes)
        observe(entry, bytes)
      }
    }
    return entries
  }
}

/// A descriptor that closes itself.
private struct OwnedDescriptor: ~Copyable {
  let descriptor: Int32
  deinit { close(descriptor) }
}

/// A folder below the root, opened part by part without following links, made where absent.
private struct TargetDirectory: ~Copyable {
  private let folder: OwnedDescriptor

  init(root: Int32, _ parts: some Sequence<String>) throws(ArchiveError) {
    var current = OwnedDescriptor(descriptor: fcntl(root, F_DUPFD_CLOEXEC, 0))
    guard current.descriptor >= 0 else { throw .system("dup", errno) }
    for part in parts {
      guard mkdirat(current.descriptor, part, 0o755) == 0 || errno == EEXIST else {
        throw .system("mkdir", errno, entry: part)
      }
      let next = openat(
        current.descriptor, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard next >= 0 else { throw .system("open", errno, entry: part) }
      current = OwnedDescriptor(descriptor: next)
    }
    folder = current
  }

  func create(_ name: String) throws(ArchiveError) -> OwnedDescriptor {
    let file = openat(
      folder.descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .system("create", errno, entry: name) }
    return OwnedDescriptor(descriptor: file)
  }
}
