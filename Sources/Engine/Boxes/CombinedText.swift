import Markup
import Scene

/// Text set upright in the space of one character of a vertical line. `[CSS Writing Modes 3, §9.1]`
extension BoxGeneration {
  /// Whether `text-combine-upright` makes a unit of text in a style.
  func isCombined(_ units: [UInt16], _ style: StyleID) -> Bool {
    let text = tree.styles[style.index].text
    guard text.textCombine == .all else { return false }
    switch text.writingMode {
    case .verticalRL, .verticalLR: break
    case .horizontalTB, .sidewaysRL, .sidewaysLR: return false
    }
    return units.contains { !CombinedText.spaces.contains($0) }
  }

  mutating func appendCombined(
    _ units: [UInt16], node: NodeID?, to parent: BoxID, style: StyleID
  ) {
    var inner = tree.styles[style.index].inherited()
    inner.box.display = .flowRoot
    inner.text.writingMode = .horizontalTB
    inner.text.textCombine = .none
    inner.text.textWrapMode = .nowrap
    inner.text.align = .center
    inner.text.alignLast = .auto
    inner.text.indent = .zero
    inner.text.letterSpacing = 0
    inner.text.emphasisMark = .none
    inner.font.lineHeight = .number(1)
    let id = tree.add(inner)
    var box = Box(kind: .combined, level: .inline, style: id, node: nil)
    box.isAnonymous = true
    box.hasInlineChildren = true
    let holder = tree.add(box)
    var text = Box(kind: .text, level: .inline, style: id, node: node)
    text.content = Int32(clamping: tree.texts.count)
    tree.texts.append(units)
    tree.append(tree.add(text), to: holder)
    tree.append(holder, to: parent)
  }
}

enum CombinedText {
  static let spaces: Set<UInt16> = [0x20, 0x09, 0x0A, 0x0C, 0x0D]
}
