import Scene

/// One entry of an inline formatting context's content, in logical order.
struct InlineItem {
  enum Kind: UInt8 {
    case text
    case open
    case close
    case atomic
    case floating
    case outOfFlow
    /// A preserved newline or `<br>`.
    case forcedBreak
    case tab
    /// A bidi control character without width, or `<wbr>`.
    case control
  }

  var kind: Kind
  /// UTF-16 offsets in the content's text.
  var start: Int
  var end: Int
  var box: BoxID
  var style: StyleID
  var level: UInt8 = 0
}

/// The characters and boxes of one inline formatting context after white-space processing, shaped.
/// `[CSS Text 3, §4.1]`, `[CSS Writing Modes 3, §2.4]`
final class InlineContent {
  var text: [UInt16] = []
  var items: [InlineItem] = []
  /// Sums of advances before each UTF-16 unit, in pixels; one more for the end.
  var advanceSums: [Double] = [0]
  var breaks: [BreakFlags] = []
  /// Shaped runs by the text they cover, in logical order.
  var runs: [ShapedRun] = []
  /// Their indices in `LayoutContext.runs`.
  var runIDs: [Int32] = []
  /// Nothing here makes a line box.
  var isEmpty = true
  /// Floats and out-of-flow boxes, in order.
  var outOfLine: [BoxID] = []
  var marker: BoxID?
  var isBidi = false
  var baseLevel: UInt8 = 0
  /// With `unicode-bidi: plaintext`, where each paragraph begins and its own base level.
  var paragraphLevels: [(start: Int, level: UInt8)] = []
  /// The same content in the styles of `::first-line`.
  var firstLine: InlineContent?
  /// The styles of inline boxes, as items have them.
  var boxStyles: [BoxID: StyleID] = [:]
  /// The style of the root inline box.
  var rootStyle: StyleID
  /// For the content of a first line: the style of `::first-line` itself.
  var lineStyle: StyleID?

  init(rootStyle: StyleID) { self.rootStyle = rootStyle }

  /// Whether a line that breaks here shows a hyphen: at a soft hyphen, or where a word is divided.
  func takesHyphen(at offset: Int) -> Bool {
    offset > 0 && (text[offset - 1] == 0xAD || breaks[offset].contains(.hyphen))
  }

  /// The width of the characters between two offsets.
  func advance(from start: Int, to end: Int) -> LayoutUnit {
    guard end > start else { return .zero }
    // The sums' rounding errors must not push a whole width to the next unit.
    return LayoutUnit(ceiling: advanceSums[end] - advanceSums[start] - 1e-7)
  }

  /// The base level of the paragraph that holds an offset.
  func baseLevel(at offset: Int) -> UInt8 {
    paragraphLevels.last { $0.start <= offset }?.level ?? baseLevel
  }

  /// The first run that reaches beyond `offset`.
  func firstRun(endingAfter offset: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension LayoutContext {
  /// The content of a block container's inline formatting context, collected and shaped once.
  func inlineContent(of box: BoxID, scale: Double) -> InlineContent {
    if scale == 1, let known = inlineContents[box.index] { return known }
    let content = InlineCollector(box, map: StyleMap(context: self, scale: scale), context: self)
      .collect()
    if let firstLine = tree[box].firstLineStyle ?? inheritedFirstLine(of: box) {
      let map = StyleMap(
        context: self, scale: scale, base: tree[box].style, firstLine: firstLine)
      content.firstLine = InlineCollector(box, map: map, context: self).collect()
      content.firstLine?.lineStyle = firstLine
      if content.firstLine?.text.count != content.text.count
        || content.firstLine?.items.count != content.items.count
      {
        content.firstLine = nil
      }
    }
    if scale == 1 { inlineContents[box.index] = content }
    return content
  }

  /// The `::first-line` of an ancestor whose first line this box holds. `[CSS Pseudo 4, §2.1.1]`
  private func inheritedFirstLine(of box: BoxID) -> StyleID? {
    var current = box
    while tree[current].level == .block, tree[current].isInFlow, let parent = tree[current].parent,
      tree[parent].kind == .block
    {
      var first = tree[parent].firstChild
      while let child = first, !tree[child].isInFlow || tree[child].isOutsideMarker {
        first = tree[child].nextSibling
      }
      guard first == current else { return nil }
      if let style = tree[parent].firstLineStyle { return style }
      current = parent
    }
    return nil
  }
}

/// Turns styles into those of a first line or of a `text-fit` size.
struct StyleMap {
  let context: LayoutContext
  let scale: Double
  var base: StyleID?
  var firstLine: StyleID?
  private var known: [StyleID: StyleID] = [:]

  init(context: LayoutContext, scale: Double, base: StyleID? = nil, firstLine: StyleID? = nil) {
    self.context = context
    self.scale = scale
    self.base = base
    self.firstLine = firstLine
  }

  mutating func map(_ id: StyleID) -> StyleID {
    if scale == 1, firstLine == nil { return id }
    if let found = known[id] { return found }
    var style = context.style(id)
    if let base, let firstLine {
      let from = context.style(base)
      let to = context.style(firstLine)
      // Values that came from the block by inheritance come from the first line instead.
      if style.font == from.font {
        style.font = to.font
      } else {
        if style.font.size == from.font.size { style.font.size = to.font.size }
        if style.font.families == from.font.families { style.font.families = to.font.families }
        if style.font.weight == from.font.weight { style.font.weight = to.font.weight }
        if style.font.slant == from.font.slant { style.font.slant = to.font.slant }
        if style.font.lineHeight == from.font.lineHeight {
          style.font.lineHeight = to.font.lineHeight
        }
      }
      if style.text == from.text {
        style.text = to.text
      } else {
        if style.text.color == from.text.color { style.text.color = to.text.color }
        if style.text.letterSpacing == from.text.letterSpacing {
          style.text.letterSpacing = to.text.letterSpacing
        }
        if style.text.wordSpacing == from.text.wordSpacing {
          style.text.wordSpacing = to.text.wordSpacing
        }
        if style.text.transform == from.text.transform {
          style.text.transform = to.text.transform
        }
      }
      if id == base {
        style.background = to.background
        style.generated.decoration = to.generated.decoration
      }
    }
    if scale != 1 {
      style.font.size *= scale
      if case .length(let pixels) = style.font.lineHeight {
        style.font.lineHeight = .length(pixels * scale)
      }
      style.text.letterSpacing *= scale
    }
    let new = context.styleOverrides.add(style, from: firstLine == nil ? id : nil)
    known[id] = new
    return new
  }
}

extension InlineContent {
  /// The inline boxes that were opened before an item, outermost first.
  func openBoxes(at index: Int, _ context: LayoutContext) -> [BoxID] {
    let item = items[index]
    var list: [BoxID] = []
    var box: BoxID? = item.kind == .close ? item.box : context.tree[item.box].parent
    if item.kind == .control, context.tree[item.box].kind == .inline { box = item.box }
    while let current = box, context.tree[current].kind == .inline, boxStyles[current] != nil {
      list.append(current)
      box = context.tree[current].parent
    }
    return list.reversed()
  }
}
