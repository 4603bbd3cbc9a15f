import CArchive
import Glibc

/// A file that libarchive reads through us: its own reader forgets why a read failed, and then takes a
/// file that cannot be read now for one that is cut off.
final class ArchiveSource {
  /// The `errno` of the first read that failed; 0 for none.
  private(set) var error: Int32 = 0
  private let descriptor: Int32
  private var position: Int64 = 0
  // Handed to libarchive, which reads from it until the next call.
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

  /// - Parameter descriptor: stays the caller's; its position is neither used nor moved.
  init(descriptor: Int32) throws(ArchiveError) {
    self.descriptor = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard self.descriptor >= 0 else {
      buffer.deallocate()
      throw .system("dup", errno)
    }
  }

  deinit {
    close(descriptor)
    buffer.deallocate()
  }

  /// Opens an archive over this file, which must outlive it.
  func open(_ archive: OpaquePointer) -> Int32 {
    archive_read_set_callback_data(archive, Unmanaged.passUnretained(self).toOpaque())
    archive_read_set_read_callback(archive) { _, data, start in
      ArchiveSource.at(data)?.read(start) ?? Int(ARCHIVE_FATAL)
    }
    archive_read_set_seek_callback(archive) { _, data, offset, origin in
      ArchiveSource.at(data)?.seek(offset, from: origin) ?? Int64(ARCHIVE_FATAL)
    }
    return archive_read_open1(archive)
  }

  /// The object that `open` passed.
  private static func at(_ data: UnsafeMutableRawPointer?) -> ArchiveSource? {
    data.map { Unmanaged<ArchiveSource>.fromOpaque($0).takeUnretainedValue() }
  }

  private func read(_ start: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
    start?.pointee = UnsafeRawPointer(buffer.baseAddress)
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(position))
      if count >= 0 {
        position += Int64(count)
        return count
      }
      if errno == EINTR { continue }
      error = errno
      return Int(ARCHIVE_FATAL)
    }
  }

  private func seek(_ offset: Int64, from origin: Int32) -> Int64 {
    var base: Int64 = 0
    switch origin {
    case SEEK_SET: break
    case SEEK_CUR: base = position
    default:
      do throws(ArchiveError) {
        base = try size(of: descriptor)
      } catch {
        self.error = error.errno
        return Int64(ARCHIVE_FATAL)
      }
    }
    // A forged archive may ask for any place.
    let (target, overflow) = base.addingReportingOverflow(offset)
    guard !overflow, target >= 0 else { return Int64(ARCHIVE_FATAL) }
    position = target
    return target
  }
}
