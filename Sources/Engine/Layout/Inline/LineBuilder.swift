import Scene

/// Makes the pieces of one line: vertical alignment, bidi order, justification, inline boxes.
/// `[CSS 2.1, §10.8]`, `[CSS Writing Modes 3, §2.4]`, `[CSS Inline 3]`
struct LineBuilder {
  struct Built {
    var fragment: Int32
    var width: LayoutUnit
    var height: LayoutUnit
    /// From the line's block-start edge.
    var baseline: LayoutUnit
    /// From the line-left edge of the available space.
    var offset: LayoutUnit
    var hasEllipsis = false
  }

  /// An inline box on this line, or the root inline box.
  struct BoxState {
    var box: BoxID?
    var style: StyleID
    var parent: Int
    var text: LineExtent
    /// What the box asks for by its own font and line height.
    var strut: LineExtent
    var extent: LineExtent
    /// Of its baseline from its parent's, downward.
    var shift: LayoutUnit = .zero
    var lineAlign: VerticalAlign.Keyword?
    var hasStart = false
    var hasEnd = false
    var hasLeaves = false
  }

  struct Leaf {
    enum Kind {
      case text(start: Int, end: Int)
      case atomic(AtomicInline, BoxID)
      case placeholder(BoxID)
      case run(ShapedRun)
      case space
    }
    var kind: Kind
    var state: Int
    var style: StyleID
    var level: UInt8
    var size: LayoutUnit
    var shift: LayoutUnit = .zero
    var lineAlign: VerticalAlign.Keyword?
    var extent = LineExtent(ascent: .zero, descent: .zero)
    /// Whether it stands for an out-of-flow box.
    var isPlaceholder: Bool { if case .placeholder = kind { true } else { false } }
    var expansion: [Int: Double] = [:]
    var isHidden = false
    /// An out-of-flow box that would have been a block: whether content stands before it.
    var followsContent = false
  }

  let line: InlineLine
  let content: InlineContent
  let style: ComputedStyle
  let axes: WritingDirection
  let inlineSize: LayoutUnit
  let percentageBlock: LayoutUnit?
  let context: LayoutContext
  /// The space that text must be cut to with an ellipsis.
  var cutWidth: LayoutUnit?
  var alwaysCuts = false

  var states: [BoxState] = []
  var leaves: [Leaf] = []
  var lineExtent = LineExtent(ascent: .zero, descent: .zero)
  /// Baselines of states, from the line's baseline.
  var baselines: [LayoutUnit] = []
  private var pendingStates: [Int] = []
  /// Edges that boxes keep at the ends of lines that they do not begin or end on.
  private var clonedSizes: LayoutUnit = .zero
  var hasEllipsis = false

  init(
    line: InlineLine, content: InlineContent, style: ComputedStyle, axes: WritingDirection,
    inlineSize: LayoutUnit, percentageBlock: LayoutUnit?, context: LayoutContext
  ) {
    self.line = line
    self.content = content
    self.style = style
    self.axes = axes
    self.inlineSize = inlineSize
    self.percentageBlock = percentageBlock
    self.context = context
  }

  mutating func build(available: LayoutUnit, blockOffset: LayoutUnit) -> Built {
    collect()
    alignToLine()
    if let cutWidth { cut(to: cutWidth) }
    var width = leaves.reduce(LayoutUnit.zero) { $1.isHidden ? $0 : $0 + $1.size }
    width = width + edgeSizes + line.indent
    let hang = hasEllipsis ? .zero : line.hang
    let free = available - (width - hang)
    let isRTL = baseLevel & 1 == 1
    let align = usedAlign
    var offset = LayoutUnit.zero
    if align == .justify, free > .zero, justify(free) {
      width += free
    } else {
      switch align {
      case .right, .webkitRight: offset = free
      case .center, .webkitCenter: offset = free / 2
      case .justify: offset = isRTL ? free : .zero
      default: break
      }
      if free < .zero { offset = isRTL ? free : .zero }
    }
    if isRTL { offset -= hang }
    var assembly = LineAssembly(builder: self, width: width)
    let fragment = assembly.run(
      isRTL: isRTL, blockOffset: blockOffset, lineOffset: offset, available: available)
    let baseline = axes.hasFlippedLines ? lineExtent.descent : lineExtent.ascent
    return Built(
      fragment: fragment, width: width, height: lineExtent.height, baseline: baseline,
      offset: offset, hasEllipsis: hasEllipsis)
  }

  /// The start and end edges of inline boxes on this line.
  private var edgeSizes: LayoutUnit {
    line.items.reduce(clonedSizes) { sum, entry in
      let kind = content.items[entry.item].kind
      return kind == .open || kind == .close ? sum + entry.size : sum
    }
  }

  /// `text-align` as left, right, center or justify. `[CSS Text 3, §6]`
  private var usedAlign: TextAlign {
    let isRTL = baseLevel & 1 == 1
    var align = style.text.align
    if line.isLast || line.endsWithForcedBreak {
      switch style.text.alignLast {
      case .auto, .matchParent: if align == .justify { align = .start }
      case .start: align = .start
      case .end: align = .end
      case .left: align = .left
      case .right: align = .right
      case .center: align = .center
      case .justify: align = .justify
      }
    }
    switch align {
    case .start, .matchParent: return isRTL ? .right : .left
    case .end: return isRTL ? .left : .right
    default: return align
    }
  }

  // MARK: Logical order

  private mutating func collect() {
    let isCentral = LineMetrics.isCentral(style)
    func state(_ box: BoxID?, _ id: StyleID, parent: Int) -> BoxState {
      let metrics = context.metrics(id)
      let text = LineMetrics.text(metrics, isCentral: isCentral)
      let strut = LineMetrics.withLeading(
        text, lineHeight: LineMetrics.lineHeight(context.style(id), metrics))
      let isFlat = context.tree.ignoresStruts && (box == nil || !hasBlockEdges(id))
      return BoxState(
        box: box, style: id, parent: parent, text: text, strut: strut,
        extent: isFlat ? LineExtent(ascent: .zero, descent: .zero) : strut)
    }
    states = [state(nil, content.rootStyle, parent: -1)]
    var current = 0
    for box in line.items.first.map({ content.openBoxes(at: $0.item, context) }) ?? [] {
      states.append(state(box, content.boxStyles[box] ?? content.rootStyle, parent: current))
      current = states.count - 1
      if let edges = clonedEdges(of: current) {
        states[current].hasStart = true
        clonedSizes += edges.start
      }
    }
    var sawContent = false
    for entry in line.items {
      let item = content.items[entry.item]
      switch item.kind {
      case .open:
        states.append(state(item.box, item.style, parent: current))
        current = states.count - 1
        states[current].hasStart = context.tree[item.box].hasStartEdge
      case .close:
        guard current > 0 else { continue }
        states[current].hasEnd = context.tree[item.box].hasEndEdge
        current = closeState(current)
      case .text:
        guard entry.end > entry.start else { continue }
        sawContent = true
        states[current].extent.unite(states[current].strut)
        let kind = Leaf.Kind.text(start: entry.start, end: entry.end)
        add(
          Leaf(
            kind: kind, state: current, style: item.style, level: item.level, size: entry.size))
        uniteUsedFonts(entry, state: current, isCentral: isCentral)
        uniteEmphasis(of: item.style, state: current)
      case .atomic:
        sawContent = true
        if let atomic = entry.atomic { addAtomic(atomic, item, state: current, isCentral) }
      case .tab:
        sawContent = true
        add(
          Leaf(kind: .space, state: current, style: item.style, level: item.level, size: entry.size)
        )
      case .outOfFlow:
        var leaf = Leaf(
          kind: .placeholder(item.box), state: current, style: item.style,
          level: baseLevel, size: .zero)
        leaf.followsContent = sawContent
        add(leaf)
      case .forcedBreak: states[current].extent.unite(states[current].strut)
      case .floating, .control: break
      }
    }
    if line.hyphenated, let last = leaves.last,
      let run = context.hyphen(for: last.style).run
    {
      var leaf = last
      leaf.kind = .run(run)
      leaf.size = LayoutUnit(ceiling: run.advance)
      add(leaf)
    }
    while current > 0 {
      if let edges = clonedEdges(of: current) {
        states[current].hasEnd = true
        clonedSizes += edges.end
      }
      current = closeState(current)
    }
  }

  /// Whether an inline box has borders or padding above or below, with which it counts for the line
  /// even where it has no text. `[Quirks, §3.3]`
  private func hasBlockEdges(_ id: StyleID) -> Bool {
    let style = context.style(id)
    let edges = style.borderEdges(in: axes) + style.paddingEdges(in: axes, base: inlineSize)
    return edges.blockSum > .zero
  }

  /// The edges of a box that keeps them on every line. `[CSS Fragmentation 3, §5.3]`
  private func clonedEdges(of state: Int) -> InlineBoxEdges? {
    let style = context.style(states[state].style)
    guard style.box.boxDecorationBreak == .clone else { return nil }
    return InlineBoxEdges(style, axes, base: inlineSize)
  }

  private var lastLevel: UInt8 { leaves.last?.level ?? baseLevel }

  /// The base level of the line's paragraph.
  var baseLevel: UInt8 {
    content.baseLevel(at: line.items.first.map { content.items[$0.item].start } ?? 0)
  }

  private mutating func add(_ leaf: Leaf) {
    leaves.append(leaf)
    var state = leaf.state
    while state > 0 {
      states[state].hasLeaves = true
      state = states[state].parent
    }
  }

  /// Text in fallback fonts makes a `normal` line higher.
  private mutating func uniteUsedFonts(_ entry: LineItem, state: Int, isCentral: Bool) {
    guard context.style(states[state].style).font.lineHeight == .normal else { return }
    var run = content.firstRun(endingAfter: entry.start)
    while run < content.runs.count, content.runs[run].range.lowerBound < entry.end {
      let metrics = content.runs[run].metrics
      let extent = LineMetrics.withLeading(
        LineMetrics.text(metrics, isCentral: isCentral),
        lineHeight: LineMetrics.normalLineHeight(metrics))
      states[state].extent.unite(extent)
      run += 1
    }
  }

  /// Emphasis marks take space beside their text; leading makes room for them.
  private mutating func uniteEmphasis(of style: StyleID, state: Int) {
    guard let marks = context.emphasisMarks(style, mode: axes.mode) else { return }
    var extent = states[state].text
    if marks.standsOver { extent.ascent += marks.height } else { extent.descent += marks.height }
    states[state].extent.unite(extent)
  }

  // MARK: Vertical alignment

  private mutating func addAtomic(
    _ atomic: AtomicInline, _ item: InlineItem, state: Int, _ isCentral: Bool
  ) {
    let outer = atomic.size.block + atomic.margin.blockSum
    let over = axes.hasFlippedLines ? atomic.margin.blockEnd : atomic.margin.blockStart
    var ascent = isCentral ? outer - outer / 2 : outer
    if let baseline = baseline(of: atomic, item) {
      let fromOver = axes.hasFlippedLines ? atomic.size.block - baseline : baseline
      ascent = over + fromOver
    }
    var leaf = Leaf(
      kind: .atomic(atomic, item.box), state: state, style: item.style, level: item.level,
      size: atomic.size.inline + atomic.margin.inlineSum)
    leaf.extent = LineExtent(ascent: ascent, descent: outer - ascent)
    let (shift, lineAlign) = shift(of: item.style, extent: leaf.extent, parent: state)
    leaf.shift = shift
    leaf.lineAlign = lineAlign
    if lineAlign == nil { states[state].extent.unite(leaf.extent.shifted(down: shift)) }
    add(leaf)
  }

  /// The baseline of an atomic inline from its block-start border edge; nil for its margin edge.
  private func baseline(of atomic: AtomicInline, _ item: InlineItem) -> LayoutUnit? {
    let box = context.tree[item.box]
    let style = context.style(item.box)
    guard !WritingDirection(style).isOrthogonal(to: axes) else { return nil }
    switch style.box.control?.baseline {
    case .borderEdge: return atomic.size.block
    case .marginEdge: return nil
    case .content, nil: break
    }
    switch box.kind {
    case .replaced: return nil
    case .block, .fieldset, .tableCell, .tableCaption:
      if style.box.overflowX.isScrollable || style.box.overflowY.isScrollable { return nil }
      return atomic.result.lastBaseline
    default: return atomic.result.firstBaseline
    }
  }

  private func shift(
    of id: StyleID, extent: LineExtent, parent: Int
  ) -> (LayoutUnit, VerticalAlign.Keyword?) {
    let style = context.style(id)
    let parentState = states[parent]
    let parentStyle = context.style(parentState.style)
    switch style.box.verticalAlign {
    case .length(let length):
      let metrics = context.metrics(id)
      return (-length.resolve(LineMetrics.lineHeight(style, metrics)), nil)
    case .keyword(let keyword):
      let size = LayoutUnit(parentStyle.font.size)
      switch keyword {
      case .baseline: return (.zero, nil)
      case .sub: return (size / 5 + 1, nil)
      case .superscript: return (-(size / 3 + 1), nil)
      case .middle:
        let xHeight = LayoutUnit(rounding: context.metrics(parentState.style).xHeight / 2)
        return ((extent.ascent - extent.descent) / 2 - xHeight, nil)
      case .textTop: return (extent.ascent - parentState.text.ascent, nil)
      case .textBottom: return (parentState.text.descent - extent.descent, nil)
      case .top, .bottom: return (.zero, keyword)
      }
    }
  }

  private mutating func closeState(_ index: Int) -> Int {
    let parent = states[index].parent
    if !states[index].hasLeaves {
      add(
        Leaf(
          kind: .space, state: index, style: states[index].style, level: lastLevel, size: .zero))
    }
    let (shift, lineAlign) = shift(
      of: states[index].style, extent: states[index].extent, parent: parent)
    states[index].shift = shift
    states[index].lineAlign = lineAlign
    if lineAlign == nil {
      states[parent].extent.unite(states[index].extent.shifted(down: shift))
    } else {
      pendingStates.append(index)
    }
    return parent
  }

  /// Aligns boxes with the line's top and bottom once the rest gives its height.
  private mutating func alignToLine() {
    var extent =
      line.isEmpty ? LineExtent(ascent: .zero, descent: .zero) : states[0].extent
    if !line.isEmpty {
      func grow(_ other: LineExtent, _ keyword: VerticalAlign.Keyword) {
        guard other.height > extent.height else { return }
        if keyword == .top {
          extent.descent = other.height - extent.ascent
        } else {
          extent.ascent = other.height - extent.descent
        }
      }
      for keyword in [VerticalAlign.Keyword.top, .bottom] {
        for index in pendingStates where states[index].lineAlign == keyword {
          grow(states[index].extent, keyword)
        }
        for leaf in leaves where leaf.lineAlign == keyword { grow(leaf.extent, keyword) }
      }
    }
    lineExtent = extent
    baselines = [LayoutUnit](repeating: .zero, count: states.count)
    for index in states.indices.dropFirst() {
      switch states[index].lineAlign {
      case .top: baselines[index] = states[index].extent.ascent - extent.ascent
      case .bottom: baselines[index] = extent.descent - states[index].extent.descent
      default: baselines[index] = baselines[states[index].parent] + states[index].shift
      }
    }
  }

  /// A leaf's baseline, from the line's.
  func baseline(of leaf: Leaf) -> LayoutUnit {
    switch leaf.lineAlign {
    case .top: leaf.extent.ascent - lineExtent.ascent
    case .bottom: lineExtent.descent - leaf.extent.descent
    default: baselines[leaf.state] + leaf.shift
    }
  }
}
