package import Linux

/// Moves a file or folder to another directory: by rename, or by copy where that is another file system.
package enum TreeMove {
  package static func move(
    _ name: EntryName, from source: Directory, to target: Directory, _ newName: EntryName
  ) throws(SystemError) {
    do throws(SystemError) {
      try source.renameExclusively(name, to: target, newName)
    } catch {
      guard error.isCrossDevice else { throw error }
      try target.removeTree(newName)
      try copy(name, from: source, to: target, newName)
      try target.syncFileSystem()
      try source.removeTree(name)
    }
  }

  /// Copies regular files and folders; anything else, and what is nested without end, is left behind
  /// with an error.
  package static func copy(
    _ name: EntryName, from source: Directory, to target: Directory, _ newName: EntryName,
    depth: Int = 256
  ) throws(SystemError) {
    guard depth > 0 else { throw SystemError("copy", path: source.path(of: name), code: 40) }
    let status = try source.status(of: name)
    switch status.kind {
    case .regular:
      let input = try source.open(name)
      let output = try target.create(newName)
      try input.readAll { (bytes) throws(SystemError) in try output.write(bytes) }
    case .directory:
      let from = try source.directory(name)
      let to = try target.ensureDirectory(newName)
      for child in try from.names() { try copy(child, from: from, to: to, child, depth: depth - 1) }
    case .link, .other:
      throw SystemError("copy", path: source.path(of: name), code: 22)
    }
  }
}
