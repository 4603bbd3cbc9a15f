/// Reading and writing of the little-endian fields of zip structures.
extension [UInt8] {
  mutating func append16(_ value: UInt16) {
    append(UInt8(truncatingIfNeeded: value))
    append(UInt8(truncatingIfNeeded: value >> 8))
  }

  mutating func append32(_ value: UInt32) {
    append16(UInt16(truncatingIfNeeded: value))
    append16(UInt16(truncatingIfNeeded: value >> 16))
  }

  mutating func append64(_ value: UInt64) {
    append32(UInt32(truncatingIfNeeded: value))
    append32(UInt32(truncatingIfNeeded: value >> 32))
  }
}

/// A cursor over a structure read from a file; nil where the structure is too short.
struct FieldReader {
  private let bytes: ArraySlice<UInt8>
  private(set) var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    self.position = bytes.startIndex
  }

  init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  var remaining: Int { bytes.endIndex - position }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= remaining else { return nil }
    defer { position += count }
    return bytes[position..<position + count]
  }

  mutating func u16() -> UInt16? {
    take(2).map { field in field.reversed().reduce(0) { $0 << 8 | UInt16($1) } }
  }

  mutating func u32() -> UInt32? {
    take(4).map { field in field.reversed().reduce(0) { $0 << 8 | UInt32($1) } }
  }

  mutating func u64() -> UInt64? {
    take(8).map { field in field.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
  }
}

/// The signatures of APPNOTE.TXT, sections 4.3.7 to 4.3.16.
enum ZipSignature {
  static let localHeader: UInt32 = 0x0403_4b50
  static let centralHeader: UInt32 = 0x0201_4b50
  static let endRecord: UInt32 = 0x0605_4b50
  static let zip64EndRecord: UInt32 = 0x0606_4b50
  static let zip64Locator: UInt32 = 0x0706_4b50
}
