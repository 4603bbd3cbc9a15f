import Scene

/// Used sizes of boxes in their own axes. `[CSS Sizing 3, §5]`, `[CSS 2.1, §10]`
///
/// All sizes are of the border box unless said otherwise.
struct UsedSizes {
  let context: LayoutContext
  let box: BoxID
  let style: ComputedStyle
  let axes: WritingDirection
  let space: ConstraintSpace
  let border: LogicalEdges
  let padding: LogicalEdges

  init(_ box: BoxID, _ space: ConstraintSpace, _ context: LayoutContext) {
    self.context = context
    self.box = box
    self.space = space
    style = context.style(box)
    axes = WritingDirection(style)
    if let edges = space.cell?.border {
      border = LogicalEdges(edges, in: axes)
      padding = style.paddingEdges(in: axes, base: space.percentageEdges)
    } else if context.tree[box].kind == .table, style.text.borderCollapse == .collapse {
      // Half of the outer borders lies in the table, and there is no padding. [CSS 2.1, §17.6.2]
      border = context.tableGrid(box).borders?.table ?? .zero
      padding = .zero
    } else {
      border = style.borderEdges(in: axes)
      padding = style.paddingEdges(in: axes, base: space.percentageEdges)
    }
  }

  var edges: LogicalEdges { border + padding }
  var inlineEdges: LayoutUnit { edges.inlineSum }
  var blockEdges: LayoutUnit { edges.blockSum }

  private var width: SizeValue { style.inlineSize(axes) }
  private var height: SizeValue { style.blockSize(axes) }

  /// `aspect-ratio` as inline over block size, for boxes that are not replaced.
  var ratio: Double? {
    guard context.tree[box].kind != .replaced, let ratio = style.box.aspectRatio.ratio, ratio > 0
    else { return nil }
    return axes.isHorizontal ? ratio : 1 / ratio
  }

  private func borderBox(inline content: LayoutUnit) -> LayoutUnit {
    style.box.boxSizing == .borderBox
      ? Swift.max(content, inlineEdges) : content.clampedToPositive + inlineEdges
  }

  private func borderBox(block content: LayoutUnit) -> LayoutUnit {
    style.box.boxSizing == .borderBox
      ? Swift.max(content, blockEdges) : content.clampedToPositive + blockEdges
  }

  // MARK: Inline

  /// The border box's inline size.
  func inlineSize() -> LayoutUnit {
    let size = ordinaryInlineSize()
    // A table is never narrower than its content.
    return context.tree[box].kind == .table ? Swift.max(size, intrinsic().minimum) : size
  }

  private func ordinaryInlineSize() -> LayoutUnit {
    if let fixed = space.fixedInline { return Swift.max(fixed, .zero) }
    let size: LayoutUnit
    if width.isAuto, let fromRatio = inlineSizeFromRatio() {
      size = fromRatio
      let minimum = minInline(automatic: ratioMinimum())
      return clampInline(size, minimum: minimum)
    }
    if width.isAuto {
      size = space.stretchesInline ? stretchInline() : fitContent(stretchInline())
    } else {
      size = resolveInline(width) ?? fitContent(stretchInline())
    }
    return clampInline(size, minimum: minInline(automatic: .zero))
  }

  /// The available space less margins, at least the edges.
  func stretchInline() -> LayoutUnit {
    let margin = style.marginEdges(in: axes, base: space.percentageEdges)
    return Swift.max(space.availableInline - margin.inlineSum, inlineEdges)
  }

  private func fitContent(_ available: LayoutUnit) -> LayoutUnit {
    let sizes = contentSizes()
    return Swift.max(sizes.minimum, Swift.min(sizes.maximum, available))
  }

  /// The content sizes that a size property names: a ratio gives them where the block size is known.
  /// `[CSS Sizing 4, §5.1]`
  func contentSizes() -> IntrinsicSizes {
    guard let ratio, let block = definiteBlockSize(ignoringRatio: true) else { return intrinsic() }
    let inline = inlineFromRatio(block, ratio)
    return IntrinsicSizes(minimum: inline, maximum: inline)
  }

  func intrinsic() -> IntrinsicSizes {
    context.intrinsicSizes(of: box, space: space)
  }

  /// The value of a size property of the inline axis; nil for `auto` and `none`.
  func resolveInline(_ value: SizeValue) -> LayoutUnit? {
    switch value {
    case .auto, .none, .content: return nil
    case .lengthPercentage(let length):
      if space.hasIndefiniteInline, length.dependsOnPercentage { return nil }
      return borderBox(inline: length.resolve(space.percentageInline))
    case .minContent: return contentSizes().minimum
    case .maxContent: return contentSizes().maximum
    case .fitContent(nil): return fitContent(stretchInline())
    case .fitContent(let limit?):
      return fitContent(borderBox(inline: limit.resolve(space.percentageInline)))
    case .stretch: return stretchInline()
    }
  }

  func minInline(automatic: LayoutUnit) -> LayoutUnit {
    resolveInline(style.minInlineSize(axes)) ?? automatic
  }

  func clampInline(_ size: LayoutUnit, minimum: LayoutUnit) -> LayoutUnit {
    var maximum = resolveInline(style.maxInlineSize(axes)) ?? .max
    var minimum = minimum
    if let bounds = transferredBounds() {
      minimum = Swift.max(minimum, Swift.min(bounds.minimum, maximum))
      maximum = Swift.min(maximum, bounds.maximum)
    }
    return Swift.max(Swift.max(Swift.min(size, maximum), minimum), inlineEdges)
  }

  /// The bounds of an automatic inline size that those of the block size give through the ratio.
  /// `[CSS Sizing 4, §5.1.1]`
  func transferredBounds() -> (minimum: LayoutUnit, maximum: LayoutUnit)? {
    guard let ratio, width.isAuto, space.fixedInline == nil,
      definiteBlockSize(ignoringRatio: true) == nil
    else { return nil }
    func transferred(_ value: SizeValue) -> LayoutUnit? {
      resolveBlock(value, content: nil).map { inlineFromRatio($0, ratio) }
    }
    let minimum = transferred(style.minBlockSize(axes)) ?? .zero
    let maximum = transferred(style.maxBlockSize(axes)) ?? .max
    return (minimum, Swift.max(minimum, maximum))
  }

  private func inlineSizeFromRatio() -> LayoutUnit? {
    guard let ratio, let block = definiteBlockSize(ignoringRatio: true) else { return nil }
    if space.stretchesInline, space.fixedBlock == nil, height.isAuto { return nil }
    return inlineFromRatio(block, ratio)
  }

  private func ratioMinimum() -> LayoutUnit {
    style.box.overflowX == .visible || style.box.overflowX == .clip ? intrinsic().minimum : .zero
  }

  func inlineFromRatio(_ block: LayoutUnit, _ ratio: Double) -> LayoutUnit {
    if style.box.boxSizing == .borderBox, !style.box.aspectRatio.auto {
      return Swift.max(block.multiplied(by: ratio), inlineEdges)
    }
    return (block - blockEdges).clampedToPositive.multiplied(by: ratio) + inlineEdges
  }

  func blockFromRatio(_ inline: LayoutUnit) -> LayoutUnit? {
    guard let ratio else { return nil }
    if style.box.boxSizing == .borderBox, !style.box.aspectRatio.auto {
      return Swift.max(inline.multiplied(by: 1 / ratio), blockEdges)
    }
    return (inline - inlineEdges).clampedToPositive.multiplied(by: 1 / ratio) + blockEdges
  }

  // MARK: Block

  /// The border box's block size where it does not depend on the content; percentages of children
  /// refer to it.
  func definiteBlockSize(inline: LayoutUnit? = nil, ignoringRatio: Bool = false) -> LayoutUnit? {
    if let fixed = space.fixedBlock { return space.fixedBlockIsIndefinite ? nil : fixed }
    var size: LayoutUnit?
    if let resolved = resolveBlock(height, content: nil) {
      size = resolved
    } else if height.isAuto, space.stretchesBlock, let available = space.availableBlock {
      let margin = style.marginEdges(in: axes, base: space.percentageEdges)
      size = Swift.max(available - margin.blockSum, blockEdges)
    } else if height.isContentBased, !ignoringRatio, let inline,
      let fromRatio = blockFromRatio(inline)
    {
      size = fromRatio
    }
    return size.map { clampBlock($0, content: nil) }
  }

  /// The value of a size property of the block axis; nil for `auto`, `none`, percentages without a
  /// base and content sizes where `content` is nil.
  func resolveBlock(_ value: SizeValue, content: LayoutUnit?) -> LayoutUnit? {
    switch value {
    case .auto, .none, .content: return nil
    case .lengthPercentage(let length):
      if let base = space.percentageBlock { return borderBox(block: length.resolve(base)) }
      return length.fixed.map { borderBox(block: $0) }
    case .minContent, .maxContent, .fitContent: return content
    case .stretch:
      guard let available = space.availableBlock else { return content }
      let margin = style.marginEdges(in: axes, base: space.percentageEdges)
      return Swift.max(available - margin.blockSum, blockEdges)
    }
  }

  func clampBlock(_ size: LayoutUnit, content: LayoutUnit?) -> LayoutUnit {
    var size = size
    if let maximum = resolveBlock(style.maxBlockSize(axes), content: content) {
      size = Swift.min(size, maximum)
    }
    if let minimum = resolveBlock(style.minBlockSize(axes), content: content) {
      size = Swift.max(size, minimum)
    }
    return Swift.max(size, blockEdges)
  }

  /// The border box's block size for content of a border box block size `content`.
  func blockSize(content: LayoutUnit, inline: LayoutUnit) -> LayoutUnit {
    if let fixed = space.fixedBlock { return Swift.max(fixed, .zero) }
    if let definite = definiteBlockSize(inline: inline) {
      // A ratio gives way to content that is taller. [CSS Sizing 4, §5.1]
      let natural = blockFromRatio(inline) ?? content
      if height.isContentBased, !space.stretchesBlock, ratio != nil,
        style.minBlockSize(axes).isAuto,
        style.box.overflowY == .visible || style.box.overflowY == .clip
      {
        return clampBlock(Swift.max(definite, content), content: natural)
      }
      return clampBlock(definite, content: natural)
    }
    let size = resolveBlock(height, content: content) ?? content
    return clampBlock(size, content: content)
  }
}

extension ComputedStyle {
  func inlineSize(_ axes: WritingDirection) -> SizeValue {
    axes.isHorizontal ? box.width : box.height
  }
  func blockSize(_ axes: WritingDirection) -> SizeValue {
    axes.isHorizontal ? box.height : box.width
  }
  func minInlineSize(_ axes: WritingDirection) -> SizeValue {
    axes.isHorizontal ? box.minWidth : box.minHeight
  }
  func minBlockSize(_ axes: WritingDirection) -> SizeValue {
    axes.isHorizontal ? box.minHeight : box.minWidth
  }
  func maxInlineSize(_ axes: WritingDirection) -> SizeValue {
    axes.isHorizontal ? box.maxWidth : box.maxHeight
  }
  func maxBlockSize(_ axes: WritingDirection) -> SizeValue {
    axes.isHorizontal ? box.maxHeight : box.maxWidth
  }

  /// Whether the box is a scroll container along its inline axis.
  func scrollsInline(_ axes: WritingDirection) -> Bool {
    (axes.isHorizontal ? box.overflowX : box.overflowY).isScrollable
  }

  func borderEdges(in axes: WritingDirection) -> LogicalEdges {
    let sides = border.sides
    return LogicalEdges(
      LayoutEdges(
        top: LayoutUnit(sides.top.width), right: LayoutUnit(sides.right.width),
        bottom: LayoutUnit(sides.bottom.width), left: LayoutUnit(sides.left.width)), in: axes)
  }

  func paddingEdges(in axes: WritingDirection, base: LayoutUnit) -> LogicalEdges {
    let sides = box.padding
    return LogicalEdges(
      LayoutEdges(
        top: sides.top.resolve(base).clampedToPositive,
        right: sides.right.resolve(base).clampedToPositive,
        bottom: sides.bottom.resolve(base).clampedToPositive,
        left: sides.left.resolve(base).clampedToPositive), in: axes)
  }

  /// Margins with `auto` as zero.
  func marginEdges(in axes: WritingDirection, base: LayoutUnit) -> LogicalEdges {
    let sides = box.margin
    return LogicalEdges(
      LayoutEdges(
        top: sides.top.resolve(base) ?? .zero, right: sides.right.resolve(base) ?? .zero,
        bottom: sides.bottom.resolve(base) ?? .zero, left: sides.left.resolve(base) ?? .zero),
      in: axes)
  }

  func logicalMargins(in axes: WritingDirection) -> LogicalSides<AutoLength> {
    LogicalSides(box.margin, in: axes)
  }
}

extension AutoLength {
  /// Nil for `auto`.
  func resolve(_ base: LayoutUnit) -> LayoutUnit? {
    switch self {
    case .auto: nil
    case .value(let length): length.resolve(base)
    }
  }
}
