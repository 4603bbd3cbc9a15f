import Glibc

/// An exclusive lock that the kernel gives up when its holder ends, however it ends.
package final class FileLock: Sendable {
  private let file: Descriptor

  /// Takes the lock without waiting; nil where another process holds it.
  package init?(path: String) throws(SystemError) {
    let file = try Descriptor.updating(path)
    guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
      if errno == EWOULDBLOCK { return nil }
      throw SystemError("flock", path: path)
    }
    self.file = file
  }

  private init(_ file: consuming Descriptor) { self.file = file }

  /// Takes the lock on a file that exists, without waiting; nil where another process holds it, perhaps
  /// on another host. Where the file system has no locks there is nobody to be kept out.
  package static func take(existing path: String) throws(SystemError) -> FileLock? {
    let file: Descriptor
    do throws(SystemError) {
      // Network file systems want a descriptor that may write.
      file = try Descriptor.updatingExisting(path)
    } catch {
      guard error.isDenied || error.code == EROFS else { throw error }
      file = try Descriptor.reading(path)
    }
    if flock(file.number, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { return nil }
    return FileLock(file)
  }

  /// Whether the lock is on the file that has this status.
  package func isOn(_ status: FileStatus) -> Bool {
    (try? file.status().isSameFile(as: status)) == true
  }

  /// Whether some process holds the lock.
  package static func isHeld(path: String) throws(SystemError) -> Bool {
    let file: Descriptor
    do throws(SystemError) {
      file = try Descriptor.reading(path)
    } catch {
      if error.isNotFound { return false }
      throw error
    }
    guard flock(file.number, LOCK_SH | LOCK_NB) == 0 else {
      if errno == EWOULDBLOCK { return true }
      throw SystemError("flock", path: path)
    }
    return false
  }
}
