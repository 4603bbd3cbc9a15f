import Scene

/// Opportunities to divide words where `hyphens` is `auto`. `[CSS Text 3, §5.4]`
struct AutomaticHyphenation {
  let content: InlineContent
  let context: LayoutContext

  func mark(_ flags: inout [BreakFlags]) {
    for item in content.items where item.kind == .text {
      let style = context.style(item.style)
      guard style.text.hyphens == .auto, style.text.wordBreak != .breakAll,
        !style.font.language.isEmpty
      else { continue }
      mark(item, style, &flags)
    }
  }

  private func mark(_ item: InlineItem, _ style: ComputedStyle, _ flags: inout [BreakFlags]) {
    let text = content.text
    let limits = style.text.hyphenationLimits
    var offset = item.start
    while offset < item.end {
      guard isWordUnit(text[offset]) else {
        offset += 1
        continue
      }
      // A word that only its style divides is still one word.
      var start = offset
      if offset == item.start { while start > 0, isWordUnit(text[start - 1]) { start -= 1 } }
      var end = offset + 1
      while end < text.count, isWordUnit(text[end]) { end += 1 }
      offset = end
      let word = text[start..<end]
      guard word.count >= max(2, limits.word), mayDivide(word, style.font.language) else {
        continue
      }
      guard
        let divisions = context.shaper.divisions(
          of: Array(word), language: style.font.language, limits: limits)
      else {
        context.unhyphenated.insert(style.font.language)
        return
      }
      for division in divisions {
        let place = start + division
        if place > item.start, place < item.end, flags[place].contains(.cluster) {
          flags[place].formUnion([.line, .hyphen])
        }
      }
    }
  }

  /// Letters, marks, and soft hyphens, which are inside words.
  private func isWordUnit(_ unit: UInt16) -> Bool {
    if unit < 0x80 { return (0x61...0x7A).contains(unit | 0x20) }
    guard unit != 0xAD else { return true }
    guard let scalar = Unicode.Scalar(unit) else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark:
      return true
    default: return false
    }
  }

  /// An author's own soft hyphens count alone, and a capital in English begins a name.
  private func mayDivide(_ word: ArraySlice<UInt16>, _ language: String) -> Bool {
    guard !word.contains(0xAD) else { return false }
    guard language.lowercased().hasPrefix("en"), let first = word.first,
      let scalar = Unicode.Scalar(first)
    else { return true }
    return !scalar.properties.isUppercase
  }
}
