import Foundation
import Hashing

/// A file of a result while it is written, piece by piece, with the digest that the manifest lists.
final class ResultFile {
  private let handle: FileHandle
  private var hasher = SHA256Hasher()
  private var buffer: [UInt8] = []

  private static let bufferSize = 1 << 18

  /// Replaces what is at `path`.
  init(path: String) throws {
    try Data().write(to: URL(filePath: path))
    handle = try FileHandle(forWritingTo: URL(filePath: path))
  }

  func append(_ bytes: some Sequence<UInt8>) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  private func flush() throws {
    hasher.update(buffer)
    try handle.write(contentsOf: buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes what is left and gives the digest of the whole.
  func finish() throws -> SHA256Digest {
    try flush()
    try handle.close()
    return hasher.finalize()
  }
}
