/// A band of device rows as its finished bytes, ready to stand in any file of the same kind.
package struct EncodedBand: Sendable {
  /// PNG: one complete IDAT chunk. JPEG: the entropy-coded data of one restart interval.
  package let bytes: [UInt8]
  /// PNG: the Adler-32 of the filtered rows, and how many bytes these are.
  let adler: UInt32
  let rawCount: Int
}

/// Rows of pixels to encode: words `0x..RRGGBB`, without padding, the first byte ignored.
package typealias PixelRows = UnsafeBufferPointer<UInt32>
