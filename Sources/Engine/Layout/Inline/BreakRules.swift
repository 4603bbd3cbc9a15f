import Scene

/// What CSS makes of the Unicode break opportunities. `[CSS Text 3, §5]`
struct BreakRules {
  let content: InlineContent
  let context: LayoutContext

  func adjust(_ flags: inout [BreakFlags]) {
    let text = content.text
    flags[0].remove(.line)
    for item in content.items {
      switch item.kind {
      case .atomic where context.tree[item.box].kind == .combined: break
      case .atomic:
        set(&flags, item.start, isGlue(before: item.start) ? false : true)
        set(&flags, item.end, isGlue(at: item.end) ? false : true)
      case .control, .tab:
        if item.end > item.start, text[item.end - 1] == 0x200B || item.kind == .tab {
          set(&flags, item.end, true)
        }
        if item.kind == .control, item.start < item.end, text[item.start] != 0x200B {
          passControls(item, &flags)
        }
      case .text: adjustText(item, &flags)
      default: break
      }
    }
    AutomaticHyphenation(content: content, context: context).mark(&flags)
    if !flags.isEmpty { flags[text.count].insert(.line) }
  }

  private func set(_ flags: inout [BreakFlags], _ offset: Int, _ allowed: Bool) {
    guard offset > 0, offset < flags.count else { return }
    if allowed { flags[offset].insert(.line) } else { flags[offset].remove(.line) }
  }

  private func isGlue(before offset: Int) -> Bool { offset > 0 && isGlue(content.text[offset - 1]) }
  private func isGlue(at offset: Int) -> Bool {
    offset < content.text.count && (isGlue(content.text[offset]) || content.text[offset] == 0x20)
  }
  private func isGlue(_ unit: UInt16) -> Bool {
    unit == 0xA0 || unit == 0x2060 || unit == 0xFEFF || unit == 0x202F || unit == 0x2011
  }

  /// Bidi controls neither add nor hide an opportunity: it moves before the opening ones.
  private func passControls(_ item: InlineItem, _ flags: inout [BreakFlags]) {
    guard item.start > 0, item.end < flags.count else { return }
    if BidiControls.opens(content.text[item.start]) {
      if flags[item.end].contains(.line) {
        flags[item.start].insert(.line)
        flags[item.end].remove(.line)
      }
    } else {
      flags[item.start].remove(.line)
      let before = content.text[item.start - 1]
      if before == 0x20 { set(&flags, item.end, true) }
    }
  }

  private func adjustText(_ item: InlineItem, _ flags: inout [BreakFlags]) {
    let text = content.text
    let style = context.style(item.style).text
    let language = context.style(item.style).font.language.lowercased()
    let breaksAnywhere = style.lineBreak == .anywhere
    let breaksAll = style.wordBreak == .breakAll
    let keepsAll = style.wordBreak == .keepAll
    let breaksSpaces = style.whiteSpaceCollapse == .breakSpaces
    let plain =
      !breaksAnywhere && !breaksAll && !keepsAll && !breaksSpaces
      && style.hyphens != .none && style.lineBreak == .auto
    if plain { return }
    for offset in item.start..<item.end {
      if breaksAnywhere, offset > 0, flags[offset].contains(.cluster) {
        set(&flags, offset, true)
        continue
      }
      guard offset > 0 else { continue }
      let before = text[offset - 1]
      let unit = text[offset]
      if breaksAll, flags[offset].contains(.cluster), isLetter(before), isLetter(unit) {
        set(&flags, offset, true)
      }
      if keepsAll, isKept(before), isKept(unit) { set(&flags, offset, false) }
      if style.hyphens == .none, before == 0xAD { set(&flags, offset, false) }
      if breaksSpaces, before == 0x20 { set(&flags, offset, true) }
      if let allowed = LineBreakStrictness.allows(
        style.lineBreak, before: before, after: unit, language: language)
      {
        set(&flags, offset, allowed)
      }
    }
    if breaksSpaces, item.end > item.start, text[item.end - 1] == 0x20, item.end < flags.count {
      set(&flags, item.end, true)
    }
  }

  /// Letters, digits and ideographs: where `break-all` breaks.
  private func isLetter(_ unit: UInt16) -> Bool {
    if (0xD800...0xDFFF).contains(unit) { return true }
    guard let scalar = Unicode.Scalar(unit) else { return false }
    if EastAsianWidth.isWide(unit) {
      switch scalar.properties.generalCategory {
      case .openPunctuation, .closePunctuation, .otherPunctuation, .initialPunctuation,
        .finalPunctuation:
        return false
      default: return true
      }
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .otherSymbol,
      .mathSymbol, .currencySymbol, .modifierSymbol:
      return true
    default: return false
    }
  }

  /// Characters between which `keep-all` does not break.
  private func isKept(_ unit: UInt16) -> Bool {
    isLetter(unit) || (0xAC00...0xD7FF).contains(unit) || (0x3041...0x30FF).contains(unit)
  }
}
