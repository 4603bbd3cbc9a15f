import Scene

/// The layout of a fieldset: its legend lies on its border, the rest in a box below. `[HTML, §15.3.13]`
struct FieldsetLayout {
  let context: LayoutContext
  let box: BoxID
  let space: ConstraintSpace
  let sizing: UsedSizes
  let inlineSize: LayoutUnit
  private var axes: WritingDirection { sizing.axes }
  private var border: LogicalEdges { sizing.border }

  init(_ box: BoxID, _ space: ConstraintSpace, context: LayoutContext) {
    self.context = context
    self.box = box
    self.space = space
    sizing = UsedSizes(box, space, context)
    inlineSize = sizing.inlineSize()
  }

  private struct Legend {
    var result: BoxResult
    var rect: (offset: LogicalOffset, size: LogicalSize)
    /// Where the content may begin.
    var end: LayoutUnit
  }

  func run() -> BoxResult {
    var builder = FragmentBuilder(axes: axes)
    var piece = LayoutFragment(
      content: .box, box: box, style: context.tree[box].style, size: .zero)
    var start = border.blockStart
    let (legendBox, contentBox) = Self.parts(of: box, context.tree)
    let legend = legendBox.map { layoutLegend($0) }
    if let legendBox, let legend {
      start = max(start, legend.end)
      builder.add(
        legend.result.fragment, at: legend.rect.offset,
        shift: context.relativeShift(
          of: legendBox, containingInline: contentInline, containingBlock: nil, axes: axes))
    }
    let outside = start + border.blockEnd
    let least = outside + sizing.padding.blockSum
    let definite = sizing.definiteBlockSize(inline: inlineSize).map { max($0, least) }
    var content = layoutContent(contentBox, block: definite.map { $0 - outside })
    let natural = content.size.block + outside
    let block = max(definite ?? sizing.blockSize(content: natural, inline: inlineSize), least)
    if definite == nil, block != natural {
      content = layoutContent(contentBox, block: block - outside)
    }
    builder.add(
      content.fragment, at: LogicalOffset(inline: border.inlineStart, block: start))
    let size = LogicalSize(inline: inlineSize, block: block)
    piece.size = size.physical(in: axes)
    piece.border = border.physical(in: axes)
    piece.padding = sizing.padding.physical(in: axes)
    piece.firstBaseline = content.firstBaseline.map { $0 + start }
    piece.lastBaseline = content.lastBaseline.map { $0 + start }
    piece.legendGap = legend.map { gap(of: $0, in: piece.size) }
    return BoxResult(
      fragment: builder.finish(piece, context: context), size: size, intrinsicBlockSize: natural,
      firstBaseline: piece.firstBaseline, lastBaseline: piece.lastBaseline)
  }

  /// The content box of the fieldset, in which a legend stands along the inline axis.
  private var contentInline: LayoutUnit { (inlineSize - sizing.inlineEdges).clampedToPositive }

  private static func parts(
    of box: BoxID, _ tree: BoxTree
  ) -> (legend: BoxID?, content: BoxID) {
    let children = tree.childList(of: box)
    return (children.count > 1 ? children.first : nil, children.last ?? box)
  }

  /// A legend is as wide as its content, and centered over the border where it is not higher.
  private func layoutLegend(_ legend: BoxID) -> Legend {
    let style = context.style(legend)
    var legendSpace = ConstraintSpace(
      child: style, in: axes, inline: contentInline, block: nil, percentageBlock: nil,
      context: context)
    legendSpace.stretchesInline = false
    legendSpace.textScale = space.textScale
    let result = context.layout(legend, legendSpace)
    let size = LogicalSize(result.size.physical(in: WritingDirection(style)), in: axes)
    let margin = style.marginEdges(in: axes, base: contentInline)
    let block = (border.blockStart - size.block).clampedToPositive / 2
    let inline =
      sizing.edges.inlineStart + margin.inlineStart
      + alignedOffset(style, free: contentInline - size.inline - margin.inlineSum)
    return Legend(
      result: result, rect: (LogicalOffset(inline: inline, block: block), size),
      end: block + size.block + margin.blockEnd)
  }

  /// Automatic margins place a legend, else its own `text-align`.
  private func alignedOffset(_ style: ComputedStyle, free: LayoutUnit) -> LayoutUnit {
    guard free > .zero else { return .zero }
    let margins = style.logicalMargins(in: axes)
    if margins.inlineStart.isAuto { return margins.inlineEnd.isAuto ? free / 2 : free }
    if margins.inlineEnd.isAuto { return .zero }
    switch style.text.align {
    case .center, .webkitCenter: return free / 2
    case .left, .webkitLeft: return axes.isRTL ? free : .zero
    case .right, .webkitRight: return axes.isRTL ? .zero : free
    default: return .zero
    }
  }

  private func layoutContent(_ content: BoxID, block: LayoutUnit?) -> BoxResult {
    let inline = (inlineSize - border.inlineSum).clampedToPositive
    var contentSpace = ConstraintSpace(availableInline: inline, availableBlock: block)
    contentSpace.fixedInline = inline
    contentSpace.fixedBlock = block
    contentSpace.percentageBlock = nil
    // The padding is the fieldset's own.
    contentSpace.percentageEdges = space.percentageEdges
    contentSpace.isNewFormattingContext = true
    contentSpace.textScale = space.textScale
    return context.layout(content, contentSpace)
  }

  private func gap(of legend: Legend, in outer: LayoutSize) -> LegendGap {
    let (offset, size) = legend.rect
    let extent = LogicalSize(
      inline: size.inline, block: max(border.blockStart, offset.block + size.block))
    let inner = extent.physical(in: axes)
    let origin = LogicalOffset(inline: offset.inline, block: .zero).physical(
      in: axes, outer: outer, inner: inner)
    let inset = (size.block - border.blockStart).clampedToPositive / 2
    return LegendGap(
      rect: LayoutRect(origin: origin, size: inner),
      inset: LogicalEdges(blockStart: inset).physical(in: axes))
  }

  /// The content box's sizes: the wider of legend and content.
  static func intrinsicSizes(
    _ box: BoxID, percentageBlock: LayoutUnit?, textScale: Double, context: LayoutContext
  ) -> IntrinsicSizes {
    let axes = WritingDirection(context.style(box))
    let (legend, content) = parts(of: box, context.tree)
    var space = ConstraintSpace(availableInline: .zero, availableBlock: nil)
    space.textScale = textScale
    let padding = UsedSizes(content, space, context).inlineEdges
    var sizes = context.intrinsicSizes(of: content, space: space).adding(-padding)
    if let legend {
      sizes.encompass(
        context.contribution(
          of: legend, in: axes, percentageBlock: nil, textScale: textScale))
    }
    return sizes
  }
}
