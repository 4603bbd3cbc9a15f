import Archive
package import Hashing

/// Writes one recipient's bundle: a zip of stored entries, hashed on its way to the disk.
package struct BundleWriter: ~Copyable {
  private var zip: ZipWriter
  private let hasher: SharedHasher

  /// A finished bundle.
  package struct Summary: Sendable, Hashable {
    /// Bytes of the whole zip.
    package let size: Int64
    package let sha256: SHA256Digest
  }

  /// Creates the file, which must not exist.
  package init(path: String) throws {
    let hasher = SharedHasher()
    zip = try ZipWriter(path: path) { hasher.state.update($0) }
    self.hasher = hasher
  }

  /// Adds one asset.
  ///
  /// - Parameter content: the file in one or more runs of bytes, which are not joined first.
  /// - Returns: the CRC-32 that the zip states.
  package mutating func add(name: String, content: [[UInt8]]) throws -> UInt32 {
    try zip.add(name: name, chunks: content)
  }

  /// Completes the zip. Nothing may be added afterwards; nothing is synced.
  package mutating func finish() throws -> Summary {
    let size = try zip.finish().size
    return Summary(size: size, sha256: hasher.state.finalize())
  }

  /// The running digest, reached from the closure that sees every byte.
  private final class SharedHasher {
    var state = SHA256Hasher()
  }
}
