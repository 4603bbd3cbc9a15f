/// The outputs and tags of a template's source, found again in the masked text by a character for each.
struct LiquidConstructs {
  private var texts: [String] = []

  /// Characters of private use (plane 15); more outputs and tags than these stay unknown.
  private static let marks: ClosedRange<UInt32> = 0xF_0000...0xF_FFFD

  /// A piece of a masked text.
  enum Part: Equatable {
    case literal(String)
    /// An output or a tag, as written.
    case construct(String)
  }

  mutating func mark(of text: Substring) -> Character {
    let value = Self.marks.lowerBound + UInt32(clamping: texts.count)
    guard Self.marks.contains(value), let scalar = UnicodeScalar(value) else {
      return LiquidMask.filler
    }
    texts.append(String(text))
    return Character(scalar)
  }

  private func construct(of character: Character) -> String? {
    guard let scalar = character.unicodeScalars.first, Self.marks.contains(scalar.value) else {
      return nil
    }
    let index = Int(scalar.value - Self.marks.lowerBound)
    return texts.indices.contains(index) ? texts[index] : nil
  }

  func parts(of masked: String) -> [Part] {
    var parts: [Part] = []
    var literal = ""
    for character in masked where character != LiquidMask.filler {
      guard let construct = construct(of: character) else {
        literal.append(character)
        continue
      }
      if !literal.isEmpty { parts.append(.literal(literal)) }
      literal = ""
      parts.append(.construct(construct))
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    return parts
  }

  /// The text as `LiquidMask.masked` gives it.
  func unmarked(_ masked: String) -> String {
    String(masked.map { construct(of: $0) == nil ? $0 : LiquidMask.filler })
  }
}
