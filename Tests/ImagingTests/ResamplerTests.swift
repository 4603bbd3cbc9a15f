import Imaging
import Testing

@Suite struct ResamplerTests {
  private func checker(_ width: Int, _ height: Int) -> Bitmap {
    Bitmap(
      width: width, height: height,
      pixels: (0..<(width * height)).map {
        ($0 % width + $0 / width) % 2 == 0 ? 0xFFFF_FFFF : 0xFF00_0000
      }, isOpaque: true)
  }

  private func scale(_ bitmap: Bitmap, _ width: Int, _ height: Int, _ kernel: Resampler.Kernel)
    -> Bitmap
  {
    Resampler.resample(
      bitmap, x: 0, y: 0, width: Double(bitmap.width), height: Double(bitmap.height),
      toWidth: width, toHeight: height, kernel: kernel)
  }

  @Test func flatColorsStayExactAtAnySize() {
    let flat = Bitmap(
      width: 7, height: 5, pixels: Array(repeating: 0xFF12_3456, count: 35), isOpaque: true)
    for (width, height) in [(1, 1), (3, 11), (70, 50), (7, 2)] {
      let scaled = scale(flat, width, height, .smooth)
      #expect(scaled.pixels.allSatisfy { $0 == 0xFF12_3456 })
    }
  }

  @Test func halvingAveragesPixels() {
    let half = scale(checker(8, 8), 4, 4, .smooth)
    #expect(half.pixels.allSatisfy { $0 == 0xFF80_8080 || $0 == 0xFF7F_7F7F })
  }

  @Test func nearestKeepsHardPixels() {
    let large = scale(checker(2, 2), 6, 6, .nearest)
    #expect(large.pixels[0] == 0xFFFF_FFFF && large.pixels[2] == 0xFFFF_FFFF)
    #expect(large.pixels[3] == 0xFF00_0000)
  }
}
