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
