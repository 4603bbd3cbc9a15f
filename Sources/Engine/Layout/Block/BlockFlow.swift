import Scene

/// What a block container in flow hands to a child that shares its block formatting context.
struct FlowSpace {
  /// Line-left edge of the child's border box, before its own size is known by others.
  var lineOffset: LayoutUnit
  /// Where the child's margins begin: its border edge lies below by the strut's sum.
  var blockOffset: LayoutUnit
  /// Margins before the child's border edge, its own included.
  var strut: MarginStrut
  var exclusions: ExclusionSpace
  /// The border edge where clearance or an earlier pass has fixed it.
  var forcedBlockOffset: LayoutUnit?
  /// The sides on which floats stand that move with the child's border edge, once that is known.
  var adjoining = AdjoiningFloats()
  /// Whether a cleared descendant may be laid out to see where it would stand without clearance.
  var allowsTrial = true

  /// Where the child's border edge will be unless its content says otherwise.
  var expected: LayoutUnit { forcedBlockOffset ?? blockOffset + strut.sum }
}

/// The sides of floats placed before the border edge above them was known.
struct AdjoiningFloats: Hashable {
  var left = false
  var right = false

  var any: Bool { left || right }

  func matches(_ clear: Clear) -> Bool {
    switch clear {
    case .none: false
    case .left: left
    case .right: right
    case .both: any
    }
  }

  mutating func add(_ float: BoxStyle.Float) {
    if float == .left { left = true }
    if float == .right { right = true }
  }
}

/// The result of laying out a block container in flow.
struct FlowResult {
  var result: BoxResult
  /// The border edge in the formatting context; nil where nothing fixed it: margins collapse through.
  var blockOffset: LayoutUnit?
  /// Margins after the content that collapse with what follows.
  var endStrut: MarginStrut
  var exclusions: ExclusionSpace
  var isSelfCollapsing: Bool
  /// Floats were placed before the border edge was known, at the expected edge.
  var placedFloatsAtExpected = false
  /// Floats that still move with the margins around.
  var adjoining = AdjoiningFloats()
  /// The edge turned out elsewhere than expected: lay out again with `blockOffset` forced.
  var mustRepeat = false
}

/// The layout of one block container: blocks or lines in normal flow. `[CSS 2.1, §9.4.1]`
///
/// Positions inside count from the container's border box; positions in the formatting context (`BFC`)
/// from the root's border box. A container's own border edge may stay unknown while margins collapse
/// through its first children; floats are then placed at the expected edge, and layout is repeated with
/// the right edge when that was wrong.
struct BlockFlow {
  let context: LayoutContext
  let box: BoxID
  let space: ConstraintSpace
  let sizing: UsedSizes
  let flow: FlowSpace?
  var axes: WritingDirection { sizing.axes }

  var builder: FragmentBuilder
  var exclusions: ExclusionSpace
  /// The border box's line-left edge in the formatting context.
  var lineOffset: LayoutUnit
  /// The border edge in the formatting context, once known.
  var blockOffset: LayoutUnit?
  /// Whether content fixed the edge, rather than a forced offset alone.
  var isResolved = false
  /// The border edge, below which the next child's margins begin, and those margins.
  var position: LayoutUnit
  var strut: MarginStrut
  var lastHadClearance = false
  var placedFloatsAtExpected = false
  var adjoining: AdjoiningFloats
  var inlineSize: LayoutUnit
  var contentInline: LayoutUnit
  /// The content box's block size for percentages.
  var percentageBlock: LayoutUnit?
  var firstBaseline: LayoutUnit?
  var lastBaseline: LayoutUnit?
  var marker: BoxID?
  var hasEllipsis = false
  /// The children to lay out where these are not all: between boxes that span columns.
  var selection: [BoxID]?

  init(_ box: BoxID, _ space: ConstraintSpace, flow: FlowSpace?, context: LayoutContext) {
    self.context = context
    self.box = box
    self.space = space
    self.flow = flow
    sizing = UsedSizes(box, space, context)
    builder = FragmentBuilder(axes: sizing.axes)
    inlineSize = sizing.inlineSize()
    contentInline = (inlineSize - sizing.inlineEdges).clampedToPositive
    let edges = sizing.blockEdges
    percentageBlock = sizing.definiteBlockSize(inline: inlineSize).map {
      ($0 - edges).clampedToPositive
    }
    if context.tree[box].isAnonymous, percentageBlock == nil {
      // Percentages see through anonymous boxes. [CSS 2.1, §9.2.1.1]
      percentageBlock = space.percentageBlock
    }
    exclusions = flow?.exclusions ?? ExclusionSpace()
    adjoining = flow?.adjoining ?? AdjoiningFloats()
    lineOffset = flow?.lineOffset ?? .zero
    strut = flow?.strut ?? MarginStrut()
    position = .zero
    if flow == nil {
      blockOffset = .zero
      isResolved = true
      position = sizing.edges.blockStart
    } else if let forced = flow?.forcedBlockOffset {
      blockOffset = forced
    }
  }

  var isRoot: Bool { flow == nil }

  // MARK: Layout

  mutating func run() -> FlowResult {
    if !isRoot, sizing.edges.blockStart != .zero, !resolve(at: expectedEdge) { return repetition() }
    if context.tree[box].hasInlineChildren {
      guard layoutLines() else { return repetition() }
    } else if let selection {
      for child in selection {
        guard layoutChild(child) else { return repetition() }
      }
    } else {
      var child = context.tree[box].firstChild
      while let current = child {
        child = context.tree[current].nextSibling
        guard layoutChild(current) else { return repetition() }
      }
    }
    return finish()
  }

  private mutating func layoutChild(_ child: BoxID) -> Bool {
    let entry = context.tree[child]
    if entry.isMeasuredOnly { return true }
    if entry.isOutsideMarker {
      marker = child
      return true
    }
    if entry.isOutOfFlow {
      addPlaceholder(child)
      return true
    }
    if entry.isFloating {
      placeFloat(child)
      return true
    }
    let style = context.style(child)
    if context.establishesFormattingContext(child, style, parent: axes) {
      return layoutFormattingContext(child, style)
    }
    return layoutInflow(child, style)
  }

  /// The border edge where nothing more separates it from the margins so far.
  var expectedEdge: LayoutUnit {
    flow?.forcedBlockOffset ?? (flow?.blockOffset ?? .zero) + strut.sum
  }

  /// Where the next child's margins begin, in the formatting context.
  var marginBase: LayoutUnit {
    if isResolved, let blockOffset { return blockOffset + position }
    return flow?.blockOffset ?? .zero
  }

  /// The border edge of a next child without margins.
  var nextEdge: LayoutUnit {
    isResolved ? marginBase + strut.sum : (flow?.forcedBlockOffset ?? marginBase + strut.sum)
  }

  /// Fixes the border edge.
  ///
  /// - Returns: false where floats were placed for another edge, so that layout must be repeated.
  mutating func resolve(at offset: LayoutUnit) -> Bool {
    guard !isResolved else { return true }
    let edge = flow?.forcedBlockOffset ?? offset
    isResolved = true
    blockOffset = edge
    position = sizing.edges.blockStart
    strut = MarginStrut()
    adjoining = AdjoiningFloats()
    return !(placedFloatsAtExpected && edge != flow?.expected)
  }

  private func repetition() -> FlowResult {
    let piece = LayoutFragment(
      content: .box, box: box, style: context.tree[box].style, size: .zero)
    return FlowResult(
      result: BoxResult(
        fragment: context.add(piece), size: .zero, intrinsicBlockSize: .zero),
      blockOffset: blockOffset, endStrut: MarginStrut(), exclusions: exclusions,
      isSelfCollapsing: false, mustRepeat: true)
  }

  // MARK: Children in flow

  private mutating func layoutInflow(_ child: BoxID, _ style: ComputedStyle) -> Bool {
    let childSpace = space(for: child, style)
    let childSizing = UsedSizes(child, childSpace, context)
    let childInline = childSizing.inlineSize()
    let margins = inlineMargins(
      style, size: childInline, available: contentInline, start: .zero)
    let line = lineStart(
      inline: sizing.edges.inlineStart + margins.inlineStart, size: childInline)
    var forced = isResolved ? nil : flow?.forcedBlockOffset
    var isCleared = false
    func flowSpace() -> FlowSpace {
      FlowSpace(
        lineOffset: line, blockOffset: marginBase, strut: strut.adding(margins.blockStart),
        exclusions: exclusions, forcedBlockOffset: forced, adjoining: adjoining,
        allowsTrial: flow?.allowsTrial ?? true)
    }
    if let clear = usedClear(style), exclusions.clearance(clear) > .min {
      let clearance = exclusions.clearance(clear)
      // Floats that would move down with the child are never behind it.
      let isAdjoining = !isResolved && adjoining.matches(clear)
      if isAdjoining
        || clearance > (forced ?? marginBase + strut.adding(margins.blockStart).sum)
          && clearance > naturalEdge(child, childSpace, flowSpace())
      {
        guard resolve(at: expectedEdge) else { return false }
        let edge = marginBase + strut.adding(margins.blockStart).sum
        if clearance > edge || isAdjoining {
          forced = clearance
          isCleared = true
        }
      }
    }
    var childFlow = flowSpace()
    var laidOut = context.layoutBlockFlow(child, childSpace, flow: childFlow)
    var edge = laidOut.blockOffset
    for _ in 0..<4 {
      if edge == nil, isResolved { edge = marginBase + laidOut.endStrut.sum }
      if let edge, !laidOut.isSelfCollapsing || laidOut.mustRepeat, !isResolved {
        guard resolve(at: edge) else { return false }
      }
      let isMisplaced =
        laidOut.mustRepeat
        || laidOut.placedFloatsAtExpected && edge != nil
          && edge != childFlow.expected
      guard isMisplaced, let edge else { break }
      childFlow = flowSpace()
      childFlow.blockOffset = min(edge, childFlow.blockOffset)
      childFlow.forcedBlockOffset = edge
      laidOut = context.layoutBlockFlow(child, childSpace, flow: childFlow)
    }
    exclusions = laidOut.exclusions
    if !isResolved {
      placedFloatsAtExpected = placedFloatsAtExpected || laidOut.placedFloatsAtExpected
      adjoining.left = adjoining.left || laidOut.adjoining.left
      adjoining.right = adjoining.right || laidOut.adjoining.right
    }
    let offset: LayoutUnit
    if let edge, isResolved, let blockOffset {
      offset = edge - blockOffset
    } else {
      offset = .zero
    }
    add(
      laidOut.result, child, style, inline: sizing.edges.inlineStart + margins.inlineStart, offset)
    lastHadClearance = laidOut.isSelfCollapsing && lastHadClearance
    strut = laidOut.endStrut
    if laidOut.isSelfCollapsing {
      if isCleared {
        // The margins that follow collapse with the child's own from its cleared position.
        position = offset - strut.sum
        lastHadClearance = true
      }
    } else {
      position = offset + laidOut.result.size.block
    }
    strut.add(margins.blockEnd)
    return true
  }

  /// Where a child's border edge would be without clearance.
  private func naturalEdge(
    _ child: BoxID, _ childSpace: ConstraintSpace, _ flowSpace: FlowSpace
  ) -> LayoutUnit {
    guard flow?.allowsTrial ?? true else { return .min }
    var trial = flowSpace
    trial.allowsTrial = false
    let result = context.layoutBlockFlow(child, childSpace, flow: trial)
    return result.blockOffset ?? flowSpace.blockOffset + result.endStrut.sum
  }

  /// A child that is a formatting context root: it stands beside floats or below them.
  /// `[CSS 2.1, §9.5]`
  private mutating func layoutFormattingContext(_ child: BoxID, _ style: ComputedStyle) -> Bool {
    let margin = style.marginEdges(in: axes, base: contentInline)
    var estimate = marginBase + strut.adding(margin.blockStart).sum
    if !isResolved, let forced = flow?.forcedBlockOffset { estimate = forced }
    if let clear = usedClear(style),
      exclusions.clearance(clear) > estimate || !isResolved && adjoining.matches(clear)
    {
      guard resolve(at: expectedEdge) else { return false }
      estimate = exclusions.clearance(clear)
    }
    let span = contentSpan
    var childSpace = space(for: child, style)
    var block = estimate
    var result = BoxResult(fragment: 0, size: .zero, intrinsicBlockSize: .zero)
    var free = exclusions.span(from: block, to: block, within: span)
    let lineMargins =
      axes.isRTL ? (margin.inlineEnd, margin.inlineStart) : (margin.inlineStart, margin.inlineEnd)
    var turns = 0
    while true {
      free = exclusions.span(from: block, to: block, within: span)
      let isNarrowed = free != span
      // Margins overlap the floats.
      let start = max(free.start, span.start + lineMargins.0)
      let end = min(free.end, span.end - lineMargins.1)
      if WritingDirection(style).isOrthogonal(to: axes) {
        childSpace.availableBlock = isNarrowed ? (end - start).clampedToPositive : contentInline
      } else if isNarrowed {
        childSpace.availableInline =
          (end - start).clampedToPositive + margin.inlineSum
      } else {
        childSpace.availableInline = contentInline
      }
      result = context.layout(child, childSpace)
      turns += 1
      guard isNarrowed || exclusions.nextEnd(after: block) != nil, turns < 200 else { break }
      let size = sizeInline(result, style)
      let below = exclusions.span(
        from: block, to: block + max(sizeBlock(result, style), LayoutUnit(raw: 1)), within: span)
      let tight = max(below.start, span.start + lineMargins.0)
      let tightEnd = min(below.end, span.end - lineMargins.1)
      if below == span || size <= tightEnd - tight {
        free = below
        break
      }
      guard let next = exclusions.nextEnd(after: block) else { break }
      block = next
    }
    if !isResolved {
      // Beside floats alone, the child's own margin does not reach the container's.
      let edge = block == estimate ? estimate : expectedEdge
      guard resolve(at: edge) else { return false }
    }
    let size = sizeInline(result, style)
    let isNarrowed = free != span
    let available = isNarrowed ? free.length : contentInline
    var margins = inlineMargins(style, size: size, available: available, start: .zero)
    if isNarrowed {
      let lineSide: LayoutUnit
      if axes.isRTL {
        let right = max(span.end - free.end, margins.inlineStart)
        margins.inlineStart = right
        lineSide = right
      } else {
        lineSide = max(free.start - span.start, .zero)
        let auto = style.logicalMargins(in: axes).inlineStart.isAuto
        margins.inlineStart =
          auto ? lineSide + margins.inlineStart : max(lineSide, margins.inlineStart)
      }
    }
    let offset = block - (blockOffset ?? .zero)
    add(result, child, style, inline: sizing.edges.inlineStart + margins.inlineStart, offset)
    position = offset + sizeBlock(result, style)
    strut = MarginStrut()
    strut.add(margin.blockEnd)
    lastHadClearance = false
    return true
  }

  private mutating func layoutLines() -> Bool {
    let content = context.inlineContent(of: box, scale: space.textScale)
    marker = content.marker
    if content.isEmpty {
      for item in content.outOfLine {
        if context.tree[item].isFloating { placeFloat(item) } else { addPlaceholder(item) }
      }
      return true
    }
    guard resolve(at: expectedEdge), let blockOffset else { return false }
    let start = position
    var lines = InlineFlow(
      content: content, box: box, style: sizing.style, axes: axes,
      origin: BFCOffset(
        line: contentSpan.start, block: blockOffset + position),
      inlineSize: contentInline, percentageBlock: percentageBlock, exclusions: exclusions,
      textScale: space.textScale, limit: lineLimit, context: context)
    lines.run()
    exclusions = lines.exclusions
    for piece in lines.pieces {
      builder.add(
        piece.fragment,
        at: LogicalOffset(
          inline: sizing.edges.inlineStart + piece.offset.inline,
          block: start + piece.offset.block), shift: piece.shift)
    }
    if let baseline = lines.firstBaseline { firstBaseline = start + baseline }
    if let baseline = lines.lastBaseline { lastBaseline = start + baseline }
    position = start + lines.blockSize
    hasEllipsis = lines.hasEllipsis
    return true
  }

  /// The number of lines that `line-clamp` leaves.
  private var lineLimit: Int? { sizing.style.box.lineClamp }

  // MARK: Floats and out-of-flow boxes

  private mutating func placeFloat(_ child: BoxID) {
    var placer = FloatPlacement(
      context: context, containerAxes: axes, span: contentSpan, inlineSize: contentInline,
      percentageBlock: percentageBlock, textScale: space.textScale)
    let origin: LayoutUnit
    if isResolved {
      origin = nextEdge
    } else {
      origin = flow?.expected ?? .zero
      placedFloatsAtExpected = placedFloatsAtExpected || flow?.forcedBlockOffset == nil
      adjoining.add(context.style(child).box.float)
    }
    let placed = placer.place(child, from: origin, exclusions: &exclusions)
    let container = isResolved ? (blockOffset ?? .zero) : origin
    let inline = inlineStart(line: placed.offset.line, size: placed.inlineSize)
    builder.add(
      placed.fragment,
      at: LogicalOffset(inline: inline, block: placed.offset.block - container),
      shift: context.relativeShift(
        of: child, containingInline: contentInline, containingBlock: percentageBlock, axes: axes))
  }

  private mutating func addPlaceholder(_ child: BoxID) {
    let edge = isResolved ? nextEdge - (blockOffset ?? .zero) : .zero
    let style = context.style(child)
    var inline = sizing.edges.inlineStart
    if style.box.originalDisplay.boxLevel == .inline {
      // It would have stood on a line of its own.
      inline += InlineFlow.startOfEmptyLine(
        style: sizing.style, inlineSize: contentInline)
    }
    builder.addPlaceholder(
      child, at: LogicalOffset(inline: inline, block: edge), position: StaticPosition(axes: axes),
      context: context)
  }

  // MARK: End

  private mutating func finish() -> FlowResult {
    var endStrut = strut
    var content: LayoutUnit
    placeMarker()
    let closes = isRoot || sizing.edges.blockEnd != .zero || lastHadClearance
    if closes {
      if !isResolved { _ = resolve(at: expectedEdge) }
      position += strut.sum
      if lastHadClearance, !isRoot, sizing.edges.blockEnd == .zero {
        position = max(position, .zero)
      }
      endStrut = MarginStrut()
      content = max(position, sizing.edges.blockStart) + sizing.edges.blockEnd
      content = max(content, sizing.blockEdges)
    } else {
      content = isResolved ? max(position, sizing.edges.blockStart) : .zero
    }
    if isRoot {
      let floatEnd = max(exclusions.leftEnd, exclusions.rightEnd)
      content = max(content, floatEnd + sizing.edges.blockEnd)
    }
    if context.tree[box].kind == .tableCell { content = max(content, sizing.blockEdges) }
    if let rows = sizing.style.box.control?.rows { content = listHeight(rows: rows) }
    let block = sizing.blockSize(content: content, inline: inlineSize)
    if !isResolved, block != .zero {
      let edge = expectedEdge
      guard resolve(at: edge) else { return repetition() }
    }
    if isResolved, !closes, block != content || !sizing.style.blockSize(axes).isContentBased {
      endStrut = MarginStrut()
    }
    alignContent(content: content, block: block)
    let size = LogicalSize(inline: inlineSize, block: block)
    var piece = LayoutFragment(
      content: .box, box: box, style: context.tree[box].style, size: size.physical(in: axes))
    piece.border = sizing.border.physical(in: axes)
    piece.padding = sizing.padding.physical(in: axes)
    piece.firstBaseline = firstBaseline
    piece.lastBaseline = lastBaseline
    piece.hasEllipsis = hasEllipsis
    let fragment = builder.finish(piece, context: context)
    return FlowResult(
      result: BoxResult(
        fragment: fragment, size: size, intrinsicBlockSize: content, firstBaseline: firstBaseline,
        lastBaseline: lastBaseline),
      blockOffset: isResolved ? blockOffset : flow?.forcedBlockOffset, endStrut: endStrut,
      exclusions: exclusions, isSelfCollapsing: !isResolved,
      placedFloatsAtExpected: placedFloatsAtExpected, adjoining: adjoining)
  }
}
