import CISAL
import CZlib

/// Writes 8-bit RGB PNG files from bands that are compressed apart.
///
/// Each band is a flushed deflate segment in an IDAT chunk of its own, so its bytes are the same
/// wherever it stands. `[PNG, §10; RFC 1950; RFC 1951, §3.2.3]`
package final class PNGWriter {
  private var rows: [UInt8] = []
  private var compressed: [UInt8] = []
  /// Large enough for the greatest block of level 1.
  private var levelBuffer = [UInt8](repeating: 0, count: 1 << 19)

  package init() {}

  /// Compresses one band.
  package func encode(_ pixels: PixelRows, width: Int) -> EncodedBand {
    let height = pixels.count / max(width, 1)
    filterRows(pixels, width: width, height: height)
    let payload = deflate(rows)
    let adler = rows.withUnsafeBufferPointer {
      isal_adler32(1, $0.baseAddress, UInt64($0.count))
    }
    return EncodedBand(
      bytes: Self.chunk("IDAT", payload), adler: adler, rawCount: rows.count)
  }

  /// The file made of all bands from top to bottom.
  package func assemble(_ bands: [EncodedBand], width: Int, height: Int) -> [UInt8] {
    var file: [UInt8] = []
    file.reserveCapacity(bands.reduce(128) { $0 + $1.bytes.count })
    file += [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let depth: [UInt8] = [8, 2, 0, 0, 0]
    file += Self.chunk("IHDR", Self.word(width) + Self.word(height) + depth)
    // Says that the samples are sRGB, perceptual intent.
    file += Self.chunk("sRGB", [0])
    // The stream's header: deflate with a 32 KiB window, fastest level.
    file += Self.chunk("IDAT", [0x78, 0x01])
    var adler: UInt = 1
    for band in bands {
      file += band.bytes
      adler = adler32_combine(adler, UInt(band.adler), band.rawCount)
    }
    // An empty final block ends the stream.
    file += Self.chunk("IDAT", [0x03, 0x00] + Self.word(Int(adler)))
    file += Self.chunk("IEND", [])
    return file
  }

  /// Packs RGB and filters: Up where neighbours differ much, as in photos and gradients, else None.
  /// A band's first row never looks above, so that it needs no other band.
  private func filterRows(_ pixels: PixelRows, width: Int, height: Int) {
    let stride = width * 3 + 1
    let isBusy = Self.isBusy(pixels, width: width, height: height)
    if rows.count != stride * height { rows = [UInt8](repeating: 0, count: stride * height) }
    rows.withUnsafeMutableBufferPointer { rows in
      guard let target = rows.baseAddress, let source = pixels.baseAddress else { return }
      for y in 0..<height {
        let line = source + y * width
        var out = target + y * stride
        let looksUp = isBusy && y > 0
        out[0] = looksUp ? 2 : 0
        out += 1
        if looksUp {
          let above = line - width
          for x in 0..<width {
            let word = line[x]
            let over = above[x]
            out[x * 3] = UInt8(truncatingIfNeeded: (word >> 16) &- (over >> 16))
            out[x * 3 + 1] = UInt8(truncatingIfNeeded: (word >> 8) &- (over >> 8))
            out[x * 3 + 2] = UInt8(truncatingIfNeeded: word &- over)
          }
        } else {
          for x in 0..<width {
            let word = line[x]
            out[x * 3] = UInt8(truncatingIfNeeded: word >> 16)
            out[x * 3 + 1] = UInt8(truncatingIfNeeded: word >> 8)
            out[x * 3 + 2] = UInt8(truncatingIfNeeded: word)
          }
        }
      }
    }
  }

  /// Whether more than an eighth of the pixels differ from their left neighbour.
  private static func isBusy(_ pixels: PixelRows, width: Int, height: Int) -> Bool {
    guard width > 1, let source = pixels.baseAddress else { return false }
    var changes = 0
    for y in 0..<height {
      let line = source + y * width
      var x = 1
      // Eight comparisons at once; a difference is counted as minus one.
      var lanes = SIMD8<Int32>()
      while x + 8 <= width {
        let here = UnsafeRawPointer(line + x).loadUnaligned(as: SIMD8<UInt32>.self)
        let left = UnsafeRawPointer(line + x - 1).loadUnaligned(as: SIMD8<UInt32>.self)
        lanes.replace(with: lanes &- 1, where: here .!= left)
        x += 8
      }
      changes -= Int(lanes.wrappedSum())
      while x < width {
        if line[x] != line[x - 1] { changes += 1 }
        x += 1
      }
    }
    return changes * 8 > width * height
  }

  /// Bytes that are compressed as a block of their own, before the rest.
  ///
  /// isa-l 2.30 hashes its own stream's address where data must be hashed, at the first literal of a
  /// long input (`igzip_icf_body_h1_gr_bt.asm`), so that compressed bytes differed between processes
  /// once in ten thousand bands. Short inputs take another path, after which the stream has a history
  /// and the faulty one is not taken.
  private static let lead = 8

  /// One deflate segment that ends at a byte and does not end the stream.
  private func deflate(_ raw: [UInt8]) -> [UInt8] {
    // Stored blocks cost 5 bytes each 64 KiB at worst; the flush marker 5 more.
    let bound = raw.count + raw.count / 1000 + 4096
    if compressed.count < bound { compressed = [UInt8](repeating: 0, count: bound) }
    var stream = isal_zstream()
    let count = raw.withUnsafeBufferPointer { source in
      compressed.withUnsafeMutableBufferPointer { target in
        levelBuffer.withUnsafeMutableBufferPointer { level in
          isal_deflate_init(&stream)
          stream.level = 1
          stream.level_buf = level.baseAddress
          stream.level_buf_size = UInt32(level.count)
          stream.end_of_stream = 0
          stream.flush = UInt16(SYNC_FLUSH)
          stream.gzip_flag = UInt16(IGZIP_DEFLATE)
          stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(clamping: target.count)
          let lead = min(Self.lead, source.count)
          for count in [lead, source.count - lead] where count > 0 {
            stream.avail_in = UInt32(clamping: count)
            let status = isal_deflate(&stream)
            precondition(status == 0 && stream.avail_in == 0, "the bound above is too small")
          }
          return Int(stream.total_out)
        }
      }
    }
    return Array(compressed[..<count])
  }

  private static func word(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }

  private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(data.count + 12)
    bytes += word(data.count)
    bytes += Array(type.utf8)
    bytes += data
    let check = bytes.withUnsafeBufferPointer { buffer in
      // The check covers the type and the data, not the length.
      crc32_gzip_refl(0, buffer.baseAddress.map { $0 + 4 }, UInt64(buffer.count - 4))
    }
    bytes += word(Int(check))
    return bytes
  }
}
