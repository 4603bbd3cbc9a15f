import CPlatform

/// A file without a name, in memory, that ends with its last descriptor.
package enum AnonymousFile {
  /// - Returns: a descriptor that is closed on exec; the caller's to close.
  package static func create(_ label: String) throws(SystemError) -> Int32 {
    let descriptor = platen_anonymous_file(label)
    guard descriptor >= 0 else { throw SystemError("memfd_create", code: -descriptor) }
    return descriptor
  }
}
