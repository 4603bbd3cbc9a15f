import Scene

/// The size and place of an out-of-flow box. `[CSS Position 3, §4]`, `[CSS 2.1, §10.3.7, §10.6.4]`
struct AbsolutePositioning {
  /// The containing block: its padding box, or a grid area.
  struct Container {
    /// Physical, in document coordinates.
    var rect: LayoutRect
    var axes: WritingDirection
    /// Alignment that a grid area lends to its boxes without insets.
    var isGridArea = false
  }

  let context: LayoutContext
  let box: BoxID
  let style: ComputedStyle
  let container: Container
  /// Physical, in document coordinates.
  let staticPoint: LayoutPoint
  let staticPosition: StaticPosition
  private let axes: WritingDirection

  init(
    _ box: BoxID, container: Container, staticPoint: LayoutPoint, staticPosition: StaticPosition,
    context: LayoutContext
  ) {
    self.context = context
    self.box = box
    self.container = container
    self.staticPoint = staticPoint
    self.staticPosition = staticPosition
    style = context.style(box)
    axes = WritingDirection(style)
  }

  /// One axis of the box: from the containing block's start edge in the box's own direction.
  private struct Axis {
    var size: LayoutUnit
    var insetStart: LayoutUnit?
    var insetEnd: LayoutUnit?
    var marginStart: LayoutUnit?
    var marginEnd: LayoutUnit?
    /// The distance of the static position from the start edge.
    var staticStart: LayoutUnit
    var staticEdge: StaticPosition.Edge
    /// Whether the containing block runs against the box along this axis.
    var isReversed: Bool

    /// The space between insets and margins for an automatic size.
    func available(fixedMargins: LayoutUnit) -> LayoutUnit {
      let space: LayoutUnit
      switch (insetStart, insetEnd) {
      case (nil, nil):
        switch staticEdge {
        case .start: space = size - staticStart
        case .end: space = staticStart
        case .center: space = min(staticStart, size - staticStart) * 2
        }
      default: space = size - (insetStart ?? .zero) - (insetEnd ?? .zero)
      }
      return (space - fixedMargins).clampedToPositive
    }

    /// The offset of the border box, and the used start margin included.
    func place(_ extent: LayoutUnit, overflowsToEnd: Bool) -> LayoutUnit {
      let start = marginStart ?? .zero
      let end = marginEnd ?? .zero
      switch (insetStart, insetEnd) {
      case (nil, nil):
        switch staticEdge {
        case .start: return staticStart + start
        case .end: return staticStart - extent - end
        case .center: return staticStart - (extent + start + end) / 2 + start
        }
      case (let insetStart?, nil): return insetStart + start
      case (nil, let insetEnd?): return size - insetEnd - end - extent
      case (let insetStart?, let insetEnd?):
        let free = size - insetStart - insetEnd - extent - start - end
        switch (marginStart, marginEnd) {
        case (nil, nil):
          // Equal margins, unless that would push the start out.
          if free < .zero, !overflowsToEnd {
            return isReversed ? size - insetEnd - extent : insetStart
          }
          return insetStart + free / 2
        case (nil, _): return insetStart + free
        case (_, nil): return insetStart + start
        default: return isReversed ? size - insetEnd - end - extent : insetStart + start
        }
      }
    }
  }

  /// - Returns: the laid-out piece and its border box's physical origin in document coordinates.
  func run(textScale: Double) -> (result: BoxResult, origin: LayoutPoint) {
    let size = LogicalSize(container.rect.size, in: axes)
    let base = LogicalSize(container.rect.size, in: container.axes).inline
    var inline = axis(isInline: true, size: size.inline, base: base)
    var block = axis(isInline: false, size: size.block, base: base)
    var space = ConstraintSpace(availableInline: size.inline, availableBlock: size.block)
    space.percentageEdges = base
    space.textScale = textScale
    let sizing = UsedSizes(box, space, context)
    let isReplaced = context.tree[box].kind == .replaced
    let isTable = context.tree[box].kind == .table
    let inlineRoom = inline.available(
      fixedMargins: (inline.marginStart ?? .zero) + (inline.marginEnd ?? .zero))
    let blockRoom = block.available(
      fixedMargins: (block.marginStart ?? .zero) + (block.marginEnd ?? .zero))
    if isReplaced {
      space.stretchesInline = false
    } else {
      let margins = style.marginEdges(in: axes, base: base)
      space.availableInline = inlineRoom + margins.inlineSum
      space.stretchesInline =
        inline.insetStart != nil && inline.insetEnd != nil && !isTable && stretches(isInline: true)
      if block.insetStart != nil, block.insetEnd != nil, !isTable, stretches(isInline: false) {
        space.availableBlock = blockRoom + margins.blockSum
        space.stretchesBlock = true
        if space.stretchesInline, sizing.ratio != nil, style.inlineSize(axes).isAuto,
          style.blockSize(axes).isAuto
        {
          space.stretchesBlock = false
        }
      }
    }
    let result = context.layout(box, space)
    inline = withAutoMargins(inline)
    block = withAutoMargins(block)
    let offset = LogicalOffset(
      inline: aligned(inline, isInline: true, extent: result.size.inline)
        ?? inline.place(result.size.inline, overflowsToEnd: false),
      block: aligned(block, isInline: false, extent: result.size.block)
        ?? block.place(result.size.block, overflowsToEnd: true))
    let inner = result.size.physical(in: axes)
    let point = offset.physical(in: axes, outer: container.rect.size, inner: inner)
    return (result, container.rect.origin + point)
  }

  private func withAutoMargins(_ axis: Axis) -> Axis {
    var axis = axis
    if axis.insetStart == nil || axis.insetEnd == nil {
      axis.marginStart = axis.marginStart ?? .zero
      axis.marginEnd = axis.marginEnd ?? .zero
    }
    return axis
  }

  private func alignment(isInline: Bool) -> SelfAlignment.Keyword {
    let isHorizontal = axes.isHorizontal == isInline
    // justify-self works along the containing block's inline axis.
    let justifies = container.axes.isHorizontal == isHorizontal
    return justifies
      ? style.container.justifySelf.keyword : style.container.alignSelf.keyword
  }

  /// Whether an automatic size fills the space between the insets.
  private func stretches(isInline: Bool) -> Bool {
    switch alignment(isInline: isInline) {
    case .auto, .normal, .stretch: true
    default: false
    }
  }

  /// The place within the insets that self-alignment gives; nil where it does not apply.
  private func aligned(_ axis: Axis, isInline: Bool, extent: LayoutUnit) -> LayoutUnit? {
    guard let start = axis.insetStart, let end = axis.insetEnd, let before = axis.marginStart,
      let after = axis.marginEnd
    else { return nil }
    let free = axis.size - start - end - before - after - extent
    switch alignment(isInline: isInline) {
    case .center: return start + before + free / 2
    case .end, .flexEnd: return axis.isReversed ? start + before : start + before + free
    case .start, .flexStart: return axis.isReversed ? start + before + free : start + before
    case .selfEnd: return start + before + free
    case .selfStart: return start + before
    case .left where isInline && axes.isHorizontal:
      return axes.isRTL ? start + before + free : start + before
    case .right where isInline && axes.isHorizontal:
      return axes.isRTL ? start + before : start + before + free
    default: return nil
    }
  }

  private func axis(isInline: Bool, size: LayoutUnit, base: LayoutUnit) -> Axis {
    let insets = LogicalSides(style.box.inset, in: axes)
    let margins = style.logicalMargins(in: axes)
    let fromStart = LogicalOffset(
      staticPoint - container.rect.origin, in: axes, outer: container.rect.size, inner: .zero)
    let isHorizontal = axes.isHorizontal == isInline
    let start = isInline ? fromStart.inline : fromStart.block
    // The static position's edges are named in its own axes.
    let source = staticPosition.axes
    let sourceIsInline = source.isHorizontal == isHorizontal
    var edge = sourceIsInline ? staticPosition.inlineEdge : staticPosition.blockEdge
    if startsAtLow(axes, isInline: isInline) != startsAtLow(source, isInline: sourceIsInline) {
      edge = edge == .start ? .end : edge == .end ? .start : .center
    }
    return Axis(
      size: size,
      insetStart: (isInline ? insets.inlineStart : insets.blockStart).resolve(size),
      insetEnd: (isInline ? insets.inlineEnd : insets.blockEnd).resolve(size),
      marginStart: (isInline ? margins.inlineStart : margins.blockStart).resolve(base),
      marginEnd: (isInline ? margins.inlineEnd : margins.blockEnd).resolve(base),
      staticStart: start, staticEdge: edge,
      isReversed: startsAtLow(axes, isInline: isInline)
        != startsAtLow(
          container.axes, isInline: container.axes.isHorizontal == isHorizontal))
  }

  /// Whether an axis starts at the physical left or top.
  private func startsAtLow(_ axes: WritingDirection, isInline: Bool) -> Bool {
    isInline ? !axes.hasFlippedInlines : axes.isHorizontal || !axes.hasFlippedBlocks
  }
}
