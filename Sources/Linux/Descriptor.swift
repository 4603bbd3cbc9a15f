import Glibc

/// An open file that closes itself.
package struct Descriptor: ~Copyable, Sendable {
  /// For wrappers of other C libraries; it stays this value's property.
  package let number: Int32
  /// What it was opened as, for messages.
  package let path: String

  init(number: Int32, path: String) {
    self.number = number
    self.path = path
  }

  deinit { close(number) }

  /// Opens a file of our own for reading.
  package static func reading(_ path: String) throws(SystemError) -> Descriptor {
    Descriptor(
      number: try retrying("open", path) { open(path, O_RDONLY | O_CLOEXEC) }, path: path)
  }

  /// Opens or creates a file of our own for reading and writing.
  package static func updating(_ path: String, mode: UInt32 = 0o600) throws(SystemError)
    -> Descriptor
  {
    Descriptor(
      number: try retrying("open", path) { open(path, O_RDWR | O_CREAT | O_CLOEXEC, mode) },
      path: path)
  }

  /// Opens a file of ours that exists for reading and writing.
  static func updatingExisting(_ path: String) throws(SystemError) -> Descriptor {
    Descriptor(number: try retrying("open", path) { open(path, O_RDWR | O_CLOEXEC) }, path: path)
  }

  package func status() throws(SystemError) -> FileStatus {
    var status = stat()
    try retrying("fstat", path) { fstat(number, &status) }
    return FileStatus(status)
  }

  /// Reads up to `count` bytes at an offset, fewer where the file ends.
  package func read(at offset: Int64, count: Int) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, count))
    var filled = 0
    while filled < bytes.count {
      let result = try retrying("pread", path) {
        bytes.withUnsafeMutableBytes { buffer in
          let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
          return pread(number, rest.baseAddress, rest.count, off_t(offset) + off_t(filled))
        }
      }
      if result == 0 { break }
      filled += result
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// The bytes from the beginning, at most `limit` of them.
  package func contents(limit: Int = .max) throws(SystemError) -> [UInt8] {
    try read(at: 0, count: Int(min(status().size, Int64(limit))))
  }

  /// Writes all bytes at the current position.
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      written += try retrying("write", path) {
        bytes.withUnsafeBytes { buffer in
          let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
          return Glibc.write(number, rest.baseAddress, rest.count)
        }
      }
    }
  }

  /// Makes the content durable.
  package func sync() throws(SystemError) {
    try retrying("fsync", path) { fsync(number) }
  }

  /// Hands the file's bytes out in parts of up to 1 MiB, from the current position to the end.
  package func readAll(
    _ consume: ([UInt8]) throws(SystemError) -> Void
  ) throws(SystemError) {
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = try retrying("read", path) {
        buffer.withUnsafeMutableBytes { Glibc.read(number, $0.baseAddress, $0.count) }
      }
      if count == 0 { return }
      if count == buffer.count {
        try consume(buffer)
      } else {
        try consume(Array(buffer[..<count]))
      }
    }
  }
}
