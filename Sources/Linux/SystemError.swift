import Glibc

/// A system call that failed: which one, on what, and why.
package struct SystemError: Error, Sendable, Hashable {
  /// The `errno` value.
  package let code: Int32
  /// The call's name.
  package let call: String
  /// What it was called on; empty where a path says nothing.
  package let path: String

  package init(_ call: String, path: String = "", code: Int32 = errno) {
    self.code = code
    self.call = call
    self.path = path
  }

  /// The kernel's sentence for the error.
  package var reason: String { String(cString: strerror(code)) }
}

extension SystemError: CustomStringConvertible {
  package var description: String {
    path.isEmpty ? "\(call): \(reason)" : "\(call) \(path): \(reason)"
  }
}

extension SystemError {
  package var isNotFound: Bool { code == ENOENT || code == ENOTDIR }
  package var isExisting: Bool { code == EEXIST || code == ENOTEMPTY }
  package var isDenied: Bool { code == EACCES || code == EPERM }
  /// Whether a name leads nowhere, or nowhere that we may go: its author's matter, or its owner's. All
  /// else is the fault of the machine, its disks or its network, and says nothing about the file.
  package var isOfName: Bool {
    isNotFound || isDenied || [EISDIR, ELOOP, ENAMETOOLONG, EINVAL, ENXIO].contains(code)
  }
  /// A rename between two file systems.
  package var isCrossDevice: Bool { code == EXDEV }
  /// A file that is larger than its reader allows.
  package var isTooLarge: Bool { code == EFBIG }
  package var isNoSpace: Bool { code == ENOSPC || code == EDQUOT }
}

/// What a call gives; nil only where what it names is not there, not where it cannot be reached now.
package func ifPresent<T>(_ body: () throws(SystemError) -> T) throws(SystemError) -> T? {
  do throws(SystemError) {
    return try body()
  } catch {
    if error.isNotFound { return nil }
    throw error
  }
}

/// Repeats a call while a signal interrupts it, and throws when it fails.
@discardableResult
func retrying<T: SignedInteger>(
  _ call: String, _ path: @autoclosure () -> String, _ body: () -> T
) throws(SystemError) -> T {
  while true {
    let result = body()
    if result >= 0 { return result }
    if errno != EINTR { throw SystemError(call, path: path()) }
  }
}
