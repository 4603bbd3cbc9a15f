/// Where lines may break between two ASCII characters, as browsers have it.
///
/// Browsers look such pairs up in a table of their own, which breaks far less often than UAX #14: not
/// after a slash, not around exclamation marks, so that paths, dates and codes stay whole. The rules
/// here are that table as Chromium 156 shows it for all pairs of printable characters.
enum ASCIILineBreaks {
  /// Whether a line may break between `previous` and `next`, both printable ASCII, `next` no space.
  ///
  /// - Parameter beforePrevious: the unit before `previous`; nil at the start.
  static func allows(
    beforePrevious: UInt16?, previous: UInt16, next: UInt16
  ) -> Bool {
    switch UInt8(truncatingIfNeeded: previous) {
    case UInt8(ascii: " "): return true
    case UInt8(ascii: "-"):
      // A minus sign stays with its number.
      if isDigit(next) { return beforePrevious.map(isAlphanumeric) ?? false }
      return contains(afterHyphen, next)
    case UInt8(ascii: "?"): return contains(afterQuestionMark, next)
    default: return contains(opening, next) && contains(beforeOpening, previous)
    }
  }

  private static let opening = set("(<[{")
  private static let beforeOpening = set("!\"#%&)*+,.:;=>\\]|}~")
  private static let afterHyphen = letters | set("\"#%&'(*+-<=>@[\\^_`{|~")
  private static let afterQuestionMark =
    letters | digits | set("#$%&(*+-<=>@[\\^_`{|~")
  private static let letters = set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
  private static let digits = set("0123456789")

  static func isDigit(_ unit: UInt16) -> Bool { contains(digits, unit) }
  static func isAlphanumeric(_ unit: UInt16) -> Bool { contains(letters | digits, unit) }

  /// One bit for each character.
  private static func set(_ characters: StaticString) -> UInt128 {
    characters.withUTF8Buffer { $0.reduce(0) { $0 | 1 << UInt128($1) } }
  }

  private static func contains(_ set: UInt128, _ unit: UInt16) -> Bool {
    unit < 128 && set >> UInt128(unit) & 1 == 1
  }
}

/// The boundaries of a paragraph of printable ASCII, tabs and line feeds alone; nil for any other.
func asciiBoundaries(in text: [UInt16]) -> [TextBoundary]? {
  guard text.allSatisfy({ ($0 >= 0x20 && $0 < 0x7f) || $0 == 0x09 || $0 == 0x0a }) else {
    return nil
  }
  var boundaries = [TextBoundary](repeating: .cluster, count: text.count + 1)
  for (index, unit) in text.enumerated() {
    if isASCIISpace(unit) { boundaries[index].insert(.whiteSpace) }
    if ASCIILineBreaks.isAlphanumeric(unit), index == 0 || startsWord(text, at: index) {
      boundaries[index].insert(.wordStart)
    }
    guard index > 0 else { continue }
    let previous = text[index - 1]
    if previous == 0x0a {
      boundaries[index].formUnion([.line, .mandatory])
    } else if !isASCIISpace(unit), isASCIISpace(previous) {
      boundaries[index].insert(.line)
    } else if !isASCIISpace(unit),
      ASCIILineBreaks.allows(
        beforePrevious: index > 1 ? text[index - 2] : nil, previous: previous, next: unit)
    {
      boundaries[index].insert(.line)
    }
  }
  if !text.isEmpty { boundaries[text.count].insert(.line) }
  return boundaries
}

private func isASCIISpace(_ unit: UInt16) -> Bool { unit == 0x20 || unit == 0x09 || unit == 0x0a }

/// Whether the letter or digit there is the first of its word: apostrophes and full stops between
/// letters, points and commas between digits do not end one. `[UAX #29, WB6–WB12]`
private func startsWord(_ text: [UInt16], at index: Int) -> Bool {
  let previous = text[index - 1]
  if ASCIILineBreaks.isAlphanumeric(previous) || previous == UInt16(UInt8(ascii: "_")) {
    return false
  }
  guard index > 1 else { return true }
  let areDigits =
    ASCIILineBreaks.isDigit(text[index]) && ASCIILineBreaks.isDigit(text[index - 2])
  let areLetters =
    !ASCIILineBreaks.isDigit(text[index]) && !ASCIILineBreaks.isDigit(text[index - 2])
    && ASCIILineBreaks.isAlphanumeric(text[index - 2])
  switch UInt8(truncatingIfNeeded: previous) {
  case UInt8(ascii: "'"), UInt8(ascii: "."): return !areDigits && !areLetters
  case UInt8(ascii: ","), UInt8(ascii: ";"): return !areDigits
  case UInt8(ascii: ":"): return !areLetters
  default: return true
  }
}
