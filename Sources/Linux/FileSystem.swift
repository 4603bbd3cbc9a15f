import CPlatform
import Glibc

/// Questions about the file system that holds a directory.
package enum FileSystem {
  /// Bytes that we may still write.
  package static func freeBytes(_ directory: Directory) throws(SystemError) -> Int64 {
    var status = statvfs()
    try retrying("fstatvfs", directory.path) { fstatvfs(directory.descriptor, &status) }
    let (bytes, overflow) = Int64(clamping: status.f_bavail).multipliedReportingOverflow(
      by: Int64(clamping: status.f_frsize))
    return overflow ? .max : bytes
  }

  /// Whether other hosts may write to it without our kernel noticing.
  package static func isNetwork(_ directory: Directory) -> Bool {
    networkTypes.contains(UInt32(truncatingIfNeeded: platen_file_system_type(directory.descriptor)))
  }

  /// `statfs(2)`: NFS, SMB, SMB2/CIFS, CIFS, FUSE (sshfs, and clients of object stores), 9P, Ceph, AFS,
  /// Coda, GFS2, OCFS2, Lustre.
  private static let networkTypes: Set<UInt32> = [
    0x6969, 0x517B, 0xFE53_4D42, 0xFF53_4D42, 0x6573_5546, 0x0102_1997, 0x00C3_6400, 0x5346_414F,
    0x7375_7245, 0x0116_1970, 0x7461_636F, 0x0BD0_0BD0,
  ]

  /// The machine's name, for claims that several hosts may see.
  package static var hostName: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// An identifier that changes with every boot; empty where the kernel tells none.
  package static var bootID: String {
    guard let file = try? Descriptor.reading("/proc/sys/kernel/random/boot_id"),
      let bytes = try? file.read(at: 0, count: 64)
    else { return "" }
    return String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
  }

  /// An absolute path without links; nil where it does not exist.
  package static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
