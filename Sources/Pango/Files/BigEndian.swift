extension UnsafeRawBufferPointer {
  /// The caller has checked that the bytes are there.
  func bigEndian32(at offset: Int) -> UInt32 {
    UInt32(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// The caller has checked that the bytes are there.
  func bigEndian16(at offset: Int) -> UInt16 {
    UInt16(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt16.self))
  }
}

extension [UInt8] {
  /// The low bytes of a number, the highest first.
  mutating func appendBigEndian(_ value: Int, count: Int) {
    for index in (0..<count).reversed() {
      append(UInt8(truncatingIfNeeded: value >> (index * 8)))
    }
  }

  mutating func writeBigEndian(_ value: Int, count: Int, at offset: Int) {
    for index in 0..<count {
      self[offset + index] = UInt8(truncatingIfNeeded: value >> ((count - 1 - index) * 8))
    }
  }
}
