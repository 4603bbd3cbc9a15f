import CJPEGShim

/// Writes baseline JPEG files from bands that are encoded apart: each is one restart interval.
/// `[ITU-T T.81, B.2.4.4]`
package final class JPEGWriter {
  /// 1…100
  package let quality: Int
  /// Whether color is kept at full resolution: worthwhile where text meets saturated color.
  package let fullChroma: Bool
  private var buffer: [UInt8] = []

  package init(quality: Int, fullChroma: Bool = false) {
    self.quality = min(max(quality, 1), 100)
    self.fullChroma = fullChroma
  }

  /// Encodes one band; all but the last of a file need a multiple of 16 rows.
  package func encode(_ pixels: PixelRows, width: Int) -> EncodedBand {
    let file = encodeFile(pixels, width: width)
    let start = Self.endOfHeader(file)
    return EncodedBand(
      bytes: Array(file[start..<max(start, file.count - 2)]), adler: 0, rawCount: 0)
  }

  /// The file made of all bands from top to bottom.
  ///
  /// - Parameter bandHeight: rows of every band but the last.
  package func assemble(_ bands: [EncodedBand], width: Int, height: Int, bandHeight: Int)
    -> [UInt8]
  {
    var file = header(width: width, height: height, bandHeight: bandHeight)
    file.reserveCapacity(bands.reduce(file.count + 2) { $0 + $1.bytes.count + 2 })
    for (index, band) in bands.enumerated() {
      if index > 0 { file += [0xFF, 0xD0 + UInt8((index - 1) % 8)] }
      file += band.bytes
    }
    file += [0xFF, 0xD9]
    return file
  }

  /// The header of a one-band file with the height and the restart interval put in.
  private func header(width: Int, height: Int, bandHeight: Int) -> [UInt8] {
    let blank = [UInt32](repeating: 0, count: width * 8)
    let sample = blank.withUnsafeBufferPointer { encodeFile($0, width: width) }
    var header = Array(sample[..<Self.endOfHeader(sample)])
    let unit = fullChroma ? 8 : 16
    let interval = (width + unit - 1) / unit * max(bandHeight / unit, 1)
    var offset = 2
    while offset + 4 <= header.count {
      let code = header[offset + 1]
      let length = Int(header[offset + 2]) << 8 | Int(header[offset + 3])
      if code == 0xC0 {
        header[offset + 5] = UInt8(truncatingIfNeeded: height >> 8)
        header[offset + 6] = UInt8(truncatingIfNeeded: height)
      } else if code == 0xDA {
        header.insert(
          contentsOf: [
            0xFF, 0xDD, 0, 4, UInt8(truncatingIfNeeded: interval >> 8),
            UInt8(truncatingIfNeeded: interval),
          ], at: offset)
        break
      }
      offset += 2 + length
    }
    return header
  }

  private func encodeFile(_ pixels: PixelRows, width: Int) -> [UInt8] {
    let height = pixels.count / max(width, 1)
    let bound = max(4096, width * height * 4 + 4096)
    if buffer.count < bound { buffer = [UInt8](repeating: 0, count: bound) }
    let count = buffer.withUnsafeMutableBufferPointer {
      platen_jpeg_encode(
        pixels.baseAddress, UInt32(width), UInt32(height), Int32(quality), fullChroma ? 1 : 0,
        $0.baseAddress, $0.count)
    }
    precondition(count > 0, "libjpeg refuses sizes above 65,500 only, which pages never have")
    return Array(buffer[..<Int(count)])
  }

  /// Where the entropy-coded data begins.
  private static func endOfHeader(_ file: [UInt8]) -> Int {
    var offset = 2
    while offset + 4 <= file.count {
      let length = Int(file[offset + 2]) << 8 | Int(file[offset + 3])
      let isScan = file[offset + 1] == 0xDA
      offset += 2 + length
      if isScan { break }
    }
    return min(offset, file.count)
  }
}
