import Scene

/// Conversions and sizes that the layout of blocks shares.
extension BlockFlow {
  /// The content box's span in the formatting context, from line-left.
  var contentSpan: LineSpan {
    let left = axes.isRTL ? sizing.edges.inlineEnd : sizing.edges.inlineStart
    let start = lineOffset + left
    return LineSpan(start: start, end: start + contentInline)
  }

  /// The line-left edge of a child at an inline offset in the border box.
  func lineStart(inline: LayoutUnit, size: LayoutUnit) -> LayoutUnit {
    axes.isRTL ? lineOffset + inlineSize - inline - size : lineOffset + inline
  }

  /// The inverse of `lineStart`.
  func inlineStart(line: LayoutUnit, size: LayoutUnit) -> LayoutUnit {
    axes.isRTL ? lineOffset + inlineSize - line - size : line - lineOffset
  }

  func space(for child: BoxID, _ style: ComputedStyle) -> ConstraintSpace {
    var available = percentageBlock
    if available == nil, isRoot { available = nil }
    var result = ConstraintSpace(
      child: style, in: axes, inline: contentInline, block: available,
      percentageBlock: context.tree[box].isAnonymous
        ? (space.percentageBlock ?? percentageBlock) : percentageBlock, context: context)
    result.textScale = space.textScale
    let kind = context.tree[child].kind
    if kind == .table || context.tree[child].isFloating || style.box.control != nil {
      result.stretchesInline = false
    }
    return result
  }

  /// The extents of a child's result along this container's axes.
  func sizeInline(_ result: BoxResult, _ style: ComputedStyle) -> LayoutUnit {
    WritingDirection(style).isOrthogonal(to: axes) ? result.size.block : result.size.inline
  }

  func sizeBlock(_ result: BoxResult, _ style: ComputedStyle) -> LayoutUnit {
    WritingDirection(style).isOrthogonal(to: axes) ? result.size.inline : result.size.block
  }

  /// The used margins of a block-level child. `[CSS 2.1, §10.3.3]`
  func inlineMargins(
    _ style: ComputedStyle, size: LayoutUnit, available: LayoutUnit, start: LayoutUnit
  ) -> LogicalEdges {
    var margin = style.marginEdges(in: axes, base: contentInline)
    let sides = style.logicalMargins(in: axes)
    let free = available - size - margin.inlineSum
    switch (sides.inlineStart.isAuto, sides.inlineEnd.isAuto) {
    case (true, true):
      margin.inlineStart = (free / 2).clampedToPositive
      margin.inlineEnd = free - margin.inlineStart
    case (true, false): margin.inlineStart = free.clampedToPositive
    case (false, true): margin.inlineEnd = free
    case (false, false):
      // `align` attributes move blocks as well as lines.
      switch sizing.style.text.align {
      case .webkitCenter: margin.inlineStart += (free / 2).clampedToPositive
      case .webkitRight where !axes.isRTL, .webkitLeft where axes.isRTL:
        margin.inlineStart += free.clampedToPositive
      default: break
      }
    }
    return margin
  }

  /// The clear value in line-left terms; nil for none.
  func usedClear(_ style: ComputedStyle) -> Clear? {
    style.box.clear == .none ? nil : style.box.clear
  }

  mutating func add(
    _ result: BoxResult, _ child: BoxID, _ style: ComputedStyle, inline: LayoutUnit,
    _ block: LayoutUnit
  ) {
    builder.add(
      result.fragment, at: LogicalOffset(inline: inline, block: block),
      shift: context.relativeShift(
        of: child, containingInline: contentInline, containingBlock: percentageBlock, axes: axes))
    guard !WritingDirection(style).isOrthogonal(to: axes) else { return }
    if firstBaseline == nil, let baseline = result.firstBaseline {
      firstBaseline = block + baseline
    }
    // Lines stand on the first baseline of a flex or grid container. [CSS Align 3, §9.1]
    let usesFirst = context.tree[child].kind == .flex || context.tree[child].kind == .grid
    if let baseline = usesFirst ? result.firstBaseline : result.lastBaseline {
      lastBaseline = block + baseline
    }
  }

  /// Moves the content within a box that is higher: `vertical-align` of cells, `align-content`.
  mutating func alignContent(content: LayoutUnit, block: LayoutUnit) {
    guard isRoot else { return }
    var shift = LayoutUnit.zero
    if context.tree[box].kind == .tableCell, let cell = space.cell {
      switch sizing.style.box.verticalAlign {
      case .keyword(.top): break
      case .keyword(.middle): shift = (block - content) / 2
      case .keyword(.bottom): shift = block - content
      default:
        // Without a line the content stays at the top.
        if let baseline = cell.rowBaseline, let firstBaseline { shift = baseline - firstBaseline }
      }
    } else {
      let free = block - content
      let align = sizing.style.container.alignContent
      if !align.isUnsafe, free < .zero { return }
      switch align.keyword {
      case .center, .spaceAround, .spaceEvenly: shift = free / 2
      case .end, .flexEnd, .lastBaseline: shift = free
      default: break
      }
    }
    guard shift != .zero else { return }
    builder.shiftBlock(by: shift)
    firstBaseline = firstBaseline.map { $0 + shift }
    lastBaseline = lastBaseline.map { $0 + shift }
  }

  /// Sets the outside list marker beside the item's border box, at the height of the first line.
  /// `[CSS Lists 3, §3.3]`
  mutating func placeMarker() {
    guard let marker else { return }
    let style = context.style(marker)
    var markerSpace = ConstraintSpace(
      child: style, in: axes, inline: contentInline, block: nil, percentageBlock: nil,
      context: context)
    markerSpace.stretchesInline = false
    markerSpace.textScale = space.textScale
    let result = context.layout(marker, markerSpace)
    let baseline = result.firstBaseline ?? result.size.block
    let margin = ListMarkerGeometry.outsideStart(
      marker, size: result.size.inline, context: context, scale: space.textScale)
    guard let firstBaseline else {
      // Without a line to stand on, it takes a line's height itself, as browsers have it.
      if !isResolved { _ = resolve(at: expectedEdge) }
      self.firstBaseline = baseline
      position = max(position, sizing.edges.blockStart + result.size.block)
      builder.add(result.fragment, at: LogicalOffset(inline: margin, block: .zero))
      return
    }
    let line = firstBaseline - baseline
    builder.add(result.fragment, at: LogicalOffset(inline: margin, block: line))
  }
}

/// Where markers stand beside their item, as browsers place them.
enum ListMarkerGeometry {
  static let gap: LayoutUnit = 7

  /// The marker box's inline offset from the item's border edge; negative.
  static func outsideStart(
    _ marker: BoxID, size: LayoutUnit, context: LayoutContext, scale: Double
  ) -> LayoutUnit {
    guard let content = symbolOrImage(marker, context) else { return -size }
    if case .symbol = content {
      let ascent = Int(context.metrics(context.tree[marker].style, scale: scale).ascent)
      return -LayoutUnit(ascent * 2 / 3) - gap - 1
    }
    return -size - gap
  }

  private static func symbolOrImage(_ marker: BoxID, _ context: LayoutContext) -> ReplacedContent? {
    guard let child = context.tree[marker].firstChild, context.tree[child].kind == .replaced
    else { return nil }
    return context.tree.replaced[Int(context.tree[child].content)]
  }

  /// The margins that place a drawn bullet on its line; nil for other boxes.
  static func symbolMargin(
    _ box: BoxID, _ context: LayoutContext, scale: Double
  ) -> LogicalEdges? {
    let entry = context.tree[box]
    guard entry.kind == .replaced, case .symbol = context.tree.replaced[Int(entry.content)] else {
      return nil
    }
    let ascent = context.metrics(entry.style, scale: scale).ascent
    let symbol = symbol(ascent: ascent)
    let isOutside = entry.parent.map { context.tree[$0].isOutsideMarker } ?? false
    return LogicalEdges(
      inlineStart: isOutside ? 1 : 0,
      inlineEnd: isOutside ? 1 : LayoutUnit(context.style(box).font.size * scale) + 1,
      blockEnd: LayoutUnit(symbol.bottom))
  }

  /// The extent of a drawn bullet and its distance from the baseline, in whole pixels.
  static func symbol(ascent: Double) -> (size: Int, bottom: Int, advance: Int) {
    let ascent = Int(Swift.max(0, Swift.min(ascent, 100_000)))
    let size = (ascent * 2 / 3 + 1) / 2
    let top = 3 * (ascent - ascent * 2 / 3) / 2
    return (size, ascent - top - size, size + 2)
  }
}
