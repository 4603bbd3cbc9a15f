import Scene

/// `text-align: justify` and `text-overflow: ellipsis`. `[CSS Text 3, §6.4]`, `[CSS Overflow 3, §4]`
extension LineBuilder {
  /// Spreads `free` over the opportunities of the line; false where there are none.
  mutating func justify(_ free: LayoutUnit) -> Bool {
    guard style.text.justify != .none else { return false }
    var places: [(leaf: Int, offset: Int)] = []
    let lastText = leaves.lastIndex { if case .text = $0.kind { true } else { false } }
    for index in leaves.indices {
      guard case .text(let start, let end) = leaves[index].kind else { continue }
      for offset in start..<end {
        let unit = content.text[offset]
        let isSpace = unit == 0x20 || unit == 0xA0 || unit == 0x3000
        let isWide = style.text.justify != .interWord && EastAsianWidth.isWide(unit)
        let isAny =
          style.text.justify == .interCharacter && content.breaks[offset + 1].contains(.cluster)
        if isSpace || isWide || isAny { places.append((index, offset)) }
      }
      // Nothing expands after the last character.
      if index == lastText, index == leaves.count - 1, let last = places.last, last.leaf == index,
        last.offset == end - 1
      {
        places.removeLast()
      }
    }
    while let last = places.last, line.hang > .zero, content.text[last.offset] == 0x20 {
      places.removeLast()
    }
    guard !places.isEmpty else { return false }
    let share = free.pixels / Double(places.count)
    var given = LayoutUnit.zero
    for (number, place) in places.enumerated() {
      let total = number == places.count - 1 ? free : LayoutUnit(share * Double(number + 1))
      leaves[place.leaf].expansion[place.offset] = (total - given).pixels
      leaves[place.leaf].size += total - given
      given = total
    }
    return true
  }

  /// Cuts the line's end and puts an ellipsis there.
  mutating func cut(to available: LayoutUnit) {
    let mark: String
    switch style.box.textOverflow {
    case .string(let text): mark = text
    case .clip where !alwaysCuts: return
    default: mark = "…"
    }
    let rootStyle = context.style(content.rootStyle)
    guard
      let run = context.shapeAlone(mark, rootStyle)
        ?? (mark == "…" ? context.shapeAlone("...", rootStyle, isLast: true) : nil)
        ?? context.shapeAlone(mark, rootStyle, isLast: true)
    else { return }
    let markWidth = LayoutUnit(ceiling: run.advance)
    let limit = (available - markWidth).clampedToPositive
    var position = line.indent + edgesBeforeContent()
    var isCut = false
    var kept = 0
    for index in leaves.indices {
      if isCut {
        hide(index)
        continue
      }
      if position + leaves[index].size <= limit {
        position += leaves[index].size
        if leaves[index].size > .zero { kept += 1 }
        continue
      }
      isCut = true
      if case .text(let start, let end) = leaves[index].kind {
        var fit = start
        for offset in start..<end
        where offset > start && content.breaks[offset].contains(.cluster) {
          if position + content.advance(from: start, to: offset) > limit { break }
          fit = offset
        }
        if fit == start, kept == 0 {
          // The first character stays, clipped if need be.
          fit = (start + 1..<end).first { content.breaks[$0].contains(.cluster) } ?? end
        }
        leaves[index].kind = .text(start: start, end: fit)
        leaves[index].size = content.advance(from: start, to: fit)
      } else if kept > 0 {
        hide(index)
      }
    }
    guard isCut || alwaysCuts else { return }
    hasEllipsis = true
    let level = baseLevel
    let leaf = Leaf(
      kind: .run(run), state: 0, style: content.rootStyle, level: level, size: markWidth)
    leaves.append(leaf)
  }

  private mutating func hide(_ index: Int) {
    if case .placeholder = leaves[index].kind { return }
    leaves[index].isHidden = true
  }

  private func edgesBeforeContent() -> LayoutUnit {
    var sum = LayoutUnit.zero
    for entry in line.items {
      switch content.items[entry.item].kind {
      case .open: sum += entry.size
      case .text, .atomic, .tab: return sum
      default: break
      }
    }
    return sum
  }
}
