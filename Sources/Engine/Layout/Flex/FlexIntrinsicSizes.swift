import Scene

/// The intrinsic main and cross sizes of a flex container along its inline axis.
/// `[CSS Flexbox 1, §9.9]`
struct FlexIntrinsicSizes {
  let box: BoxID
  let percentageBlock: LayoutUnit?
  let textScale: Double
  let context: LayoutContext

  init(_ box: BoxID, percentageBlock: LayoutUnit?, textScale: Double, context: LayoutContext) {
    self.box = box
    self.percentageBlock = percentageBlock
    self.textScale = textScale
    self.context = context
  }

  /// The content box's sizes.
  func sizes() -> IntrinsicSizes {
    let style = context.style(box)
    let axes = WritingDirection(style)
    let isRow =
      style.container.flexDirection == .row || style.container.flexDirection == .rowReverse
    let wraps = style.container.flexWrap != .nowrap
    if wraps, !isRow { return columnsOfSeveralLines(style, axes) }
    var sizes = IntrinsicSizes.zero
    var count = 0
    var next = context.tree[box].firstChild
    while let child = next {
      next = context.tree[child].nextSibling
      guard !context.tree[child].isOutOfFlow, !context.tree[child].isOutsideMarker else { continue }
      let part = context.contribution(
        of: child, in: axes, percentageBlock: percentageBlock, textScale: textScale,
        stretchedBlock: isRow && !wraps ? stretchedBlock(of: child, style, axes) : nil)
      count += 1
      guard isRow else {
        sizes.encompass(part)
        continue
      }
      sizes.maximum += part.maximum
      if wraps {
        sizes.minimum = max(sizes.minimum, part.minimum)
      } else {
        sizes.minimum += part.minimum
      }
    }
    if isRow, count > 1 {
      let gap = (style.container.columnGap?.resolve(.zero) ?? .zero).clampedToPositive
      sizes.maximum += gap * (count - 1)
      if !wraps { sizes.minimum += gap * (count - 1) }
    }
    sizes.maximum = max(sizes.maximum, sizes.minimum)
    return sizes
  }

  /// The block size that an item of a single line gets for sure, from which its ratio may give its
  /// inline size. `[§9.8]`
  private func stretchedBlock(
    of child: BoxID, _ container: ComputedStyle, _ axes: WritingDirection
  ) -> LayoutUnit? {
    guard let percentageBlock, context.dependsOnBlockSize(child) else { return nil }
    let style = context.style(child)
    var align = style.container.alignSelf.keyword
    if align == .auto { align = container.container.alignItems.keyword }
    guard align == .stretch || align == .normal || align == .auto, style.blockSize(axes).isAuto,
      !WritingDirection(style).isOrthogonal(to: axes)
    else { return nil }
    let margins = style.logicalMargins(in: axes)
    guard !margins.blockStart.isAuto, !margins.blockEnd.isAuto else { return nil }
    let size = (percentageBlock - style.marginEdges(in: axes, base: .zero).blockSum)
      .clampedToPositive
    let space = ConstraintSpace(
      child: style, in: axes, inline: .zero, block: percentageBlock,
      percentageBlock: percentageBlock, context: context)
    return UsedSizes(child, space, context).clampBlock(size, content: nil)
  }

  /// Columns beside one another are as wide as they come out where no item is narrower than it needs.
  private func columnsOfSeveralLines(
    _ style: ComputedStyle, _ axes: WritingDirection
  ) -> IntrinsicSizes {
    var sizes = IntrinsicSizes.zero
    for child in context.orderedItems(of: box).items {
      sizes.encompass(
        context.contribution(
          of: child, in: axes, percentageBlock: percentageBlock, textScale: textScale))
    }
    var space = ConstraintSpace(availableInline: sizes.maximum, availableBlock: percentageBlock)
    space.textScale = textScale
    let edges = UsedSizes(box, space, context).edges
    space.fixedInline = sizes.maximum + edges.inlineSum
    space.fixedBlock = percentageBlock.map { $0 + edges.blockSum }
    var layout = FlexLayout(box, space, context: context)
    sizes.maximum = max(sizes.maximum, layout.naturalCrossSize())
    return sizes
  }
}
