import Glibc

/// An open directory. Everything below it is named relative to the descriptor and without following
/// links, so that nobody can swap a folder for a link between a look and an action.
package final class Directory: Sendable {
  /// For wrappers of other C libraries; it stays this object's property.
  package let descriptor: Int32
  package let path: String

  /// Opens a folder of our own by path, following links.
  package init(path: String) throws(SystemError) {
    self.descriptor = try retrying("open", path) {
      Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    self.path = path
  }

  private init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// Opens a direct subfolder, which must not be a link.
  package func directory(_ name: EntryName) throws(SystemError) -> Directory {
    let number = try retrying("open", path(of: name)) {
      name.withCString {
        openat(descriptor, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      }
    }
    return Directory(descriptor: number, path: path(of: name))
  }

  /// A direct subfolder; nil only where there is none, not where it cannot be opened now.
  package func directoryIfPresent(_ name: EntryName) throws(SystemError) -> Directory? {
    try ifPresent { () throws(SystemError) in try directory(name) }
  }

  /// The full path of a name in this directory, for messages.
  package func path(of name: EntryName) -> String { path + "/" + name.display }

  // MARK: Looking

  package func status() throws(SystemError) -> FileStatus {
    var status = stat()
    try retrying("fstat", path) { fstat(descriptor, &status) }
    return FileStatus(status)
  }

  /// The status of a name, of the link itself where it is one.
  package func status(of name: EntryName) throws(SystemError) -> FileStatus {
    var status = stat()
    try retrying("fstatat", path(of: name)) {
      name.withCString { fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }
    }
    return FileStatus(status)
  }

  /// The status of a name, or nil where there is none.
  package func statusIfPresent(of name: EntryName) throws(SystemError) -> FileStatus? {
    try ifPresent { () throws(SystemError) in try status(of: name) }
  }

  package func contains(_ name: EntryName) throws(SystemError) -> Bool {
    try statusIfPresent(of: name) != nil
  }

  /// Every name but `.` and `..`, streamed, sorted by bytes.
  package func names() throws(SystemError) -> [EntryName] {
    let own = try retrying("open", path) {
      openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    guard let stream = fdopendir(own) else {
      let error = SystemError("fdopendir", path: path)
      close(own)
      throw error
    }
    defer { closedir(stream) }
    var names: [EntryName] = []
    while true {
      errno = 0
      guard let entry = Glibc.readdir(stream) else {
        if errno != 0 { throw SystemError("readdir", path: path) }
        break
      }
      // d_name ends in a NUL inside its 256 bytes.
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2e] && name != [0x2e, 0x2e] { names.append(EntryName(bytes: name)) }
    }
    return names.sorted()
  }

  // MARK: Reading and writing files

  /// Opens a name for reading without following links and without blocking on a FIFO.
  package func open(_ name: EntryName) throws(SystemError) -> Descriptor {
    let number = try retrying("open", path(of: name)) {
      name.withCString { openat(descriptor, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    }
    return Descriptor(number: number, path: path(of: name))
  }

  /// Creates a new file; it is an error if the name exists.
  package func create(_ name: EntryName, mode: UInt32 = 0o644) throws(SystemError) -> Descriptor {
    let number = try retrying("open", path(of: name)) {
      name.withCString {
        openat(descriptor, $0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
      }
    }
    return Descriptor(number: number, path: path(of: name))
  }

  /// The content of a regular file of at most `limit` bytes; EFBIG beyond.
  package func read(_ name: EntryName, limit: Int = 1 << 24) throws(SystemError) -> [UInt8] {
    let file = try open(name)
    let status = try file.status()
    guard status.kind == .regular else {
      throw SystemError("read", path: path(of: name), code: EINVAL)
    }
    guard status.size <= Int64(limit) else {
      throw SystemError("read", path: path(of: name), code: EFBIG)
    }
    return try file.read(
      at: 0, count: limit < Int.max ? min(limit, Int(status.size) + 4096) : limit)
  }

  /// Puts a complete file in place of whatever had the name: written under a dotted name, synced,
  /// renamed, the directory synced.
  ///
  /// Not for two writers of one name at once.
  ///
  /// - Parameter prepare: what else is to be done to the file before it appears.
  package func write(
    _ name: EntryName, _ bytes: [UInt8], mode: UInt32 = 0o644, durable: Bool = true,
    prepare: (borrowing Descriptor) throws(SystemError) -> Void = { _ in }
  ) throws(SystemError) {
    // The same name every time: what a killed process left is replaced by whoever writes next.
    let temporary: EntryName = ".\(name.display).tmp"
    try? removeFile(temporary)
    do throws(SystemError) {
      let file = try create(temporary, mode: mode)
      try file.write(bytes)
      try prepare(file)
      if durable { try file.sync() }
      try rename(temporary, to: self, name)
    } catch {
      try? removeFile(temporary)
      throw error
    }
    if durable { try sync() }
  }

  // MARK: Changing

  /// Makes a subfolder; `false` where the name existed already.
  @discardableResult
  package func makeDirectory(_ name: EntryName, mode: UInt32 = 0o755) throws(SystemError) -> Bool {
    do throws(SystemError) {
      try retrying("mkdir", path(of: name)) { name.withCString { mkdirat(descriptor, $0, mode) } }
      return true
    } catch {
      if error.code == EEXIST { return false }
      throw error
    }
  }

  /// Makes a subfolder where absent, and opens it.
  package func ensureDirectory(_ name: EntryName, mode: UInt32 = 0o755) throws(SystemError)
    -> Directory
  {
    try makeDirectory(name, mode: mode)
    return try directory(name)
  }

  package func rename(
    _ name: EntryName, to directory: Directory, _ newName: EntryName
  ) throws(SystemError) {
    try retrying("rename", path(of: name)) {
      name.withCString { from in
        newName.withCString { renameat(descriptor, from, directory.descriptor, $0) }
      }
    }
  }

  package func removeFile(_ name: EntryName) throws(SystemError) {
    try retrying("unlink", path(of: name)) { name.withCString { unlinkat(descriptor, $0, 0) } }
  }

  package func removeEmptyDirectory(_ name: EntryName) throws(SystemError) {
    try retrying("rmdir", path(of: name)) {
      name.withCString { unlinkat(descriptor, $0, AT_REMOVEDIR) }
    }
  }

  /// Removes a file, or a folder with everything in it, without following links; absent is fine.
  ///
  /// - Parameter depth: how many folders deep to go, since clients may nest them without end; ELOOP
  ///   beyond.
  package func removeTree(_ name: EntryName, depth: Int = 256) throws(SystemError) {
    guard let status = try statusIfPresent(of: name) else { return }
    guard status.kind == .directory else { return try removeFile(name) }
    guard depth > 0 else { throw SystemError("remove", path: path(of: name), code: ELOOP) }
    let folder = try directory(name)
    for child in try folder.names() { try folder.removeTree(child, depth: depth - 1) }
    try removeEmptyDirectory(name)
  }

  /// Sets the directory's own permission bits.
  package func setMode(_ mode: UInt32) throws(SystemError) {
    try retrying("fchmod", path) { fchmod(descriptor, mode) }
  }

  /// Makes the directory's names durable.
  package func sync() throws(SystemError) {
    try retrying("fsync", path) { fsync(descriptor) }
  }
}
