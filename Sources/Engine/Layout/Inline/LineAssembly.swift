import Scene

/// Places a line's leaves in visual order and makes the pieces of its inline boxes.
struct LineAssembly {
  let builder: LineBuilder
  let width: LayoutUnit
  /// By inline box: its leaves at the ends of the line's visual order.
  private var extremes: [(left: Int?, right: Int?)]
  private var context: LayoutContext { builder.context }
  private var axes: WritingDirection { builder.axes }
  private var height: LayoutUnit { builder.lineExtent.height }

  init(builder: LineBuilder, width: LayoutUnit) {
    self.builder = builder
    self.width = width
    extremes = Array(repeating: (nil, nil), count: builder.states.count)
  }

  /// A rectangle on the line: from line-left, from line-over, along and across it.
  private struct LineRect {
    var left: LayoutUnit
    var over: LayoutUnit
    var length: LayoutUnit
    var thickness: LayoutUnit
  }

  private struct Placed {
    var fragment: Int32
    var point: LayoutPoint
  }

  mutating func run(
    isRTL: Bool, blockOffset: LayoutUnit, lineOffset: LayoutUnit, available: LayoutUnit
  ) -> Int32 {
    let order = visualOrder()
    var left = isRTL ? LayoutUnit.zero : builder.line.indent
    let paths = builder.leaves.map { path(of: $0.state) }
    for leaf in order {
      for state in paths[leaf] {
        if extremes[state].left == nil { extremes[state].left = leaf }
        extremes[state].right = leaf
      }
    }
    let start = left
    var children = assemble(
      order[...], depth: 0, paths: paths, left: &left,
      placeholders: PlaceholderPlace(
        blockOffset: blockOffset, lineOffset: lineOffset, isRTL: isRTL))
    if let style = firstLineStyle, !children.isEmpty {
      children = [firstLineBox(style, children, left: start, length: left - start)]
    }
    let size = LogicalSize(inline: width, block: height).physical(in: axes)
    var piece = LayoutFragment(
      content: .line, box: nil, style: builder.content.rootStyle, size: size)
    piece.hasEllipsis = builder.hasEllipsis
    piece.textStart = Int32(clamping: builder.line.items.first?.start ?? 0)
    piece.firstBaseline =
      axes.hasFlippedLines ? builder.lineExtent.descent : builder.lineExtent.ascent
    return add(piece, children)
  }

  /// The style of `::first-line` where it shows on the line itself and not only in its text.
  private var firstLineStyle: StyleID? {
    guard builder.line.usesFirstLineStyle, let id = builder.content.lineStyle else { return nil }
    let style = context.style(id)
    return style.hasBackground || !style.generated.decoration.isNone ? id : nil
  }

  /// The box of `::first-line`, which is like an inline box around all of the line.
  /// `[CSS Pseudo 4, §2.1.3]`
  private func firstLineBox(
    _ style: StyleID, _ children: [Placed], left: LayoutUnit, length: LayoutUnit
  ) -> Placed {
    let text = builder.states[0].text
    let over = builder.lineExtent.ascent + builder.baselines[0] - text.ascent
    let (point, size) = physical(
      LineRect(left: left, over: over, length: length, thickness: text.height))
    let piece = LayoutFragment(content: .inlineBox, box: nil, style: style, size: size)
    let inner = children.map { Placed(fragment: $0.fragment, point: $0.point - point) }
    return Placed(fragment: add(piece, inner), point: point)
  }

  private func add(_ piece: LayoutFragment, _ children: [Placed]) -> Int32 {
    var piece = piece
    let start = Int32(clamping: context.links.count)
    for child in children {
      context.links.append(FragmentLink(fragment: child.fragment, offset: child.point))
    }
    piece.links = start..<Int32(clamping: context.links.count)
    return context.add(piece)
  }

  // MARK: Order

  /// Leaves from line-left to line-right. `[UAX #9, L2]`
  private func visualOrder() -> [Int] {
    var order = builder.leaves.indices.filter { !builder.leaves[$0].isHidden }
    let levels = self.levels(in: order)
    guard builder.content.isBidi, let highest = order.map({ levels[$0] }).max(),
      let lowestOdd = order.map({ levels[$0] }).filter({ $0 & 1 == 1 }).min()
    else { return order }
    for level in stride(from: highest, through: lowestOdd, by: -1) {
      var start = 0
      while start < order.count {
        guard levels[order[start]] >= level else {
          start += 1
          continue
        }
        var end = start
        while end < order.count, levels[order[end]] >= level { end += 1 }
        order[start..<end].reverse()
        start = end
      }
    }
    return order
  }

  /// The embedding levels of all leaves. Out-of-flow boxes do not part the text around them.
  private func levels(in order: [Int]) -> [UInt8] {
    var levels = builder.leaves.map(\.level)
    for (position, index) in order.enumerated() {
      guard case .placeholder = builder.leaves[index].kind, position > 0,
        let next = order[position...].first(where: { !builder.leaves[$0].isPlaceholder })
      else { continue }
      levels[index] = min(levels[order[position - 1]], levels[next])
    }
    return levels
  }

  /// The inline boxes around a state's content, outermost first.
  private func path(of state: Int) -> [Int] {
    guard state > 0 else { return [] }
    var path: [Int] = []
    var current = state
    while current > 0 {
      path.append(current)
      current = builder.states[current].parent
    }
    return path.reversed()
  }

  // MARK: Pieces

  private struct PlaceholderPlace {
    var blockOffset: LayoutUnit
    var lineOffset: LayoutUnit
    var isRTL: Bool
  }

  private func assemble(
    _ leaves: ArraySlice<Int>, depth: Int, paths: [[Int]], left: inout LayoutUnit,
    placeholders: PlaceholderPlace
  ) -> [Placed] {
    var result: [Placed] = []
    var index = leaves.startIndex
    while index < leaves.endIndex {
      let path = paths[leaves[index]]
      guard path.count > depth else {
        place(
          builder.leaves[leaves[index]], left: &left, placeholders: placeholders, into: &result)
        index += 1
        continue
      }
      let state = path[depth]
      var end = index + 1
      while end < leaves.endIndex, paths[leaves[end]].count > depth,
        paths[leaves[end]][depth] == state
      {
        end += 1
      }
      result.append(
        box(
          state, leaves[index..<end], depth: depth, paths: paths, left: &left,
          placeholders: placeholders))
      index = end
    }
    return result
  }

  private func box(
    _ index: Int, _ leaves: ArraySlice<Int>, depth: Int, paths: [[Int]], left: inout LayoutUnit,
    placeholders: PlaceholderPlace
  ) -> Placed {
    let state = builder.states[index]
    let style = context.style(state.style)
    let edges = InlineBoxEdges(style, axes, base: builder.inlineSize)
    // The outermost pieces have the edges. [CSS 2.1, §8.6]
    let isRTL = style.text.direction == .rtl
    let isLeftmost = extremes[index].left.map { leaves.contains($0) } ?? false
    let isRightmost = extremes[index].right.map { leaves.contains($0) } ?? false
    let hasStart = state.hasStart && (isRTL ? isRightmost : isLeftmost)
    let hasEnd = state.hasEnd && (isRTL ? isLeftmost : isRightmost)
    let (hasLeft, hasRight) = isRTL ? (hasEnd, hasStart) : (hasStart, hasEnd)
    func side(_ edges: LogicalEdges, left: Bool) -> LayoutUnit {
      left != isRTL ? edges.inlineStart : edges.inlineEnd
    }
    if hasLeft { left += side(edges.margin, left: true) }
    let start = left
    if hasLeft { left += side(edges.border, left: true) + side(edges.padding, left: true) }
    let over =
      axes.hasFlippedLines
      ? edges.border.blockEnd + edges.padding.blockEnd
      : edges.border.blockStart + edges.padding.blockStart
    let top =
      builder.lineExtent.ascent + builder.baselines[index] - state.text.ascent - over
    let thickness = state.text.height + edges.border.blockSum + edges.padding.blockSum
    let inner = assemble(
      leaves, depth: depth + 1, paths: paths, left: &left, placeholders: placeholders)
    if hasRight { left += side(edges.border, left: false) + side(edges.padding, left: false) }
    let rect = LineRect(left: start, over: top, length: left - start, thickness: thickness)
    if hasRight { left += side(edges.margin, left: false) }
    let (point, size) = physical(rect)
    var border = edges.border
    var padding = edges.padding
    if !hasStart {
      border.inlineStart = .zero
      padding.inlineStart = .zero
    }
    if !hasEnd {
      border.inlineEnd = .zero
      padding.inlineEnd = .zero
    }
    let own = WritingDirection(axes.mode, style.text.direction)
    var piece = LayoutFragment(
      content: .inlineBox, box: state.box, style: state.style, size: size)
    piece.border = border.physical(in: own)
    piece.padding = padding.physical(in: own)
    piece.hasStartEdge = hasStart
    piece.hasEndEdge = hasEnd
    let shift = context.ownShift(
      style, containingInline: builder.inlineSize, containingBlock: builder.percentageBlock,
      axes: axes)
    let children = inner.map { Placed(fragment: $0.fragment, point: $0.point - point) }
    return Placed(fragment: add(piece, children), point: point + shift)
  }

  private func physical(_ rect: LineRect) -> (LayoutPoint, LayoutSize) {
    switch axes.mode {
    case .horizontalTB:
      (
        LayoutPoint(x: rect.left, y: rect.over),
        LayoutSize(width: rect.length, height: rect.thickness)
      )
    case .verticalRL, .verticalLR, .sidewaysRL:
      (
        LayoutPoint(x: height - rect.over - rect.thickness, y: rect.left),
        LayoutSize(width: rect.thickness, height: rect.length)
      )
    case .sidewaysLR:
      (
        LayoutPoint(x: rect.over, y: width - rect.left - rect.length),
        LayoutSize(width: rect.thickness, height: rect.length)
      )
    }
  }

  private func place(
    _ leaf: LineBuilder.Leaf, left: inout LayoutUnit,
    placeholders: PlaceholderPlace, into result: inout [Placed]
  ) {
    let baseline = builder.lineExtent.ascent + builder.baseline(of: leaf)
    switch leaf.kind {
    case .space: left += leaf.size
    case .text(let start, let end):
      placeText(leaf, start: start, end: end, left: left, baseline: baseline, into: &result)
      left += leaf.size
    case .run(let run):
      let text = TextFragment(
        run: context.addRun(run), glyphs: 0..<Int32(clamping: run.glyphs.count), baseline: .zero,
        text: builder.hasEllipsis ? OverflowFindings.ellipsis : "", isGenerated: true)
      result.append(
        textPiece(text, run, leaf, left: left, length: leaf.size, baseline: baseline))
      left += leaf.size
    case .atomic(let atomic, let box):
      let isRTL = axes.isRTL
      let marginLeft = isRTL ? atomic.margin.inlineEnd : atomic.margin.inlineStart
      let over = axes.hasFlippedLines ? atomic.margin.blockEnd : atomic.margin.blockStart
      let (point, _) = physical(
        LineRect(
          left: left + marginLeft, over: baseline - leaf.extent.ascent + over,
          length: atomic.size.inline, thickness: atomic.size.block))
      let shift = context.relativeShift(
        of: box, containingInline: builder.inlineSize, containingBlock: builder.percentageBlock,
        axes: axes)
      result.append(
        Placed(fragment: atomic.result.fragment, point: point + shift))
      left += leaf.size
    case .placeholder(let box):
      result.append(placeholder(box, leaf, left: left, place: placeholders))
    }
  }

  /// The static position of an out-of-flow box: where it would stand on the line, or where its block
  /// would begin. `[CSS 2.1, §10.3.7]`
  private func placeholder(
    _ box: BoxID, _ leaf: LineBuilder.Leaf, left: LayoutUnit, place: PlaceholderPlace
  ) -> Placed {
    let isInline = context.style(box).box.originalDisplay.boxLevel == .inline
    var rect = LineRect(left: left, over: .zero, length: .zero, thickness: .zero)
    if !isInline {
      rect.left = place.isRTL ? builder.inlineSize - place.lineOffset : -place.lineOffset
      if leaf.followsContent { rect.over = height }
    }
    if axes.hasFlippedLines { rect.over = height - rect.over }
    let (point, _) = physical(rect)
    var position = StaticPosition(axes: axes)
    if isInline, axes.isRTL { position.inlineEdge = .start }
    let piece = LayoutFragment(
      content: .placeholder(position), box: box, style: context.tree[box].style, size: .zero)
    return Placed(fragment: context.add(piece), point: point)
  }

  // MARK: Text

  private func placeText(
    _ leaf: LineBuilder.Leaf, start: Int, end: Int, left: LayoutUnit, baseline: LayoutUnit,
    into result: inout [Placed]
  ) {
    let content = builder.content
    var indices: [Int] = []
    var run = content.firstRun(endingAfter: start)
    while run < content.runs.count, content.runs[run].range.lowerBound < end {
      indices.append(run)
      run += 1
    }
    if leaf.level & 1 == 1 { indices.reverse() }
    var offset = 0.0
    for index in indices {
      let run = content.runs[index]
      let range = max(start, run.range.lowerBound)..<min(end, run.range.upperBound)
      let glyphs = glyphRange(run, range)
      guard !glyphs.isEmpty else { continue }
      var extra: [Double] = []
      var advance = 0.0
      for glyph in glyphs { advance += run.glyphs[glyph].advance }
      if !leaf.expansion.isEmpty {
        extra = glyphs.map { glyph in
          let isLast =
            glyph + 1 >= run.glyphs.count
            || run.glyphs[glyph + 1].cluster != run.glyphs[glyph].cluster
          return isLast ? leaf.expansion[run.glyphs[glyph].cluster] ?? 0 : 0
        }
        advance += extra.reduce(0, +)
      }
      let text = TextFragment(
        run: content.runIDs[index],
        glyphs: Int32(clamping: glyphs.lowerBound)..<Int32(clamping: glyphs.upperBound),
        baseline: .zero, justification: extra,
        text: String(decoding: content.text[range], as: UTF16.self))
      result.append(
        textPiece(
          text, run, leaf, left: left + LayoutUnit(rounding: offset),
          length: indices.count == 1 ? leaf.size : LayoutUnit(ceiling: advance),
          baseline: baseline))
      placeEmphasis(
        on: run, glyphs, justification: extra, leaf, left: left + LayoutUnit(rounding: offset),
        length: LayoutUnit(ceiling: advance), baseline: baseline, into: &result)
      offset += advance
    }
  }

  private func placeEmphasis(
    on run: ShapedRun, _ glyphs: Range<Int>, justification: [Double], _ leaf: LineBuilder.Leaf,
    left: LayoutUnit, length: LayoutUnit, baseline: LayoutUnit, into result: inout [Placed]
  ) {
    guard let marks = context.emphasisMarks(leaf.style, mode: axes.mode),
      let made = marks.run(
        over: run, glyphs, justification: justification,
        spacing: context.style(leaf.style).text.letterSpacing, text: builder.content.text)
    else { return }
    let state = builder.states[leaf.state]
    let over =
      marks.standsOver
      ? baseline - state.text.ascent - marks.height : baseline + state.text.descent
    let (point, size) = physical(
      LineRect(left: left, over: over, length: length, thickness: marks.height))
    var text = TextFragment(
      run: context.addRun(made), glyphs: 0..<Int32(clamping: made.glyphs.count),
      baseline: LayoutUnit(marks.metrics.ascent), isGenerated: true)
    text.isAnnotation = true
    let piece = LayoutFragment(
      content: .text(text), box: state.box, style: marks.style, size: size)
    result.append(Placed(fragment: context.add(piece), point: point))
  }

  private func textPiece(
    _ text: TextFragment, _ run: ShapedRun, _ leaf: LineBuilder.Leaf, left: LayoutUnit,
    length: LayoutUnit, baseline: LayoutUnit
  ) -> Placed {
    var text = text
    let state = builder.states[leaf.state]
    let metrics = context.metrics(leaf.style)
    text.baseline = LayoutUnit(metrics.ascent)
    let (point, size) = physical(
      LineRect(
        left: left, over: baseline - state.text.ascent, length: length,
        thickness: state.text.height))
    let owner: BoxID? = state.box
    let piece = LayoutFragment(
      content: .text(text), box: owner, style: leaf.style, size: size)
    return Placed(fragment: context.add(piece), point: point)
  }

  /// The glyphs of a run that stand for characters in `range`.
  private func glyphRange(_ run: ShapedRun, _ range: Range<Int>) -> Range<Int> {
    if range == run.range { return 0..<run.glyphs.count }
    let isDescending = run.isRightToLeft
    func partition(_ isBefore: (Int) -> Bool) -> Int {
      var low = 0
      var high = run.glyphs.count
      while low < high {
        let middle = (low + high) / 2
        if isBefore(run.glyphs[middle].cluster) { low = middle + 1 } else { high = middle }
      }
      return low
    }
    if isDescending {
      let low = partition { $0 >= range.upperBound }
      return low..<max(low, partition { $0 >= range.lowerBound })
    }
    let low = partition { $0 < range.lowerBound }
    return low..<max(low, partition { $0 < range.upperBound })
  }
}
