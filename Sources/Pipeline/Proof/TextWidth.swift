/// How wide texts are: by a guess, to choose the few that are worth laying out, and as laid out.
enum TextWidth {
  /// In shares of the font size.
  static func estimate(_ text: String) -> Double {
    var width = 0.0
    for scalar in text.unicodeScalars { width += advance(of: scalar) }
    return width
  }

  private static func advance(of scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case 0x69, 0x6A, 0x6C, 0x2C, 0x2E, 0x3A, 0x3B, 0x21, 0x27, 0x7C: 0.26
    case 0x49, 0x66, 0x72, 0x74, 0x20, 0x28, 0x29, 0x2D, 0x2F: 0.34
    case 0x4D, 0x57, 0x6D, 0x77, 0x40, 0x25: 0.86
    case 0x41...0x5A: 0.66
    case 0x30...0x39: 0.58
    case 0x20...0x7E: 0.54
    case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF01...0xFF60,
      0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      1
    default: scalar.properties.generalCategory == .nonspacingMark ? 0 : 0.6
    }
  }

  /// The width that a text was set in, over all its lines; nil where it does not stand on the page.
  ///
  /// Case and white space are not compared, since a page may change both.
  static func measured(_ text: String, in runs: [MeasuredText]) -> Double? {
    let wanted = folded(text)
    guard !wanted.isEmpty else { return nil }
    let pieces = runs.map { folded($0.text) }
    var widest: Double?
    for start in pieces.indices where !pieces[start].isEmpty {
      if let position = pieces[start].firstRange(of: wanted) {
        // A part of a longer run has its share of the run's width.
        let share = Double(pieces[start][position].count) / Double(pieces[start].count)
        widest = max(widest ?? 0, runs[start].width * share)
        continue
      }
      var rest = wanted[...]
      var width = 0.0
      var next = start
      while next < pieces.count, !pieces[next].isEmpty || next > start,
        rest.hasPrefix(pieces[next])
      {
        rest = rest.dropFirst(pieces[next].count)
        width += runs[next].width
        next += 1
        if rest.isEmpty { break }
      }
      // Text that was cut short is as wide as what is left of it.
      if width > 0, rest.count * 2 < wanted.count { widest = max(widest ?? 0, width) }
    }
    return widest
  }

  private static func folded(_ text: String) -> String {
    text.lowercased().filter { !$0.isWhitespace }
  }
}
