import Findings
import Scene

@testable import Engine

/// A font in which every character is a square of one em: 0.8 em above the baseline, 0.2 below.
final class SquareShaper: TextShaper {
  func metrics(of font: FontStyle) -> FontMetrics {
    FontMetrics(
      ascent: (font.size * 0.8).rounded(), descent: (font.size * 0.2).rounded(), lineGap: 0,
      xHeight: font.size * 0.8, capHeight: font.size * 0.8, zeroAdvance: font.size,
      ideographAdvance: font.size, spaceAdvance: font.size, underlinePosition: 1,
      underlineThickness: 1, strikeoutPosition: 1, strikeoutThickness: 1)
  }

  func shape(_ request: ShapingRequest) -> ShapedText {
    var glyphs = request.range.map { offset in
      ShapedGlyph(
        id: UInt32(request.text[offset]),
        advance: request.text[offset] == 0xAD || request.text[offset] == 0x200B
          ? 0 : request.font.size, cluster: offset)
    }
    if request.isRightToLeft { glyphs.reverse() }
    return ShapedText(runs: [
      ShapedRun(
        font: .init(face: .init(high: 0, low: 0), size: request.font.size), glyphs: glyphs,
        range: request.range, isRightToLeft: request.isRightToLeft,
        metrics: metrics(of: request.font), orientation: request.orientation)
    ])
  }

  /// The squares themselves.
  func ink(of run: ShapedRun) -> Rect? {
    Rect(x: 0, y: -run.font.size * 0.8, width: run.advance, height: run.font.size)
  }

  /// Lines break after spaces, soft hyphens and zero width spaces.
  func breaks(in text: [UInt16], language: String) -> [BreakFlags] {
    var flags = [BreakFlags](repeating: .cluster, count: text.count + 1)
    for offset in text.indices.dropFirst()
    where [0x20, 0xAD, 0x200B].contains(text[offset - 1]) && text[offset] != 0x20 {
      flags[offset].insert(.line)
    }
    return flags
  }

  /// Words of the language `xx` are divided after each third character.
  func divisions(of word: [UInt16], language: String, limits: HyphenationLimits) -> [Int]? {
    guard language == "xx" else { return nil }
    return word.indices.filter {
      $0 % 3 == 0 && $0 >= limits.before && word.count - $0 >= limits.after
    }
  }

  /// Hebrew letters run from right to left.
  func bidiLevels(of text: [UInt16], direction: Direction?) -> [UInt8] {
    let base: UInt8 = direction == .rtl ? 1 : 0
    return text.map { unit in
      if (0x590...0x5FF).contains(unit) { return 1 }
      return unit == 0x20 ? base : base == 1 ? 2 : 0
    }
  }
}

/// A folder without images.
final class MissingImages: ImageSource {
  func image(_ reference: String, isOriented: Bool) -> ImageResult {
    .failed("there are no images here")
  }
  func coverage(of id: ImageID, width: Int, height: Int) -> ImageCoverage? { nil }
}
