import CPlatform
import Glibc

/// What a worker may still do after it has locked itself in.
///
/// Workers parse hostile images, fonts and documents, so they give up rights before they read the
/// first byte. The rules hold for the rest of the process's life.
package struct Sandbox: Sendable {
  /// Files and folders that may be read.
  package var readable: [String]
  /// Folders below which anything may be made and changed.
  package var writable: [String]

  package init(readable: [String], writable: [String]) {
    self.readable = readable
    self.writable = writable
  }

  /// Libraries and tables that the C libraries open while they run.
  package static let systemFolders = [
    "/usr/lib", "/lib", "/lib64", "/usr/share", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime",
    "/proc/self", "/dev/null", "/dev/urandom",
  ]

  /// Gives up privileges, the file system and the network as far as the kernel offers it.
  ///
  /// - Returns: what this kernel could not enforce, for the log; empty when all is in force.
  /// - Throws: where a right could not be given up although the kernel knows how.
  package func enter() throws(SystemError) -> [String] {
    var missing: [String] = []
    try check(platen_no_new_privileges(), "prctl")
    let abi = platen_landlock_abi()
    if abi >= 1 {
      try restrictFiles(abi: abi)
    } else {
      missing.append("Landlock: \(String(cString: strerror(-abi)))")
    }
    if let reason = SystemCallFilter.install() { missing.append("seccomp: \(reason)") }
    return missing
  }

  private func restrictFiles(abi: Int32) throws(SystemError) {
    let rules = platen_landlock_create(abi)
    try check(min(rules, 0), "landlock_create_ruleset")
    for path in Self.systemFolders + readable {
      let status = platen_landlock_allow(rules, abi, path, 0)
      if status != -ENOENT { try check(status, "landlock_add_rule", path) }
    }
    for path in writable {
      try check(platen_landlock_allow(rules, abi, path, 1), "landlock_add_rule", path)
    }
    try check(platen_landlock_enforce(rules), "landlock_restrict_self")
  }

  private func check(_ status: Int32, _ call: String, _ path: String = "") throws(SystemError) {
    if status < 0 { throw SystemError(call, path: path, code: -status) }
  }
}
