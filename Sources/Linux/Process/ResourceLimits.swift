import Glibc

/// Limits that a process sets on itself and cannot raise again.
package struct ResourceLimits: Sendable {
  /// Bytes of address space; beyond it allocations fail and the process ends.
  package var addressSpace: Int?
  package var openFiles: Int?
  /// Bytes of the largest file it may write.
  package var fileSize: Int?

  package init(addressSpace: Int? = nil, openFiles: Int? = nil, fileSize: Int? = nil) {
    self.addressSpace = addressSpace
    self.openFiles = openFiles
    self.fileSize = fileSize
  }

  /// Sets the limits of this process; a core file is never written, since it would hold clients' data.
  package func apply() throws(SystemError) {
    try set(RLIMIT_CORE, 0)
    if let addressSpace { try set(RLIMIT_AS, addressSpace) }
    if let openFiles { try set(RLIMIT_NOFILE, openFiles) }
    if let fileSize { try set(RLIMIT_FSIZE, fileSize) }
  }

  private func set(_ resource: __rlimit_resource, _ value: Int) throws(SystemError) {
    let resource = __rlimit_resource_t(resource.rawValue)
    var current = rlimit()
    getrlimit(resource, &current)
    let wanted = min(rlim_t(clamping: value), current.rlim_max)
    var limit = rlimit(rlim_cur: wanted, rlim_max: wanted)
    guard setrlimit(resource, &limit) == 0 else { throw SystemError("setrlimit") }
  }
}
