import Glibc

/// What the file system says about a name, without following links.
package struct FileStatus: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Hashable, Codable {
    case regular, directory, link, other
  }

  package var device: UInt64
  package var inode: UInt64
  package var kind: Kind
  package var size: Int64
  /// Nanoseconds since 1970, of whatever clock the file's host has: compared with one another only.
  package var modified: Int64
  package var changed: Int64
  package var links: Int
  /// Permission bits.
  package var mode: UInt32
  package var owner: UInt32

  init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int64(status.st_size)
    modified = nanoseconds(status.st_mtim)
    changed = nanoseconds(status.st_ctim)
    links = Int(clamping: status.st_nlink)
    mode = UInt32(status.st_mode & 0o7777)
    owner = UInt32(status.st_uid)
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .other
      }
  }

  /// The status of a path, of the link itself where it is one.
  package init(ofPath path: String) throws(SystemError) {
    var status = stat()
    try retrying("lstat", path) { lstat(path, &status) }
    self.init(status)
  }

  /// Whether both describe the same file, whatever became of its content.
  package func isSameFile(as other: FileStatus) -> Bool {
    device == other.device && inode == other.inode
  }

  /// Whether both describe the same file with the same content, as far as the file system tells. A
  /// rename changes the change time, so it is left out here.
  package func hasSameContent(as other: FileStatus) -> Bool {
    isSameFile(as: other) && size == other.size && modified == other.modified
      && kind == other.kind
  }
}

private func nanoseconds(_ time: timespec) -> Int64 {
  let (seconds, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
  return overflow ? .max : seconds &+ Int64(time.tv_nsec)
}
