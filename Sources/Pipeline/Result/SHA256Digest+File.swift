import Foundation
import Hashing

extension SHA256Digest {
  /// The digest of what is left to read of a file.
  ///
  /// - Throws: where it cannot be read to its end.
  init(reading handle: FileHandle) throws {
    var hasher = SHA256Hasher()
    while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
      part.withUnsafeBytes { hasher.update($0) }
    }
    self = hasher.finalize()
  }
}
