internal import CWOFFShim

/// The file format of a font, told by its first four bytes.
package enum FontContainer: Sendable, Hashable {
  /// A single TrueType or OpenType font.
  case sfnt
  /// A collection of fonts that share tables.
  case collection
  case woff
  case woff2

  /// - Throws: `FontError.unknownFormat` for anything else.
  package init(_ bytes: UnsafeRawBufferPointer) throws(FontError) {
    guard bytes.count >= 12 else { throw .unknownFormat }
    switch bytes.bigEndian32(at: 0) {
    case 0x0001_0000, 0x4f54_544f, 0x7472_7565: self = .sfnt
    case 0x7474_6366: self = .collection
    case 0x774f_4646: self = .woff
    case 0x774f_4632: self = .woff2
    default: throw .unknownFormat
    }
  }
}

/// The SFNT bytes of a font file of any supported format.
///
/// - Parameter limit: the most bytes that a compressed font may unpack to.
/// - Throws: `FontError` when the format is unknown, the container damaged or the limit reached.
package func unpackFont(_ data: FontData, limit: Int) throws(FontError) -> FontData {
  try data.withUnsafeBytes { bytes throws(FontError) in
    switch try FontContainer(bytes) {
    case .sfnt, .collection: data
    case .woff: try unpackWOFF(bytes, limit: limit)
    case .woff2: try unpackWOFF2(bytes, limit: limit)
    }
  }
}

private func unpackWOFF2(
  _ bytes: UnsafeRawBufferPointer, limit: Int
) throws(FontError) -> FontData {
  // The header states the unpacked size; the decoder believes it, so it is judged first.
  guard bytes.count >= 48 else { throw .damaged("the WOFF2 header is cut off") }
  let stated = Int(bytes.bigEndian32(at: 16))
  guard stated <= limit else { throw .tooLarge(bytes: stated, limit: limit) }
  var sfnt: UnsafeMutablePointer<UInt8>?
  var count = 0
  let code = platen_woff2_unpack(
    bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, limit, &sfnt, &count)
  guard code == 0, let sfnt else {
    throw .damaged("its WOFF2 data cannot be unpacked")
  }
  return FontData(adopting: sfnt, count: count)
}
