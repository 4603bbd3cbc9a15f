import Scene

/// The used size of a replaced element. `[CSS 2.1, §10.3.2, §10.4, §10.6.2]`, `[CSS Sizing 4, §5.1]`
struct ReplacedSizing {
  let context: LayoutContext
  let box: BoxID
  let space: ConstraintSpace
  let sizing: UsedSizes
  /// For intrinsic contributions.
  var treatsPercentagesAsAuto = false
  /// For the content size of flex items: the axis whose own size and bounds do not count.
  var ignoredAxis: IgnoredAxis?

  enum IgnoredAxis { case inline, block }

  init(_ box: BoxID, _ space: ConstraintSpace, _ context: LayoutContext) {
    self.context = context
    self.box = box
    self.space = space
    sizing = UsedSizes(box, space, context)
  }

  private var axes: WritingDirection { sizing.axes }
  private var style: ComputedStyle { sizing.style }

  /// Natural extents in the element's axes, and its ratio of inline to block.
  private struct Natural {
    var inline: LayoutUnit?
    var block: LayoutUnit?
    var ratio: Double?
    /// Whether the ratio is that of the border box. `[CSS Sizing 4, §5.1]`
    var ratioIsOuter = false
  }

  private var natural: Natural {
    var width: Double?
    var height: Double?
    var ratio: Double?
    var ratioIsOuter = false
    let index = Int(context.tree[box].content)
    switch context.tree.replaced[index] {
    case .image(let info, _): (width, height, ratio) = (info.width, info.height, info.ratio)
    case .svg(_, let w, let h, let r): (width, height, ratio) = (w, h, r)
    case .symbol:
      let metrics = context.metrics(context.tree[box].style, scale: space.textScale)
      let size = Double(ListMarkerGeometry.symbol(ascent: metrics.ascent).size)
      (width, height) = (size, size)
    case .painted:
      // As browsers have it for images without a size.
      let ascent = context.metrics(context.tree[box].style, scale: space.textScale).ascent
      (width, height) = (ascent / 2, ascent / 2)
    case .empty: (width, height) = (0, 0)
    }
    if ratio == nil, let width, let height, width > 0, height > 0 { ratio = width / height }
    let aspect = style.box.aspectRatio
    if let stated = aspect.ratio, !aspect.auto || ratio == nil {
      ratio = stated
      ratioIsOuter = !aspect.auto && style.box.boxSizing == .borderBox
      if !aspect.auto, width != nil, height != nil { height = nil }
    }
    if style.box.contain.size { (width, height, ratio) = (0, 0, aspect.ratio) }
    if let value = ratio, !(value > 0) || !value.isFinite { ratio = nil }
    let w = width.map { LayoutUnit($0) }
    let h = height.map { LayoutUnit($0) }
    return axes.isHorizontal
      ? Natural(inline: w, block: h, ratio: ratio, ratioIsOuter: ratioIsOuter)
      : Natural(
        inline: h, block: w, ratio: ratio.map { 1 / $0 }, ratioIsOuter: ratioIsOuter)
  }

  /// The border box.
  func size() -> LogicalSize {
    let natural = self.natural
    let edges = LogicalSize(inline: sizing.inlineEdges, block: sizing.blockEdges)
    let inline =
      space.fixedInline.map { ($0 - edges.inline).clampedToPositive }
      ?? (ignoredAxis == .inline ? nil : resolveInline(style.inlineSize(axes)))
    let block =
      space.fixedBlock.map { ($0 - edges.block).clampedToPositive }
      ?? (ignoredAxis == .block ? nil : resolveBlock(style.blockSize(axes)))
    let minInline = resolveInline(style.minInlineSize(axes)) ?? .zero
    let maxInline = max(resolveInline(style.maxInlineSize(axes)) ?? .max, minInline)
    let minBlock = resolveBlock(style.minBlockSize(axes)) ?? .zero
    let maxBlock = max(resolveBlock(style.maxBlockSize(axes)) ?? .max, minBlock)
    func clampInline(_ value: LayoutUnit) -> LayoutUnit {
      ignoredAxis == .inline || space.fixedInline != nil
        ? value : min(max(value, minInline), maxInline)
    }
    func clampBlock(_ value: LayoutUnit) -> LayoutUnit {
      ignoredAxis == .block || space.fixedBlock != nil ? value : min(max(value, minBlock), maxBlock)
    }
    var result: LogicalSize
    switch (inline, block) {
    case (let inline?, let block?):
      result = LogicalSize(inline: clampInline(inline), block: clampBlock(block))
    case (let inline?, nil):
      let used = clampInline(inline)
      let fromRatio = natural.ratio.map { _ in self.block(for: used, natural) }
      result = LogicalSize(
        inline: used, block: clampBlock(fromRatio ?? natural.block ?? fallback(inline: used).block))
    case (nil, let block?):
      let used = clampBlock(block)
      let fromRatio = natural.ratio.map { _ in self.inline(for: used, natural) }
      result = LogicalSize(
        inline: clampInline(fromRatio ?? natural.inline ?? fallback(inline: nil).inline),
        block: used)
    case (nil, nil):
      let free = automatic(natural)
      result =
        natural.ratio.map { _ in
          constrained(
            free, natural,
            inline: ignoredAxis == .inline ? .zero...(.max) : minInline...maxInline,
            block: ignoredAxis == .block ? .zero...(.max) : minBlock...maxBlock)
        } ?? LogicalSize(inline: clampInline(free.inline), block: clampBlock(free.block))
    }
    return LogicalSize(inline: result.inline + edges.inline, block: result.block + edges.block)
  }

  private func automatic(_ natural: Natural) -> LogicalSize {
    switch (natural.inline, natural.block) {
    case (let inline?, let block?): return LogicalSize(inline: inline, block: block)
    case (let inline?, nil):
      return LogicalSize(
        inline: inline,
        block: natural.ratio.map { _ in self.block(for: inline, natural) }
          ?? fallback(inline: inline).block)
    case (nil, let block?):
      return LogicalSize(
        inline: natural.ratio.map { _ in self.inline(for: block, natural) }
          ?? fallback(inline: nil).inline,
        block: block)
    case (nil, nil):
      guard natural.ratio != nil else { return fallback(inline: nil) }
      // A ratio alone fills the available space. [CSS 2.1, §10.3.2]
      let available =
        treatsPercentagesAsAuto
        ? LayoutUnit.zero : (sizing.stretchInline() - sizing.inlineEdges).clampedToPositive
      return LogicalSize(inline: available, block: self.block(for: available, natural))
    }
  }

  /// The content box's block size for an inline size by the ratio.
  private func block(for inline: LayoutUnit, _ natural: Natural) -> LayoutUnit {
    guard let ratio = natural.ratio else { return inline }
    guard natural.ratioIsOuter else { return inline.multiplied(by: 1 / ratio) }
    return ((inline + sizing.inlineEdges).multiplied(by: 1 / ratio) - sizing.blockEdges)
      .clampedToPositive
  }

  /// The content box's inline size for a block size by the ratio.
  private func inline(for block: LayoutUnit, _ natural: Natural) -> LayoutUnit {
    guard let ratio = natural.ratio else { return block }
    guard natural.ratioIsOuter else { return block.multiplied(by: ratio) }
    return ((block + sizing.blockEdges).multiplied(by: ratio) - sizing.inlineEdges)
      .clampedToPositive
  }

  /// 300 by 150 where nothing is known.
  private func fallback(inline: LayoutUnit?) -> LogicalSize {
    axes.isHorizontal
      ? LogicalSize(inline: inline ?? 300, block: 150)
      : LogicalSize(inline: inline ?? 150, block: 300)
  }

  /// The table of constraint violations. `[CSS 2.1, §10.4]`
  private func constrained(
    _ free: LogicalSize, _ natural: Natural, inline: ClosedRange<LayoutUnit>,
    block: ClosedRange<LayoutUnit>
  ) -> LogicalSize {
    let w = free.inline
    let h = free.block
    func blockFor(_ inline: LayoutUnit) -> LayoutUnit { self.block(for: inline, natural) }
    func inlineFor(_ block: LayoutUnit) -> LayoutUnit { self.inline(for: block, natural) }
    let (minW, maxW, minH, maxH) = (
      inline.lowerBound, inline.upperBound, block.lowerBound, block.upperBound
    )
    if w > maxW, h > maxH {
      let byWidth = blockFor(maxW) <= maxH
      return byWidth
        ? LogicalSize(inline: maxW, block: max(minH, blockFor(maxW)))
        : LogicalSize(inline: max(minW, inlineFor(maxH)), block: maxH)
    }
    if w < minW, h < minH {
      let byWidth = blockFor(minW) >= minH
      return byWidth
        ? LogicalSize(inline: minW, block: min(maxH, blockFor(minW)))
        : LogicalSize(inline: min(maxW, inlineFor(minH)), block: minH)
    }
    if w < minW, h > maxH { return LogicalSize(inline: minW, block: maxH) }
    if w > maxW, h < minH { return LogicalSize(inline: maxW, block: minH) }
    if w > maxW { return LogicalSize(inline: maxW, block: max(blockFor(maxW), minH)) }
    if w < minW { return LogicalSize(inline: minW, block: min(blockFor(minW), maxH)) }
    if h > maxH { return LogicalSize(inline: max(inlineFor(maxH), minW), block: maxH) }
    if h < minH { return LogicalSize(inline: min(inlineFor(minH), maxW), block: minH) }
    return free
  }

  // MARK: Content box values

  private func resolveInline(_ value: SizeValue) -> LayoutUnit? {
    switch value {
    case .lengthPercentage(let length):
      if treatsPercentagesAsAuto, length.dependsOnPercentage { return nil }
      return contentBox(length.resolve(space.percentageInline), sizing.inlineEdges)
    case .stretch:
      return treatsPercentagesAsAuto
        ? nil : (sizing.stretchInline() - sizing.inlineEdges).clampedToPositive
    default: return nil
    }
  }

  private func resolveBlock(_ value: SizeValue) -> LayoutUnit? {
    switch value {
    case .lengthPercentage(let length):
      if let base = space.percentageBlock {
        return contentBox(length.resolve(base), sizing.blockEdges)
      }
      return length.fixed.map { contentBox($0, sizing.blockEdges) }
    case .stretch:
      return space.availableBlock.map { ($0 - sizing.blockEdges).clampedToPositive }
    default: return nil
    }
  }

  private func contentBox(_ length: LayoutUnit, _ edges: LayoutUnit) -> LayoutUnit {
    style.box.boxSizing == .borderBox
      ? (length - edges).clampedToPositive : length.clampedToPositive
  }
}

/// Makes the piece of a replaced element.
struct ReplacedLayout {
  let sizing: ReplacedSizing
  let context: LayoutContext
  let box: BoxID

  init(_ box: BoxID, _ space: ConstraintSpace, context: LayoutContext) {
    sizing = ReplacedSizing(box, space, context)
    self.context = context
    self.box = box
  }

  func run() -> BoxResult {
    let size = sizing.size()
    let axes = sizing.sizing.axes
    var piece = LayoutFragment(
      content: .replaced, box: box, style: context.tree[box].style, size: size.physical(in: axes))
    piece.border = sizing.sizing.border.physical(in: axes)
    piece.padding = sizing.sizing.padding.physical(in: axes)
    return BoxResult(
      fragment: context.add(piece), size: size, intrinsicBlockSize: size.block)
  }
}
