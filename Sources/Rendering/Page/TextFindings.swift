import Engine
import Findings

/// What shaping found out about fonts, as findings.
enum TextFindings {
  /// - Parameter page: where the characters are looked for.
  static func missing(_ scalars: [UInt32], on page: LaidOutPage? = nil) -> [Finding] {
    guard !scalars.isEmpty else { return [] }
    let runs = page?.textRuns ?? []
    return scalars.map { value in
      let digits = String(value, radix: 16, uppercase: true)
      let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      let shown = Unicode.Scalar(value).map { "‘\($0)’, " } ?? ""
      return Finding(
        .missingGlyphOnPage, "no font of the job has the character \(shown)\(code)",
        samples: [code],
        area: runs.first { $0.text.unicodeScalars.contains { $0.value == value } }?.area)
    }
  }

  static func fallbacks(_ fallbacks: [FontFallback]) -> [Finding] {
    fallbacks.compactMap { fallback in
      switch fallback.kind {
      case .familyMissing:
        Finding(
          .fontFallback,
          "the font ‘\(fallback.wanted)’ is not among the given fonts; ‘\(fallback.used)’ stands in"
        )
      // A family that lacks a character is what fallback lists are for.
      case .glyphMissing: nil
      case .syntheticBold:
        Finding(
          .syntheticFont, "‘\(fallback.used)’ has no bold face; a thickened regular one stands in")
      case .syntheticOblique:
        Finding(
          .syntheticFont, "‘\(fallback.used)’ has no italic face; a slanted upright one stands in")
      }
    }
  }

  static func unhyphenated(_ languages: [String]) -> [Finding] {
    languages.map { language in
      Finding(
        .noHyphenation,
        "words in ‘\(language)’ are not hyphenated: the machine has no patterns for that language")
    }
  }
}
