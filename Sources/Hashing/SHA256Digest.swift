import Crypto

/// A SHA-256 digest (FIPS 180-4), printed as lower-case hexadecimal everywhere it is shown.
package struct SHA256Digest: Sendable, Hashable {
  /// The 32 bytes of the digest.
  package let bytes: [UInt8]

  /// The digest of one run of bytes.
  package init(of bytes: some Sequence<UInt8>) {
    var hasher = SHA256Hasher()
    hasher.update(Array(bytes))
    self = hasher.finalize()
  }

  /// A digest read back from 64 hexadecimal digits of either case; nil for anything else.
  package init?(hex: some StringProtocol) {
    guard let bytes = hexadecimalBytes(hex), bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  fileprivate init(_ digest: SHA256.Digest) {
    self.bytes = Array(digest)
  }

  /// 64 lower-case hexadecimal digits.
  package var hex: String { hexadecimal(bytes) }
}

extension SHA256Digest: CustomStringConvertible {
  package var description: String { hex }
}

/// Computes a SHA-256 digest from bytes that arrive in parts.
package struct SHA256Hasher: Sendable {
  private var state = SHA256()

  package init() {}

  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    state.update(bufferPointer: bytes)
  }

  package mutating func update(_ text: String) {
    update(Array(text.utf8))
  }

  /// The digest of all bytes so far; more may follow, for a later call.
  package func finalize() -> SHA256Digest {
    SHA256Digest(state.finalize())
  }
}
