import Glibc

/// Tries, in a process that has locked itself in, what must be refused there.
package enum SandboxProbe {
  /// - Parameters:
  ///   - readable: a file outside of what may be read.
  ///   - writable: a folder outside of what may be written to.
  /// - Returns: what was not refused, in the words of whoever must know; empty when all was.
  package static func transgressions(readable: String, writable: String) -> [String] {
    var allowed: [String] = []
    let file = open(readable, O_RDONLY | O_CLOEXEC)
    if file >= 0 {
      allowed.append("reading \(readable)")
      close(file)
    }
    let name = writable + "/.platen-probe"
    let made = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    if made >= 0 {
      allowed.append("writing to \(writable)")
      close(made)
      unlink(name)
    }
    let link = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if link >= 0 {
      allowed.append("opening a network socket")
      close(link)
    }
    // With no file behind it, only a filter that refuses the call answers EPERM.
    var arguments: [UnsafeMutablePointer<CChar>?] = [nil]
    execve("/nonexistent/platen-probe", &arguments, &arguments)
    if errno != EPERM { allowed.append("starting programs") }
    return allowed
  }
}
