import Glibc

/// The bytes of a font file, immutable and at one address for as long as anything refers to them.
///
/// Unchecked: the memory is written before the initializer returns and never after.
package final class FontData: @unchecked Sendable {
  /// Valid only while something holds this object: use `withUnsafeBytes` unless a foreign library
  /// keeps the address beside a reference to the object.
  package let bytes: UnsafeRawBufferPointer
  private let release: Release

  private enum Release {
    case unmap, free
  }

  /// Copies bytes.
  package init(_ source: some Collection<UInt8>) {
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(source.count, 1), alignment: 16)
    memory.copyBytes(from: source)
    bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[0..<source.count])
    release = .free
  }

  /// Takes over memory that `malloc` gave.
  init(adopting memory: UnsafeMutableRawPointer, count: Int) {
    bytes = UnsafeRawBufferPointer(start: memory, count: count)
    release = .free
  }

  /// Maps a file privately.
  ///
  /// - Throws: `FontError.unreadable` when the file cannot be opened, is empty, no regular file or
  ///   larger than `limit` bytes.
  package init(contentsOfFile path: String, limit: Int) throws(FontError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw .unreadable(path, String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path, "it is no regular file")
    }
    let count = Int(status.st_size)
    guard count > 0 else { throw .unreadable(path, "it is empty") }
    guard count <= limit else {
      throw .tooLarge(bytes: count, limit: limit)
    }
    guard let memory = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
      memory != MAP_FAILED
    else { throw .unreadable(path, String(cString: strerror(errno))) }
    bytes = UnsafeRawBufferPointer(start: memory, count: count)
    release = .unmap
  }

  /// Calls `body` with the bytes, which live at least until it returns.
  package func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(self) {} }
    return try body(bytes)
  }

  deinit {
    guard let start = bytes.baseAddress else { return }
    // Both calls take the address back as mutable though nobody wrote through it.
    let memory = UnsafeMutableRawPointer(mutating: start)
    switch release {
    case .unmap: munmap(memory, bytes.count)
    case .free: free(memory)
    }
  }
}
