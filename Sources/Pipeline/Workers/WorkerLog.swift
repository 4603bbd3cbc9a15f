import Foundation
import Linux

/// A worker's standard error: an unnamed file of which the last lines are kept for its obituary.
final class WorkerLog: Sendable {
  let descriptor: Int32

  init() throws(SystemError) {
    descriptor = try AnonymousFile.create("worker-log")
  }

  deinit { close(descriptor) }

  /// The last line that says something, at most 300 characters.
  func tail() -> String {
    let size = lseek(descriptor, 0, SEEK_END)
    let start = max(0, size - 4096)
    var bytes = [UInt8](repeating: 0, count: Int(size - start))
    let count = pread(descriptor, &bytes, bytes.count, start)
    guard count > 0 else { return "" }
    let lines = String(decoding: bytes[..<count], as: UTF8.self).split(whereSeparator: \.isNewline)
    // Swift prints the reason of a trap first and a backtrace after it.
    let line = lines.first { $0.contains("Fatal error") } ?? lines.last ?? ""
    return String(line.prefix(300))
  }
}
