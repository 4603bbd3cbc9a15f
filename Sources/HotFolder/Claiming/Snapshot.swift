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
    do throws(SystemError) {
      var files: [File] = []
      var total: Int64 = 0
      let tree = try source.tree(
        depth: limits.depth + 1, limit: limits.entries, skipping: IgnoredNames.contains)
      for entry in tree {
        switch entry.status.kind {
        case .directory: _ = try target.ensureDirectory(at: entry.parts)
        case .regular where entry.status.links == 1:
          total += entry.status.size
          guard entry.status.size <= limits.fileBytes, total <= limits.totalBytes else {
            throw SystemError("copy", path: entry.path, code: 27)
          }
          files.append(try copyFile(entry, source, target))
        default: throw SystemError("copy", path: entry.path, code: 40)
        }
      }
      try target.syncFileSystem()
      return files
    } catch {
      throw failure(error)
    }
  }

  package struct Limits: Sendable {
    package var entries: Int
    package var depth: Int
    package var fileBytes: Int64
    package var totalBytes: Int64

    package init(entries: Int, depth: Int, fileBytes: Int64, totalBytes: Int64) {
      self.entries = entries
      self.depth = depth
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

  /// The error numbers that `copy` uses for its own purposes: EAGAIN, ELOOP, EFBIG, E2BIG.
  private static func failure(_ error: SystemError) -> Failure {
    switch error.code {
    case 11: .unsettled(error.path)
    case 40:
      .refused(
        .notAFile, "\(error.path) is a link, a special file or nested too deeply; send plain files")
    case 27: .refused(.limit, "\(error.path): the drop is larger than the limits allow")
    case 7: .refused(.limit, "the drop holds more files than the limits allow")
    default: .system(error)
    }
  }
}
