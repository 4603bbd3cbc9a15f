package import Findings
import Hashing
package import Linux

/// Copies a claimed drop into the job's own folder, hashing on the way: all later work reads the copy.
package struct Snapshot {
  /// One file of the snapshot.
  package struct File: Sendable, Hashable, Codable {
    /// Relative to the drop's members, with `/`.
    package var path: String
    package var size: Int64
    /// Lower-case hexadecimal.
    package var sha256: String
    /// The source as it was when it was copied, for finding what is written later.
    package var source: FileStatus
  }

  package enum Failure: Error, Sendable {
    /// The source changed while it was read: copy again later.
    case unsettled(String)
    /// A link or special file, or a file that could not be what it seemed.
    case refused(RejectCode, String)
    case system(SystemError)
  }

  /// - Parameter target: an empty directory of ours.
  /// - Returns: the files in the order of their paths.
  package static func copy(
    _ source: Directory, into target: Directory, limits: Limits
  ) throws(Failure) -> [File] {
    let tree = try list(source, limits)
    try check(tree, limits)
    do throws(SystemError) {
      var files: [File] = []
      for entry in tree {
        if entry.status.kind == .directory {
          _ = try target.ensureDirectory(at: entry.parts)
        } else {
          files.append(try copyFile(entry, source, target))
        }
      }
      try target.syncFileSystem()
      return files
    } catch {
      throw failure(error)
    }
  }

  private static func list(
    _ source: Directory, _ limits: Limits
  ) throws(Failure) -> [Directory.TreeEntry] {
    do throws(SystemError) {
      // A member that is a folder is no depth of its own.
      return try source.tree(
        depth: limits.depth + 1, limit: limits.entries, skipping: IgnoredNames.contains)
    } catch {
      switch error.code {
      case 7:
        throw .refused(
          .limit, "the drop holds more than \(limits.entries) files (setting limits.entries)")
      case 40 where error.call == "list":
        throw .refused(
          .limit,
          "the drop holds folders more than \(limits.depth) deep (setting limits.depth)")
      default: throw failure(error)
      }
    }
  }

  /// Whether all of it may be copied at all.
  private static func check(
    _ tree: [Directory.TreeEntry], _ limits: Limits
  ) throws(Failure) {
    var total: Int64 = 0
    for entry in tree {
      if let name = entry.parts.last, name.bytes.count > limits.nameBytes {
        throw .refused(
          .name,
          "\(entry.path): a name of more than \(limits.nameBytes) bytes (setting limits.name_bytes)"
        )
      }
      switch entry.status.kind {
      case .directory: continue
      case .regular where entry.status.links == 1: break
      default:
        throw .refused(
          .notAFile, "\(entry.path) is a link or a special file; send plain files")
      }
      guard entry.status.size <= limits.fileBytes else {
        throw .refused(
          .limit,
          "\(entry.path) has more than \(limits.fileBytes) bytes (setting limits.file_bytes)")
      }
      // Each is at most `fileBytes`, and there are at most `entries`.
      total += entry.status.size
      guard total <= limits.totalBytes else {
        throw .refused(
          .limit,
          "its files have more than \(limits.totalBytes) bytes together (setting"
            + " limits.total_bytes)")
      }
    }
  }

  package struct Limits: Sendable {
    package var entries: Int
    package var depth: Int
    package var nameBytes: Int
    package var fileBytes: Int64
    package var totalBytes: Int64

    package init(
      entries: Int, depth: Int, nameBytes: Int = 200, fileBytes: Int64, totalBytes: Int64
    ) {
      self.entries = entries
      self.depth = depth
      self.nameBytes = nameBytes
      self.fileBytes = fileBytes
      self.totalBytes = totalBytes
    }
  }

  private static func copyFile(
    _ entry: Directory.TreeEntry, _ source: Directory, _ target: Directory
  ) throws(SystemError) -> File {
    let name = entry.parts[entry.parts.count - 1]
    let folder = Array(entry.parts.dropLast())
    let input = try source.directory(at: folder).open(name)
    let before = try input.status()
    guard before.kind == .regular, before.links == 1 else {
      throw SystemError("copy", path: entry.path, code: 40)
    }
    let output = try target.ensureDirectory(at: folder).create(name)
    var hasher = SHA256Hasher()
    var size: Int64 = 0
    try input.readAll { (bytes) throws(SystemError) in
      hasher.update(bytes)
      size += Int64(bytes.count)
      try output.write(bytes)
    }
    let after = try input.status()
    guard before == after, size == after.size, before.isSameFile(as: entry.status) else {
      throw SystemError("copy", path: entry.path, code: 11)
    }
    return File(path: entry.path, size: size, sha256: hasher.finalize().hex, source: after)
  }

  /// EAGAIN stands for a file that changed, ELOOP for one that became a link.
  private static func failure(_ error: SystemError) -> Failure {
    switch error.code {
    case 11: .unsettled(error.path)
    case 40: .refused(.notAFile, "\(error.path) is a link or a special file; send plain files")
    default: .system(error)
    }
  }
}
