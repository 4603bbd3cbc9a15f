import Engine
import Rendering
import Testing

/// Lengths as Chromium 156 has them for the fonts of Debian 12.
@Suite("Browser metrics") struct BrowserMetricsTests {
  struct Sample: CustomTestStringConvertible {
    var family: String
    var size: Double
    var ascent: Double
    var height: Double
    /// The width of `Hello Wave`, rounded up to 1/64 px; nil where other fonts have a part in it.
    var width: Double?

    var testDescription: String { "\(family) \(size)" }
  }

  static let samples = [
    Sample(family: "Inter", size: 10, ascent: 10, height: 12, width: 52.375),
    Sample(family: "Inter", size: 13, ascent: 13, height: 16, width: 68.078125),
    Sample(family: "Inter", size: 16, ascent: 16, height: 20, width: 83.78125),
    Sample(family: "Inter", size: 17, ascent: 16, height: 20, width: 89.015625),
    Sample(family: "Inter", size: 20, ascent: 19, height: 24, width: 104.71875),
    Sample(family: "Inter", size: 33, ascent: 32, height: 40, width: 172.78125),
    Sample(family: "Noto Sans", size: 10, ascent: 11, height: 14, width: 52.296875),
    Sample(family: "Noto Sans", size: 16, ascent: 17, height: 22, width: 83.671875),
    Sample(family: "Noto Sans", size: 33, ascent: 35, height: 45, width: 172.5625),
    Sample(family: "Noto Serif", size: 13, ascent: 14, height: 18, width: 70.71875),
    Sample(family: "Noto Serif", size: 33, ascent: 35, height: 45, width: 179.5),
    Sample(family: "Noto Sans CJK JP", size: 13, ascent: 15, height: 19, width: 67.265625),
    Sample(family: "Noto Sans CJK JP", size: 16, ascent: 19, height: 24, width: 82.796875),
    Sample(family: "Noto Sans Arabic", size: 16, ascent: 22, height: 34, width: nil),
    Sample(family: "Noto Sans Arabic", size: 33, ascent: 45, height: 69, width: nil),
    Sample(family: "Noto Color Emoji", size: 16, ascent: 15, height: 19, width: nil),
    Sample(family: "Noto Color Emoji", size: 33, ascent: 31, height: 39, width: nil),
  ]

  @Test("Ascent, descent and widths are those of the browser", arguments: samples)
  func agrees(sample: Sample) throws {
    let fonts = try Fonts(system: .debian)
    let style = fonts.style(sample.family, size: sample.size)
    let metrics = fonts.shaper.metrics(of: style)
    #expect(metrics.ascent == sample.ascent)
    #expect(metrics.ascent + metrics.descent == sample.height)
    if let width = sample.width {
      let advance = fonts.shape("Hello Wave", style).advance
      // The browser's font library rounds each advance to 1/65536 px, its layout up to 1/64 px.
      #expect((0..<1.5 / 64).contains(width - advance))
    }
  }
}
