import Scene

/// A part of an item that stands on a line.
struct LineItem {
  /// Index into the content's items.
  var item: Int
  var start: Int
  var end: Int
  /// The advance along the line, margins included.
  var size: LayoutUnit
  /// For atomic inlines.
  var atomic: AtomicInline?
}

/// A laid-out atomic inline.
struct AtomicInline {
  var result: BoxResult
  /// The border box's extents along the line's axes.
  var size: LogicalSize
  var margin: LogicalEdges
}

/// One line's items, in logical order, before they are placed.
struct InlineLine {
  var items: [LineItem] = []
  /// The content's extent, trailing collapsible spaces removed.
  var width: LayoutUnit = .zero
  /// The extent of preserved spaces at the end that hang.
  var hang: LayoutUnit = .zero
  var endsWithForcedBreak = false
  var isLast = false
  /// Whether a hyphen follows the last text.
  var hyphenated = false
  /// Nothing on it makes a line box: it has no height.
  var isEmpty = true
  var isFirst = false
  var indent: LayoutUnit = .zero
  var usesFirstLineStyle = false
  /// Floats that did not fit beside the line's content so far.
  var pendingFloats: [BoxID] = []
}

/// Breaks inline content into lines, one at a time. `[CSS Text 3, §5]`
struct LineBreaker {
  enum Mode { case layout, minContent, maxContent }

  let context: LayoutContext
  let base: InlineContent
  let mode: Mode
  let textScale: Double
  let axes: WritingDirection
  let contentInline: LayoutUnit
  let percentageBlock: LayoutUnit?
  /// Places or measures a float where the line now is; returns the new available size, or nil to put
  /// it off until the line is done.
  ///
  /// The position is nil where no content stands on the line before the float.
  typealias FloatHandler = (_ box: BoxID, _ position: LayoutUnit?) -> LayoutUnit?

  /// Where the next line begins.
  private(set) var nextItem = 0
  private(set) var nextOffset = 0
  var isDone: Bool { nextItem >= base.items.count }

  // The line under way.
  private var content: InlineContent
  private var line = InlineLine()
  private var position: LayoutUnit = .zero
  private var available: LayoutUnit = .zero
  /// What the open boxes that keep their edges on every line need at the line's end.
  private var reserve: LayoutUnit = .zero
  private var hasContent = false
  private var overflows = false
  private var opportunities: [Opportunity] = []

  private struct Opportunity {
    /// Line items to keep, and where the text of the last one ends.
    var count: Int
    var textEnd: Int
    var nextItem: Int
    var nextOffset: Int
    var pendingFloats: Int
    var hyphenated = false
  }

  init(
    content: InlineContent, mode: Mode, axes: WritingDirection, contentInline: LayoutUnit,
    percentageBlock: LayoutUnit?, textScale: Double, context: LayoutContext
  ) {
    base = content
    self.content = content
    self.mode = mode
    self.axes = axes
    self.contentInline = contentInline
    self.percentageBlock = percentageBlock
    self.textScale = textScale
    self.context = context
  }

  /// Begins with a place in the text.
  mutating func resume(at offset: Int) {
    nextItem = base.items.firstIndex { $0.end > offset } ?? base.items.count
    nextOffset = offset
  }

  /// The next line within `available`.
  mutating func next(
    available: LayoutUnit, indent: LayoutUnit, isFirst: Bool, placeFloat: FloatHandler
  ) -> InlineLine {
    content = isFirst ? base.firstLine ?? base : base
    line = InlineLine()
    line.isFirst = isFirst
    line.usesFirstLineStyle = isFirst && base.firstLine != nil
    line.indent = indent
    self.available = available
    position = indent
    reserve = .zero
    openClones()
    hasContent = false
    overflows = false
    opportunities.removeAll(keepingCapacity: true)
    if isFirst, base.marker != nil { line.isEmpty = false }
    var index = nextItem
    var offset = nextOffset
    var ended = false
    while index < content.items.count, !ended {
      let item = content.items[index]
      let start = max(offset, item.start)
      switch item.kind {
      case .text: ended = addText(index, from: start)
      case .atomic: ended = addAtomic(index)
      case .open: addOpen(index)
      case .close: ended = addClose(index)
      case .tab: ended = addTab(index)
      case .control: addControl(index)
      case .outOfFlow: append(index, size: .zero)
      case .floating:
        append(index, size: .zero)
        // No float stands higher than an earlier one.
        if line.pendingFloats.isEmpty,
          let room = placeFloat(item.box, hasContent ? fitPosition : nil)
        {
          self.available = room - reserve
        } else {
          line.pendingFloats.append(item.box)
        }
      case .forcedBreak:
        append(index, start: item.start, end: item.end, size: .zero)
        line.endsWithForcedBreak = true
        line.isEmpty = false
        nextItem = index + 1
        nextOffset = item.end
        while nextItem < content.items.count, content.items[nextItem].kind == .close {
          _ = addClose(nextItem)
          nextItem += 1
        }
        line.isLast = nextItem >= content.items.count
        finishLine()
        return line
      }
      offset = 0
      index += 1
    }
    if !ended {
      nextItem = content.items.count
      line.isLast = true
    } else {
      line.isLast = nextItem >= content.items.count
    }
    finishLine()
    return line
  }

  private mutating func append(
    _ item: Int, start: Int = 0, end: Int = 0, size: LayoutUnit, atomic: AtomicInline? = nil
  ) {
    let entry = content.items[item]
    line.items.append(
      LineItem(
        item: item, start: start == 0 && end == 0 ? entry.start : start,
        end: start == 0 && end == 0 ? entry.end : end, size: size, atomic: atomic))
    position += size
  }

  /// The position without trailing spaces, for what must fit.
  private var fitPosition: LayoutUnit { position - trailingSpace().collapsible }

  private func wraps(_ style: StyleID) -> Bool {
    context.style(style).text.textWrapMode == .wrap
  }

  private func parentWraps(_ box: BoxID) -> Bool {
    guard let parent = context.tree[box].parent else { return true }
    return wraps(context.tree[parent].style)
  }

  // MARK: Opportunities

  private mutating func addOpportunity(
    nextItem: Int, nextOffset: Int, textEnd: Int? = nil, hyphenated: Bool = false
  ) {
    opportunities.append(
      Opportunity(
        count: line.items.count, textEnd: textEnd ?? line.items.last?.end ?? 0, nextItem: nextItem,
        nextOffset: nextOffset, pendingFloats: line.pendingFloats.count, hyphenated: hyphenated))
  }

  /// Ends the line at the last opportunity before what overflows; false where there is none.
  private mutating func rewind() -> Bool {
    guard let last = opportunities.popLast() else {
      overflows = true
      return false
    }
    end(at: last)
    return true
  }

  private mutating func end(at opportunity: Opportunity) {
    var last = opportunity
    var pending = line.pendingFloats.prefix(last.pendingFloats)
    // Floats right behind the last content do not break the line: they stay with it.
    while last.count < line.items.count {
      let item = line.items[last.count].item
      guard item == last.nextItem, content.items[item].kind == .floating else { break }
      last.count += 1
      last.nextItem = item + 1
      last.nextOffset = content.items[item].end
      if pending.count < line.pendingFloats.count,
        line.pendingFloats[pending.count] == content.items[item].box
      {
        pending = line.pendingFloats.prefix(pending.count + 1)
      }
    }
    line.pendingFloats = Array(pending)
    line.items.removeLast(line.items.count - last.count)
    if opportunity.count > 0 {
      let index = opportunity.count - 1
      let entry = line.items[index]
      if content.items[entry.item].kind == .text, last.textEnd < entry.end {
        line.items[index].end = last.textEnd
        line.items[index].size = content.advance(from: entry.start, to: last.textEnd)
      }
    }
    line.hyphenated = last.hyphenated
    nextItem = last.nextItem
    nextOffset = last.nextOffset
  }

  // MARK: Items

  /// - Returns: whether the line ends here; the next position is then set.
  private mutating func addText(_ index: Int, from offset: Int) -> Bool {
    let item = content.items[index]
    let style = context.style(item.style).text
    let collapses =
      style.whiteSpaceCollapse == .collapse || style.whiteSpaceCollapse == .preserveBreaks
    var start = offset
    if collapses, !hasContent {
      while start < item.end, content.text[start] == 0x20 { start += 1 }
    }
    if start >= item.end {
      append(index, start: item.end, end: item.end, size: .zero)
      return false
    }
    let hasInk = !collapses || (start..<item.end).contains { content.text[$0] != 0x20 }
    defer {
      if hasInk { line.isEmpty = false }
    }
    guard style.textWrapMode == .wrap, mode != .maxContent else {
      let size = content.advance(from: start, to: item.end)
      append(index, start: start, end: item.end, size: size)
      hasContent = true
      if mode != .maxContent, fitPosition > available { return rewind() }
      return false
    }
    let hangs = style.whiteSpaceCollapse != .breakSpaces
    let textStart = position
    var lastFit: Int?
    var previousFit: Int?
    var cursor = start
    // Where a word that does not fit began.
    func spaceStart(_ end: Int) -> Int {
      guard hangs else { return end }
      var trimmed = end
      while trimmed > start, content.text[trimmed - 1] == 0x20 { trimmed -= 1 }
      return trimmed
    }
    while cursor < item.end {
      var end = cursor + 1
      while end < item.end, !content.breaks[end].contains(.line) { end += 1 }
      let isOpportunity = content.breaks[end].contains(.line)
      let hyphenated = isOpportunity && content.takesHyphen(at: end)
      var width = content.advance(from: start, to: spaceStart(end))
      if hyphenated, end < item.end { width += context.hyphen(for: item.style).width }
      if textStart + width > available {
        if let lastFit {
          append(index, start: start, end: lastFit, size: content.advance(from: start, to: lastFit))
          line.hyphenated = content.takesHyphen(at: lastFit)
          nextItem = index
          nextOffset = lastFit
          hasContent = true
          line.isEmpty = line.isEmpty && !hasInk
          return true
        }
        if !opportunities.isEmpty, !overflows { return rewind() }
        if let cut = emergencyBreak(style, from: start, to: end, at: textStart) {
          append(index, start: start, end: cut, size: content.advance(from: start, to: cut))
          nextItem = index
          nextOffset = cut
          return true
        }
        overflows = true
      }
      if isOpportunity {
        if overflows, end < item.end {
          append(index, start: start, end: end, size: content.advance(from: start, to: end))
          line.hyphenated = hyphenated
          nextItem = index
          nextOffset = end
          hasContent = true
          return true
        }
        previousFit = lastFit
        lastFit = end
      }
      cursor = end
    }
    hasContent = true
    append(index, start: start, end: item.end, size: content.advance(from: start, to: item.end))
    if let previousFit, previousFit < item.end {
      addOpportunity(
        nextItem: index, nextOffset: previousFit, textEnd: previousFit,
        hyphenated: content.takesHyphen(at: previousFit))
    }
    if let lastFit {
      addOpportunity(
        nextItem: lastFit == item.end ? index + 1 : index, nextOffset: lastFit, textEnd: lastFit,
        hyphenated: content.takesHyphen(at: lastFit))
    }
    return endIfOverflowing()
  }

  /// What overflows without an opportunity before it ends at the first one after it, once the end
  /// edges that belong to it are there too.
  private mutating func endIfOverflowing() -> Bool {
    guard overflows, let last = opportunities.last, last.nextItem < content.items.count,
      content.items[last.nextItem].kind != .close
    else { return false }
    end(at: last)
    return true
  }

  /// A break between characters where nothing else keeps text in its box.
  /// `[CSS Text 3, §5.5: overflow-wrap]`
  private func emergencyBreak(
    _ style: TextStyle, from start: Int, to end: Int, at position: LayoutUnit
  ) -> Int? {
    if let fitting = context.fitting, !fitting.breaksWords { return nil }
    let allowed: Bool
    switch mode {
    case .layout: allowed = style.overflowWrap != .normal || style.wordBreak == .breakWord
    case .minContent:
      allowed = style.overflowWrap == .anywhere || style.wordBreak == .breakWord
    case .maxContent: allowed = false
    }
    guard allowed else { return nil }
    var best: Int?
    var offset = start + 1
    while offset < end {
      if content.breaks[offset].contains(.cluster) {
        let fits = position + content.advance(from: start, to: offset) <= available
        if !fits, best != nil || hasContent { break }
        best = offset
        if !fits { break }
      }
      offset += 1
    }
    return best
  }

  private mutating func addAtomic(_ index: Int) -> Bool {
    let item = content.items[index]
    let atomic = measure(item.box)
    let size =
      mode == .layout
      ? atomic.size.inline + atomic.margin.inlineSum : intrinsicSize(of: item.box)
    append(index, start: item.start, end: item.end, size: size, atomic: atomic)
    line.isEmpty = false
    let breaks = parentWraps(item.box) && mode != .maxContent
    if position > available, mode != .maxContent, !opportunities.isEmpty, !overflows {
      return rewind()
    }
    if position > available { overflows = true }
    hasContent = true
    if breaks, content.breaks[item.end].contains(.line) {
      addOpportunity(nextItem: index + 1, nextOffset: item.end)
    }
    return mode == .maxContent ? false : endIfOverflowing()
  }

  private func measure(_ box: BoxID) -> AtomicInline {
    let style = context.style(box)
    let margin =
      ListMarkerGeometry.symbolMargin(box, context, scale: textScale)
      ?? style.marginEdges(in: axes, base: contentInline)
    guard mode == .layout else {
      return AtomicInline(
        result: BoxResult(fragment: 0, size: .zero, intrinsicBlockSize: .zero), size: .zero,
        margin: margin)
    }
    var space = ConstraintSpace(
      child: style, in: axes, inline: contentInline, block: percentageBlock,
      percentageBlock: percentageBlock, context: context)
    space.stretchesInline = false
    space.textScale = textScale
    let result = context.layout(box, space)
    let size =
      WritingDirection(style).isOrthogonal(to: axes)
      ? LogicalSize(inline: result.size.block, block: result.size.inline) : result.size
    return AtomicInline(result: result, size: size, margin: margin)
  }

  private func intrinsicSize(of box: BoxID) -> LayoutUnit {
    var sizes = context.contribution(
      of: box, in: axes, percentageBlock: percentageBlock, textScale: textScale)
    if let margin = ListMarkerGeometry.symbolMargin(box, context, scale: textScale) {
      sizes = sizes.adding(margin.inlineSum)
    }
    return mode == .minContent ? sizes.minimum : sizes.maximum
  }

  private mutating func addOpen(_ index: Int) {
    let item = content.items[index]
    guard context.tree[item.box].hasStartEdge else {
      append(index, size: .zero)
      return
    }
    let edges = InlineBoxEdges(context.style(item.style), axes, base: edgeBase)
    let size = edges.start
    if context.style(item.style).hasInlineEdge(atStart: true) { line.isEmpty = false }
    append(index, size: size)
    if mode == .layout, context.style(item.style).box.boxDecorationBreak == .clone {
      take(edges.end)
    }
  }

  /// The boxes that go on from the last line and keep their edges on this one.
  /// `[CSS Fragmentation 3, §5.3]`
  private mutating func openClones() {
    guard mode == .layout, nextItem > 0 || nextOffset > 0, nextItem < content.items.count else {
      return
    }
    for box in content.openBoxes(at: nextItem, context) {
      let style = context.style(content.boxStyles[box] ?? context.tree[box].style)
      guard style.box.boxDecorationBreak == .clone else { continue }
      let edges = InlineBoxEdges(style, axes, base: edgeBase)
      position += edges.start
      take(edges.end)
    }
  }

  private mutating func take(_ space: LayoutUnit) {
    reserve += space
    available -= space
  }

  private var edgeBase: LayoutUnit { mode == .layout ? contentInline : .zero }

  private mutating func addClose(_ index: Int) -> Bool {
    let item = content.items[index]
    var size = LayoutUnit.zero
    if context.tree[item.box].hasEndEdge {
      size = InlineBoxEdges(context.style(item.style), axes, base: edgeBase).end
      if context.style(item.style).hasInlineEdge(atStart: false) { line.isEmpty = false }
    }
    if context.style(item.style).box.boxDecorationBreak == .clone, mode == .layout {
      // The edge stands here rather than at the end of the line.
      take(-min(reserve, InlineBoxEdges(context.style(item.style), axes, base: edgeBase).end))
    }
    // An opportunity right before the end edge comes after it.
    var follows = false
    var hyphenated = false
    var nextOffset = item.end
    if let last = opportunities.last, last.nextItem == index {
      opportunities.removeLast()
      follows = true
      hyphenated = last.hyphenated
      nextOffset = last.nextOffset
    }
    append(index, size: size)
    if mode == .maxContent { return false }
    if size > .zero, fitPosition > available, hasContent, !opportunities.isEmpty, !overflows {
      return rewind()
    }
    if !follows, hasContent, !wraps(item.style), parentWraps(item.box),
      content.breaks[item.end].contains(.line), item.end < content.text.count
    {
      follows = true
    }
    if follows {
      addOpportunity(
        nextItem: index + 1, nextOffset: nextOffset, textEnd: Int.max, hyphenated: hyphenated)
      if let last = opportunities.indices.last {
        opportunities[last].textEnd = line.items.last?.end ?? 0
      }
      return endIfOverflowing()
    }
    return false
  }

  private mutating func addTab(_ index: Int) -> Bool {
    let item = content.items[index]
    let style = context.style(item.style)
    let space = context.metrics(item.style).spaceAdvance
    let spacing =
      style.text.letterSpacing + style.text.wordSpacing.resolve(pixels: style.font.size)
    let stop: Double
    switch style.text.tabSize {
    case .number(let count): stop = count * (space + spacing)
    case .length(let pixels): stop = pixels
    }
    var size = LayoutUnit.zero
    if stop > 0 {
      let at = position.pixels
      var distance = stop - at.truncatingRemainder(dividingBy: stop)
      // A tab of less than half a digit goes on to the next stop. [CSS Text 3, §4.2]
      if distance < context.metrics(item.style).zeroAdvance / 2 { distance += stop }
      size = LayoutUnit(distance)
    }
    line.isEmpty = false
    append(index, start: item.start, end: item.end, size: size)
    let wraps = style.text.textWrapMode == .wrap
    if wraps, mode != .maxContent, position - size > available, rewind() { return true }
    hasContent = true
    if wraps, content.breaks[item.end].contains(.line) {
      addOpportunity(nextItem: index + 1, nextOffset: item.end)
    }
    return mode == .maxContent ? false : endIfOverflowing()
  }

  private mutating func addControl(_ index: Int) {
    let item = content.items[index]
    append(index, start: item.start, end: item.end, size: .zero)
    if hasContent, parentWraps(item.box), content.breaks[item.end].contains(.line),
      mode != .maxContent, item.end > item.start
    {
      addOpportunity(nextItem: index + 1, nextOffset: item.end)
    }
  }

  // MARK: Line ends

  private func trailingSpace() -> (collapsible: LayoutUnit, hanging: LayoutUnit) {
    var hanging = LayoutUnit.zero
    for entry in line.items.reversed() {
      let item = content.items[entry.item]
      switch item.kind {
      case .close, .open, .outOfFlow, .floating, .control: continue
      case .text:
        guard entry.end > entry.start else { continue }
        guard content.text[entry.end - 1] == 0x20 else { return (.zero, hanging) }
        let style = context.style(item.style).text
        switch style.whiteSpaceCollapse {
        case .collapse, .preserveBreaks:
          return (content.advance(from: entry.end - 1, to: entry.end), hanging)
        case .preserve where style.textWrapMode == .wrap:
          var start = entry.end
          while start > entry.start, content.text[start - 1] == 0x20 { start -= 1 }
          hanging += content.advance(from: start, to: entry.end)
          if start > entry.start { return (.zero, hanging) }
        default: return (.zero, hanging)
        }
      case .forcedBreak: continue
      case .atomic, .tab: return (.zero, hanging)
      }
    }
    return (.zero, hanging)
  }

  private mutating func finishLine() {
    // Collapsible spaces at the end go. [CSS Text 3, §4.1.2]
    scan: for index in line.items.indices.reversed() {
      let entry = line.items[index]
      let item = content.items[entry.item]
      switch item.kind {
      case .close, .open, .outOfFlow, .floating, .control, .forcedBreak: continue
      case .atomic, .tab: break scan
      case .text:
        guard entry.end > entry.start else { continue }
        guard content.text[entry.end - 1] == 0x20 else { break scan }
        switch context.style(item.style).text.whiteSpaceCollapse {
        case .collapse, .preserveBreaks:
          line.items[index].end -= 1
          line.items[index].size = content.advance(from: entry.start, to: entry.end - 1)
          if line.items[index].end > entry.start { break scan }
        default: break scan
        }
      }
    }
    line.hang = trailingSpace().hanging
    line.width = line.items.reduce(line.indent) { $0 + $1.size }
    if line.hyphenated, let style = hyphenStyle { line.width += context.hyphen(for: style).width }
    if line.endsWithForcedBreak || line.isLast {
      // Spaces before a forced break hang only as far as they do not fit.
      line.hang = min(line.hang, (line.width - available).clampedToPositive)
    }
  }

  private var hyphenStyle: StyleID? {
    line.items.last { content.items[$0.item].kind == .text && $0.end > $0.start }
      .map { content.items[$0.item].style }
  }
}

/// Margin, border and padding of an inline box at its ends.
struct InlineBoxEdges {
  let margin: LogicalEdges
  let border: LogicalEdges
  let padding: LogicalEdges

  init(_ style: ComputedStyle, _ axes: WritingDirection, base: LayoutUnit) {
    let axes = WritingDirection(axes.mode, style.text.direction)
    margin = style.marginEdges(in: axes, base: base)
    border = style.borderEdges(in: axes)
    padding = style.paddingEdges(in: axes, base: base)
  }

  var start: LayoutUnit { margin.inlineStart + border.inlineStart + padding.inlineStart }
  var end: LayoutUnit { margin.inlineEnd + border.inlineEnd + padding.inlineEnd }
}
