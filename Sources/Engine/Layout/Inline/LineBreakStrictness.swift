/// What `line-break` says of East Asian characters. `[CSS Text 3, §5.3]`
enum LineBreakStrictness {
  /// Whether a break between two characters is as the property wants it; nil where it leaves the
  /// matter to the general rules.
  static func allows(
    _ style: LineBreak, before: UInt16, after: UInt16, language: String
  ) -> Bool? {
    let isChineseOrJapanese = language.hasPrefix("zh") || language.hasPrefix("ja")
    switch style {
    case .auto, .anywhere: return nil
    case .strict:
      return isConditionalStarter(after) || isWaveHyphen(after) ? false : nil
    case .normal:
      guard followsIdeograph(before) else { return nil }
      if isConditionalStarter(after) { return true }
      return isWaveHyphen(after) && isChineseOrJapanese ? true : nil
    case .loose:
      if isInseparable(before), isInseparable(after) { return true }
      if isChineseOrJapanese, isWidePrefix(before), EastAsianWidth.isWide(after),
        !isClosing(after)
      {
        return true
      }
      guard followsIdeograph(before) else { return nil }
      if isConditionalStarter(after) || isIterationMark(after) { return true }
      guard isChineseOrJapanese else { return nil }
      return isWaveHyphen(after) || isHyphen(after) || isCenteredMark(after)
        || isWideSuffix(after) ? true : nil
    }
  }

  private static func followsIdeograph(_ before: UInt16) -> Bool {
    EastAsianWidth.isWide(before) && !isOpening(before)
  }

  private static func isOpening(_ unit: UInt16) -> Bool {
    switch Unicode.Scalar(unit)?.properties.generalCategory {
    case .openPunctuation, .initialPunctuation: true
    default: false
    }
  }

  private static func isClosing(_ unit: UInt16) -> Bool {
    switch Unicode.Scalar(unit)?.properties.generalCategory {
    case .closePunctuation, .finalPunctuation, .otherPunctuation: true
    default: false
    }
  }

  /// Small kana and the prolonged sound marks: the line breaking class CJ.
  private static func isConditionalStarter(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308E, 0x3095,
      0x3096, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30EE,
      0x30F5, 0x30F6, 0x30FC, 0x31F0...0x31FF, 0xFF67...0xFF70:
      true
    default: false
    }
  }

  private static func isWaveHyphen(_ unit: UInt16) -> Bool { unit == 0x301C || unit == 0x30A0 }
  private static func isHyphen(_ unit: UInt16) -> Bool { unit == 0x2010 || unit == 0x2013 }
  private static func isInseparable(_ unit: UInt16) -> Bool {
    (0x2024...0x2026).contains(unit) || unit == 0xFE19
  }

  private static func isIterationMark(_ unit: UInt16) -> Bool {
    [0x3005, 0x303B, 0x309D, 0x309E, 0x30FD, 0x30FE].contains(unit)
  }

  private static func isCenteredMark(_ unit: UInt16) -> Bool {
    [0x203C, 0x2047, 0x2048, 0x2049, 0x30FB, 0xFF01, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF65].contains(unit)
  }

  /// Class PO with an East Asian width that may be wide.
  private static func isWideSuffix(_ unit: UInt16) -> Bool {
    [0xB0, 0x2030, 0x2032, 0x2033, 0x2103, 0x2109, 0xFE6A, 0xFF05, 0xFFE0].contains(unit)
  }

  /// Class PR with an East Asian width that may be wide.
  private static func isWidePrefix(_ unit: UInt16) -> Bool {
    [0xB1, 0x20AC, 0x2116, 0xFE69, 0xFF04, 0xFFE1, 0xFFE5, 0xFFE6].contains(unit)
  }
}
