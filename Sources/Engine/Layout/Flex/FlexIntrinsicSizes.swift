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
    var sizes = IntrinsicSizes.zero
    var count = 0
    var next = context.tree[box].firstChild
    while let child = next {
      next = context.tree[child].nextSibling
      guard !context.tree[child].isOutOfFlow, !context.tree[child].isOutsideMarker else { continue }
      let part = context.contribution(
        of: child, in: axes, percentageBlock: percentageBlock, textScale: textScale)
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
}
