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
