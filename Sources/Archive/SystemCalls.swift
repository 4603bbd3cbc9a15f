import Glibc

/// The system's text for an error number.
func systemMessage(_ number: Int32) -> String {
  strerror(number).map { String(cString: $0) } ?? "error \(number)"
}

/// Reads exactly `count` bytes at `offset`, or fewer where the file ends.
func read(
  _ descriptor: Int32, at offset: Int64, count: Int
) throws(ArchiveError) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: count)
  var filled = 0
  while filled < count {
    let result = bytes.withUnsafeMutableBytes { buffer in
      pread(
        descriptor, buffer.baseAddress?.advanced(by: filled), count - filled,
        off_t(offset) + off_t(filled))
    }
    if result < 0 {
      if errno == EINTR { continue }
      throw .system("pread", errno)
    }
    if result == 0 { break }
    filled += result
  }
  bytes.removeLast(count - filled)
  return bytes
}

/// Writes all bytes at the descriptor's position.
func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(ArchiveError) {
  var rest = bytes
  while !rest.isEmpty {
    let written = write(descriptor, rest.baseAddress, rest.count)
    if written < 0 {
      if errno == EINTR { continue }
      throw .system("write", errno)
    }
    rest = UnsafeRawBufferPointer(rebasing: rest[written...])
  }
}

/// The size in bytes of an open regular file.
func size(of descriptor: Int32) throws(ArchiveError) -> Int64 {
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw .system("fstat", errno) }
  return Int64(status.st_size)
}

/// Seconds of the monotonic clock, which no clock change moves.
func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
