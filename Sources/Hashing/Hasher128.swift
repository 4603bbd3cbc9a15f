import CXXHash

/// The identity of some content inside one run: XXH3 with 128 bits, fast and wide enough that equal
/// identities are equal content. Not for anything an adversary may choose both sides of; published
/// digests are `SHA256Digest`.
package struct ContentHash: Sendable, Hashable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The identity of one run of bytes.
  package init(of bytes: UnsafeRawBufferPointer) {
    self.init(XXH3_128bits(bytes.baseAddress, bytes.count))
  }

  /// The identity of one run of bytes.
  package init(of bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { ContentHash(of: $0) }
  }

  fileprivate init(_ hash: XXH128_hash_t) {
    self.init(high: hash.high64, low: hash.low64)
  }
}

extension ContentHash: CustomStringConvertible {
  /// 32 lower-case hexadecimal digits, the high half first.
  package var description: String {
    hexadecimal(
      (0..<16).map { UInt8(truncatingIfNeeded: ($0 < 8 ? high : low) >> UInt64(56 - $0 % 8 * 8)) })
  }
}

/// Computes a `ContentHash` from values that arrive one by one.
///
/// Every value is fed with a fixed width and byte order, and every run of variable length is preceded
/// by its length, so that two different sequences of calls cannot feed the same bytes.
package struct Hasher128: ~Copyable {
  private let state: OpaquePointer

  package init() {
    // Null only when 576 bytes cannot be allocated, where Swift itself would end the process.
    guard let state = XXH3_createState() else { fatalError("out of memory") }
    self.state = state
    XXH3_128bits_reset(state)
  }

  deinit { XXH3_freeState(state) }

  package mutating func combine(_ value: some FixedWidthInteger) {
    var fixed = UInt64(truncatingIfNeeded: value).littleEndian
    withUnsafeBytes(of: &fixed) { feed($0) }
  }

  package mutating func combine(_ value: Bool) { combine(value ? 1 : 0) }

  /// Doubles count by their bits: 0 and -0 differ, every NaN equals itself.
  package mutating func combine(_ value: Double) { combine(value.bitPattern) }

  package mutating func combine(_ hash: ContentHash) {
    combine(hash.high)
    combine(hash.low)
  }

  package mutating func combine(_ text: String) {
    var text = text
    text.withUTF8 { combine(UnsafeRawBufferPointer($0)) }
  }

  package mutating func combine(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { combine($0) }
  }

  package mutating func combine(_ bytes: UnsafeRawBufferPointer) {
    combine(bytes.count)
    feed(bytes)
  }

  /// The identity of everything combined so far; more may follow, for a later call.
  package func finalize() -> ContentHash {
    ContentHash(XXH3_128bits_digest(state))
  }

  private mutating func feed(_ bytes: UnsafeRawBufferPointer) {
    XXH3_128bits_update(state, bytes.baseAddress, bytes.count)
  }
}
