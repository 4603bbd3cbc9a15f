import Scene

/// Lays out a float and finds its place. `[CSS 2.1, §9.5.1]`
struct FloatPlacement {
  let context: LayoutContext
  let containerAxes: WritingDirection
  /// The container's content span in the formatting context.
  let span: LineSpan
  let inlineSize: LayoutUnit
  let percentageBlock: LayoutUnit?
  let textScale: Double

  struct Placed {
    var fragment: Int32
    /// The border box's line-left, block-start corner in the formatting context.
    var offset: BFCOffset
    /// The border box's extent along the container's inline axis.
    var inlineSize: LayoutUnit
  }

  /// The size of a float's margin box, for lines that must know whether it fits.
  func marginInlineSize(_ box: BoxID) -> LayoutUnit {
    let laidOut = layout(box)
    return laidOut.size.inline + laidOut.margin.inlineSum
  }

  private func layout(
    _ box: BoxID
  ) -> (result: BoxResult, size: LogicalSize, margin: LogicalEdges) {
    let style = context.style(box)
    var childSpace = ConstraintSpace(
      child: style, in: containerAxes, inline: inlineSize, block: percentageBlock,
      percentageBlock: percentageBlock, context: context)
    childSpace.stretchesInline = false
    childSpace.textScale = textScale
    let result = context.layout(box, childSpace)
    let size =
      WritingDirection(style).isOrthogonal(to: containerAxes)
      ? LogicalSize(inline: result.size.block, block: result.size.inline) : result.size
    return (result, size, style.marginEdges(in: containerAxes, base: inlineSize))
  }

  mutating func place(
    _ box: BoxID, from origin: LayoutUnit, exclusions: inout ExclusionSpace
  ) -> Placed {
    let style = context.style(box)
    let (result, size, margin) = layout(box)
    let lineMargins =
      containerAxes.isRTL
      ? (start: margin.inlineEnd, end: margin.inlineStart)
      : (start: margin.inlineStart, end: margin.inlineEnd)
    let isLeft = style.box.float == .left
    var from = origin
    if style.box.clear != .none { from = max(from, exclusions.clearance(style.box.clear)) }
    let outer = LogicalSize(
      inline: size.inline + margin.inlineSum,
      block: size.block + margin.blockSum)
    let place = exclusions.place(size: outer, isLeft: isLeft, from: from, within: span)
    let shape = shape(
      box, style, at: place, outer: outer, margin: lineMargins, blockStart: margin.blockStart,
      blockEnd: margin.blockEnd)
    exclusions.add(
      Exclusion(
        lineStart: place.line, lineEnd: place.line + outer.inline, blockStart: place.block,
        blockEnd: max(place.block, place.block + outer.block), isLeft: isLeft, shape: shape))
    return Placed(
      fragment: result.fragment,
      offset: BFCOffset(
        line: place.line + lineMargins.start, block: place.block + margin.blockStart),
      inlineSize: size.inline)
  }

  private func shape(
    _ box: BoxID, _ style: ComputedStyle, at place: BFCOffset, outer: LogicalSize,
    margin: (start: LayoutUnit, end: LayoutUnit), blockStart: LayoutUnit, blockEnd: LayoutUnit
  ) -> FloatShape? {
    guard style.generated.shapeOutside != nil else { return nil }
    let size = outer.physical(in: containerAxes)
    let own = WritingDirection(style)
    let margins = LogicalEdges(
      inlineStart: containerAxes.isRTL ? margin.end : margin.start,
      inlineEnd: containerAxes.isRTL ? margin.start : margin.end, blockStart: blockStart,
      blockEnd: blockEnd
    ).physical(in: containerAxes)
    return FloatShapeGeometry(
      style: style,
      marginBox: Rect(x: 0, y: 0, width: size.width.pixels, height: size.height.pixels),
      margin: margins, border: style.borderEdges(in: own).physical(in: own),
      padding: style.paddingEdges(in: own, base: inlineSize).physical(in: own), base: inlineSize,
      isReplaced: context.tree[box].kind == .replaced, placement: placement(of: size, at: place),
      images: context.images
    ).shape()
  }

  /// From the float's margin box, in physical coordinates, to the formatting context.
  private func placement(of size: LayoutSize, at place: BFCOffset) -> AffineTransform {
    let line = place.line.pixels
    let block = place.block.pixels
    switch containerAxes.mode {
    case .horizontalTB: return .translation(x: line, y: block)
    case .verticalRL, .sidewaysRL:
      return AffineTransform(
        a: 0, b: -1, c: 1, d: 0, tx: line, ty: block + size.width.pixels)
    case .verticalLR: return AffineTransform(a: 0, b: 1, c: 1, d: 0, tx: line, ty: block)
    case .sidewaysLR:
      return AffineTransform(
        a: 0, b: 1, c: -1, d: 0, tx: line + size.height.pixels, ty: block)
    }
  }
}
