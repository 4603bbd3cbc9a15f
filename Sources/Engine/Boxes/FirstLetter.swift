import Markup
import Scene

/// `::first-letter`. `[CSS Pseudo-Elements 4, §2.2]`
extension BoxGeneration {
  /// Puts the first letter of a block container's first line into a box of its own.
  mutating func applyFirstLetter(of node: NodeID, to block: BoxID) {
    guard let blockStyle = styled.pseudoStyles[node]?.firstLetter,
      tree[block].kind == .block || tree[block].kind == .tableCell
        || tree[block].kind == .tableCaption,
      let text = firstText(in: block)
    else { return }
    let units = tree.texts[Int(tree[text].content)]
    guard let range = Self.letterRange(in: units), let parent = tree[text].parent else { return }
    let style = firstLetterStyle(blockStyle, of: block, inside: parent)
    let isFloating = tree.styles[style.index].box.float != .none
    var letter = Box(
      kind: isFloating ? .block : .inline, level: isFloating ? .block : .inline, style: style,
      node: node)
    letter.pseudo = .firstLetter
    letter.isFloating = isFloating
    letter.hasInlineChildren = isFloating
    let letterID = tree.add(letter)
    appendText(units: Array(units[range]), node: tree[text].node, to: letterID, style: style)
    var parts: [BoxID] = []
    if range.lowerBound > 0 { parts.append(textPart(text, units[..<range.lowerBound])) }
    parts.append(letterID)
    if range.upperBound < units.count { parts.append(textPart(text, units[range.upperBound...])) }
    tree.setChildren(
      tree.childList(of: parent).flatMap { $0 == text ? parts : [$0] }, of: parent)
    if let shaper { InitialLetterBoxes(shaper: shaper).place(letterID, in: &tree) }
  }

  /// The letter inherits from the innermost inline box around it: what came from the block by
  /// inheritance comes from that box instead. `[CSS Pseudo 4, §2.3.1]`
  private mutating func firstLetterStyle(
    _ id: StyleID, of block: BoxID, inside parent: BoxID
  ) -> StyleID {
    guard tree[parent].kind == .inline, tree[parent].style != tree[block].style else { return id }
    let from = tree.styles[tree[block].style.index]
    let to = tree.styles[tree[parent].style.index]
    var style = tree.styles[id.index]
    func inherit<Value: Equatable>(_ path: WritableKeyPath<ComputedStyle, Value>) {
      if style[keyPath: path] == from[keyPath: path] { style[keyPath: path] = to[keyPath: path] }
    }
    inherit(\.font.size)
    inherit(\.font.families)
    inherit(\.font.weight)
    inherit(\.font.slant)
    inherit(\.font.lineHeight)
    inherit(\.text.color)
    inherit(\.text.letterSpacing)
    inherit(\.text.wordSpacing)
    inherit(\.text.transform)
    return tree.add(style)
  }

  private mutating func textPart(_ text: BoxID, _ units: ArraySlice<UInt16>) -> BoxID {
    var part = tree[text]
    part.content = Int32(clamping: tree.texts.count)
    tree.texts.append(Array(units))
    return tree.add(part)
  }

  private func firstText(in box: BoxID) -> BoxID? {
    for child in tree.childList(of: box) {
      let entry = tree[child]
      guard entry.isInFlow, !entry.isOutsideMarker, entry.pseudo != .marker else { continue }
      switch entry.kind {
      case .text:
        if isCollapsibleSpace(child) { continue }
        return child
      case .inline:
        if let text = firstText(in: child) { return text }
        if tree[child].firstChild != nil, hasAtomic(child) { return nil }
      case .block where entry.level == .block:
        return firstText(in: child)
      default: return nil
      }
    }
    return nil
  }

  private func hasAtomic(_ box: BoxID) -> Bool {
    tree.childList(of: box).contains { tree[$0].isAtomicInline || tree[$0].kind == .lineBreak }
  }

  /// The first letter or digit with the punctuation around it, as UTF-16 offsets.
  static func letterRange(in units: [UInt16]) -> Range<Int>? {
    let text = String(decoding: units, as: UTF16.self)
    var start: Int?
    var offset = 0
    var sawLetter = false
    for character in text {
      let length = character.utf16.count
      guard let scalar = character.unicodeScalars.first else { break }
      if start == nil, scalar.properties.isWhitespace {
        offset += length
        continue
      }
      let category = scalar.properties.generalCategory
      let isPunctuation =
        category.isFirstLetterPunctuation || !sawLetter && category == .dashPunctuation
      if sawLetter, !isPunctuation { break }
      if !sawLetter, scalar.properties.isWhitespace { return nil }
      if start == nil { start = offset }
      if !isPunctuation { sawLetter = true }
      offset += length
    }
    guard let start, sawLetter else { return nil }
    return start..<offset
  }
}

extension Unicode.GeneralCategory {
  /// Ps, Pe, Pi, Pf and Po belong to the first letter, and Pd before it.
  fileprivate var isFirstLetterPunctuation: Bool {
    switch self {
    case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .otherPunctuation:
      true
    default: false
    }
  }
}
