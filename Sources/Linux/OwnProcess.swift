import Glibc

/// Facts about this process.
package enum OwnProcess {
  /// How many descriptors are open.
  package static var openDescriptors: Int {
    // One of them is the listing itself.
    ((try? Directory(path: "/proc/self/fd").names().count) ?? 1) - 1
  }

  /// Bytes of memory that are resident.
  package static var residentBytes: Int {
    guard let file = try? Descriptor.reading("/proc/self/statm"),
      let bytes = try? file.read(at: 0, count: 256)
    else { return 0 }
    let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    let pages = fields.count > 1 ? Int(fields[1]) ?? 0 : 0
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// Raises the limit on open descriptors as far as it goes; returns what it is then.
  @discardableResult
  package static func raiseDescriptorLimit() -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
    if limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = limit.rlim_max
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
    return Int(clamping: limit.rlim_cur)
  }
}
