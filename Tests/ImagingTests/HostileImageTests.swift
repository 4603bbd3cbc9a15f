import Imaging
import Testing

/// Numbers that look random and are the same every time.
struct Sequence64: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

@Suite struct HostileImageTests {
  @Test(arguments: Samples.all) func damagedBytesGiveAnErrorOrAPicture(_ sample: Sample) throws {
    var random = Sequence64(state: 42)
    let limits = ImageLimits(pixels: 1_000_000)
    for _ in 0..<150 {
      var bytes = sample.bytes
      switch Int.random(in: 0..<3, using: &random) {
      case 0:
        bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
      case 1:
        for _ in 0..<8 {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
            in: 0...255, using: &random)
        }
      default:
        let at = Int.random(in: 0..<bytes.count, using: &random)
        bytes.insert(contentsOf: [0xFF, 0x00, 0xFF, 0xFF], at: at)
      }
      do {
        let probe = try ImageProbe(of: bytes, limits: limits)
        guard probe.format != .svg else {
          _ = try SVGImage(bytes).raster(width: 16, height: 16)
          continue
        }
        let bitmap = try ImageDecoder.decode(bytes, limits: limits)
        #expect(bitmap.pixels.count == bitmap.width * bitmap.height)
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }

  @Test func sizesAboveTheLimitAreRefusedBeforeDecoding() throws {
    // 60,000 x 60,000 in a file of 33 bytes.
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
    bytes += Array("IHDR".utf8) + [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0, 1, 2, 3, 4]
    #expect(
      throws: ImageError.tooLarge(width: 60_000, height: 60_000, limit: 100_000_000)
    ) {
      try ImageProbe(of: bytes)
    }
  }

  @Test func svgLoadsNothingFromOutside() throws {
    let svg = """
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
      width="10" height="10"><image xlink:href="file:///etc/hostname" width="10" height="10"/></svg>
      """
    let bitmap = try SVGImage(Array(svg.utf8)).raster(width: 10, height: 10)
    #expect(bitmap.pixels.allSatisfy { $0 == 0 })
  }

  @Test func unknownBytesAreNoImage() {
    #expect(throws: ImageError.unknownFormat) { try ImageProbe(of: Array("hello".utf8)) }
    #expect(throws: ImageError.unknownFormat) { try ImageProbe(of: []) }
  }
}
