import CPlatform
import Glibc

extension Directory {
  /// One file or folder somewhere below a directory.
  package struct TreeEntry: Sendable, Hashable {
    /// The names from the top to this one.
    package let parts: [EntryName]
    package let status: FileStatus

    package init(parts: [EntryName], status: FileStatus) {
      self.parts = parts
      self.status = status
    }

    /// The path relative to the top, for messages and matching.
    package var path: String { parts.map(\.display).joined(separator: "/") }
  }

  /// Everything below this directory, folders before what they hold, names sorted by bytes.
  ///
  /// - Parameter depth: how many folders deep to go; ELOOP beyond, and `limit` entries, E2BIG beyond.
  package func tree(
    depth: Int = 64, limit: Int = 1_000_000, skipping: (EntryName) -> Bool = { _ in false }
  ) throws(SystemError) -> [TreeEntry] {
    var entries: [TreeEntry] = []
    try collect([], depth, limit, skipping, &entries)
    return entries
  }

  private func collect(
    _ prefix: [EntryName], _ depth: Int, _ limit: Int, _ skipping: (EntryName) -> Bool,
    _ entries: inout [TreeEntry]
  ) throws(SystemError) {
    guard depth >= 0 else { throw SystemError("list", path: path, code: ELOOP) }
    for name in try names() where !skipping(name) {
      // A name that vanishes between listing and looking was never there.
      guard let status = try statusIfPresent(of: name) else { continue }
      entries.append(TreeEntry(parts: prefix + [name], status: status))
      guard entries.count <= limit else {
        throw SystemError("list", path: path, code: E2BIG)
      }
      if status.kind == .directory {
        try directory(name).collect(prefix + [name], depth - 1, limit, skipping, &entries)
      }
    }
  }

  /// Opens the folder that a path of names leads to, each step without following links.
  package func directory(at parts: some Sequence<EntryName>) throws(SystemError) -> Directory {
    var current = self
    for part in parts { current = try current.directory(part) }
    return current
  }

  /// The folder that a path of names leads to; nil only where there is none, not where it cannot be
  /// opened now.
  package func directoryIfPresent(
    at parts: some Sequence<EntryName>
  ) throws(SystemError) -> Directory? {
    try ifPresent { () throws(SystemError) in try directory(at: parts) }
  }

  /// Opens, and makes where absent, the folder that a path of names leads to.
  package func ensureDirectory(at parts: some Sequence<EntryName>) throws(SystemError) -> Directory
  {
    var current = self
    for part in parts { current = try current.ensureDirectory(part) }
    return current
  }

  /// Syncs every file and folder below, bottom up, then the directory itself.
  package func syncTree() throws(SystemError) {
    for name in try names() {
      switch try status(of: name).kind {
      case .directory: try directory(name).syncTree()
      case .regular: try open(name).sync()
      case .link, .other: break
      }
    }
    try sync()
  }

  /// Makes everything on this directory's file system durable, by one call where the kernel has it.
  package func syncFileSystem() throws(SystemError) {
    if platen_syncfs(descriptor) != 0 { try syncTree() }
  }

  /// Renames without ever replacing anything: EEXIST where the new name is taken.
  ///
  /// File systems without the exclusive rename (some network ones) get a look first; between look and
  /// rename only another writer of the same names could slip in.
  package func renameExclusively(
    _ name: EntryName, to directory: Directory, _ newName: EntryName
  ) throws(SystemError) {
    let result = name.withCString { from in
      newName.withCString {
        platen_rename_exclusive(descriptor, from, directory.descriptor, $0)
      }
    }
    if result == 0 { return }
    guard result == -EINVAL || result == -ENOSYS || result == -EOPNOTSUPP else {
      throw SystemError("rename", path: path(of: name), code: -result)
    }
    if try directory.contains(newName) {
      throw SystemError("rename", path: directory.path(of: newName), code: EEXIST)
    }
    try rename(name, to: directory, newName)
  }
}
