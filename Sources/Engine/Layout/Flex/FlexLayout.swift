import Scene

/// Flex layout. `[CSS Flexbox 1, §9]`
struct FlexLayout {
  let context: LayoutContext
  let box: BoxID
  let space: ConstraintSpace
  let sizing: UsedSizes
  let container: ContainerStyle
  let axes: WritingDirection
  /// Whether the main axis is the container's inline axis.
  let mainIsInline: Bool
  var items: [FlexItem] = []
  var lines: [FlexLine] = []
  var outOfFlow: [BoxID] = []
  let inlineSize: LayoutUnit
  let contentInline: LayoutUnit
  /// The content box's block size where it is definite.
  let contentBlock: LayoutUnit?

  init(_ box: BoxID, _ space: ConstraintSpace, context: LayoutContext) {
    self.context = context
    self.box = box
    self.space = space
    sizing = UsedSizes(box, space, context)
    axes = sizing.axes
    container = sizing.style.container
    mainIsInline =
      container.flexDirection == .row || container.flexDirection == .rowReverse
    inlineSize = sizing.inlineSize()
    contentInline = (inlineSize - sizing.inlineEdges).clampedToPositive
    let edges = sizing.blockEdges
    contentBlock = sizing.definiteBlockSize(inline: inlineSize).map {
      ($0 - edges).clampedToPositive
    }
  }

  var isReversed: Bool {
    container.flexDirection == .rowReverse || container.flexDirection == .columnReverse
  }
  var wraps: Bool { container.flexWrap != .nowrap }
  var reversesLines: Bool { container.flexWrap == .wrapReverse }
  /// The definite main size of the container, or nil.
  var mainAvailable: LayoutUnit? { mainIsInline ? contentInline : contentBlock }
  var crossAvailable: LayoutUnit? { mainIsInline ? contentBlock : contentInline }

  var mainGap: LayoutUnit {
    gap(mainIsInline ? container.columnGap : container.rowGap, mainAvailable)
  }
  var crossGap: LayoutUnit {
    gap(mainIsInline ? container.rowGap : container.columnGap, crossAvailable)
  }

  private func gap(_ value: LengthPercentage?, _ base: LayoutUnit?) -> LayoutUnit {
    (value?.resolve(base ?? .zero) ?? .zero).clampedToPositive
  }

  mutating func run() -> BoxResult {
    let mainSize = sizeLinesNaturally()
    let crossSize = usedCrossSize()
    stretchLines(crossSize)
    for index in lines.indices { stretchItems(index, mainSize: mainSize) }
    for index in lines.indices { alignMain(index, mainSize: mainSize) }
    let block = blockSize(mainSize: mainSize, crossSize: crossSize)
    let contentBlockSize = (block - sizing.blockEdges).clampedToPositive
    let finalCross = mainIsInline ? contentBlockSize : contentInline
    let finalMain = mainIsInline ? contentInline : contentBlockSize
    alignLines(finalCross)
    for index in lines.indices { alignCross(index) }
    return finish(mainSize: finalMain, crossSize: finalCross, block: block, content: mainSize)
  }

  /// The sum of the lines' cross sizes before any of them is stretched.
  mutating func naturalCrossSize() -> LayoutUnit {
    _ = sizeLinesNaturally()
    return linesSum
  }

  /// Sizes items along the main axis and lines across it.
  ///
  /// - Returns: the container's inner main size.
  private mutating func sizeLinesNaturally() -> LayoutUnit {
    collectItems()
    breakLines()
    let mainSize = usedMainSize()
    for index in lines.indices {
      FlexLengths.resolve(
        &items, in: lines[index].items, mainSize: mainSize, gap: mainGap)
      for item in lines[index].items { layoutCross(item, mainSize: mainSize) }
    }
    sizeLines()
    return mainSize
  }

  // MARK: Items

  private mutating func collectItems() {
    let children = context.orderedItems(of: box)
    outOfFlow = children.outOfFlow
    items = children.items.map { makeItem($0) }
    for index in items.indices { sizeItem(index) }
  }

  func makeItem(_ child: BoxID) -> FlexItem {
    let style = context.style(child)
    let margin = style.marginEdges(in: axes, base: contentInline)
    let sides = style.logicalMargins(in: axes)
    let orthogonal = WritingDirection(style).isOrthogonal(to: axes)
    var main =
      mainIsInline
      ? (margin.inlineStart, margin.inlineEnd) : (margin.blockStart, margin.blockEnd)
    var mainAuto =
      mainIsInline
      ? (sides.inlineStart.isAuto, sides.inlineEnd.isAuto)
      : (sides.blockStart.isAuto, sides.blockEnd.isAuto)
    var cross =
      mainIsInline
      ? (margin.blockStart, margin.blockEnd) : (margin.inlineStart, margin.inlineEnd)
    var crossAuto =
      mainIsInline
      ? (sides.blockStart.isAuto, sides.blockEnd.isAuto)
      : (sides.inlineStart.isAuto, sides.inlineEnd.isAuto)
    if isReversed {
      main = (main.1, main.0)
      mainAuto = (mainAuto.1, mainAuto.0)
    }
    if reversesLines {
      cross = (cross.1, cross.0)
      crossAuto = (crossAuto.1, crossAuto.0)
    }
    var align = style.container.alignSelf
    if align.keyword == .auto { align = container.alignItems }
    if align.keyword == .auto || align.keyword == .normal {
      align = SelfAlignment(.stretch)
    }
    return FlexItem(
      box: child, style: style, mainIsItemInline: mainIsInline != orthogonal,
      mainMarginStart: main.0, mainMarginEnd: main.1, crossMarginStart: cross.0,
      crossMarginEnd: cross.1, hasAutoMainStart: mainAuto.0, hasAutoMainEnd: mainAuto.1,
      hasAutoCrossStart: crossAuto.0, hasAutoCrossEnd: crossAuto.1, align: align)
  }

  /// The space of an item before its sizes are decided.
  func itemSpace(_ item: FlexItem) -> ConstraintSpace {
    var result = ConstraintSpace(
      child: item.style, in: axes, inline: contentInline, block: contentBlock,
      percentageBlock: contentBlock, context: context)
    result.stretchesInline = false
    result.textScale = space.textScale
    return result
  }

  func setMain(_ size: LayoutUnit, of item: FlexItem, in space: inout ConstraintSpace) {
    if item.mainIsItemInline { space.fixedInline = size } else { space.fixedBlock = size }
  }

  func setCross(_ size: LayoutUnit, of item: FlexItem, in space: inout ConstraintSpace) {
    if item.mainIsItemInline { space.fixedBlock = size } else { space.fixedInline = size }
  }

  func mainSize(_ result: BoxResult, _ item: FlexItem) -> LayoutUnit {
    item.mainIsItemInline ? result.size.inline : result.size.block
  }

  func crossSize(_ result: BoxResult, _ item: FlexItem) -> LayoutUnit {
    item.mainIsItemInline ? result.size.block : result.size.inline
  }

  func crossValue(_ item: FlexItem) -> SizeValue {
    mainIsInline ? item.style.blockSize(axes) : item.style.inlineSize(axes)
  }

  func mainValue(_ item: FlexItem) -> SizeValue {
    mainIsInline ? item.style.inlineSize(axes) : item.style.blockSize(axes)
  }

  /// Whether the item fills its line's cross size.
  func stretches(_ item: FlexItem) -> Bool {
    item.align.keyword == .stretch && crossValue(item).isAuto && !item.hasAutoCrossStart
      && !item.hasAutoCrossEnd
  }

  /// Whether percentages within an item do not resolve against its flexed size. `[§9.8]`
  func mainIsIndefinite(_ item: FlexItem) -> Bool {
    !item.mainIsItemInline && mainAvailable == nil && !item.hasDefiniteBasis
  }

  /// The cross size that stretching gives for sure: in a single line of definite cross size.
  func definiteStretch(_ item: FlexItem) -> LayoutUnit? {
    guard !wraps, stretches(item), let cross = crossAvailable else { return nil }
    let inner = (cross - item.crossMargins).clampedToPositive
    return clampCross(inner, item, UsedSizes(item.box, itemSpace(item), context))
  }

  /// - Parameter content: the block size of the item's content, where it is known.
  func clampCross(
    _ size: LayoutUnit, _ item: FlexItem, _ sizing: UsedSizes, content: LayoutUnit? = nil
  ) -> LayoutUnit {
    item.mainIsItemInline
      ? sizing.clampBlock(size, content: content)
      : sizing.clampInline(size, minimum: sizing.minInline(automatic: .zero))
  }

  // MARK: Flex base size

  /// The flex base size and its bounds. `[CSS Flexbox 1, §9.2 step 3, §4.5]`
  private mutating func sizeItem(_ index: Int) {
    let item = items[index]
    var itemSpace = itemSpace(item)
    if let cross = definiteStretch(item) { setCross(cross, of: item, in: &itemSpace) }
    let itemSizing = UsedSizes(item.box, itemSpace, context)
    items[index].mainEdges =
      item.mainIsItemInline ? itemSizing.inlineEdges : itemSizing.blockEdges
    let content = contentSize(item, itemSpace, itemSizing)
    func resolve(_ value: SizeValue) -> LayoutUnit? {
      if item.mainIsItemInline {
        if case .lengthPercentage(let length) = value, length.dependsOnPercentage,
          mainAvailable == nil
        {
          return nil
        }
        return itemSizing.resolveInline(value)
      }
      return itemSizing.resolveBlock(value, content: content())
    }
    var basis = item.style.container.flexBasis
    if basis.isAuto { basis = mainValue(item) }
    let stated = resolve(basis)
    let base = max(stated ?? content(), items[index].mainEdges)
    items[index].baseSize = base
    if case .lengthPercentage = basis { items[index].hasDefiniteBasis = stated != nil }
    let maxValue = mainIsInline ? item.style.maxInlineSize(axes) : item.style.maxBlockSize(axes)
    let minValue = mainIsInline ? item.style.minInlineSize(axes) : item.style.minBlockSize(axes)
    items[index].maximum = resolve(maxValue) ?? .max
    if let minimum = resolve(minValue) {
      items[index].minimum = max(minimum, items[index].mainEdges)
    } else {
      items[index].minimum = max(
        automaticMinimum(
          item, itemSpace, itemSizing, content: content(), specified: resolve(mainValue(item)),
          maximum: items[index].maximum),
        items[index].mainEdges)
    }
    items[index].hypothetical = items[index].clamp(base)
  }

  /// The max-content size along the main axis, worked out at most once.
  private func contentSize(
    _ item: FlexItem, _ itemSpace: ConstraintSpace, _ itemSizing: UsedSizes
  ) -> () -> LayoutUnit {
    var known: LayoutUnit?
    return {
      if let known { return known }
      let size: LayoutUnit
      if context.tree[item.box].kind == .replaced {
        var replaced = ReplacedSizing(item.box, itemSpace, context)
        replaced.ignoredAxis = item.mainIsItemInline ? .inline : .block
        let natural = replaced.size()
        size = item.mainIsItemInline ? natural.inline : natural.block
      } else if item.mainIsItemInline {
        if let ratio = itemSizing.ratio,
          let cross = itemSizing.definiteBlockSize(ignoringRatio: true)
        {
          size = itemSizing.inlineFromRatio(cross, ratio)
        } else {
          size = transferred(itemSizing.intrinsic().maximum, itemSizing)
        }
      } else {
        let result = context.layout(item.box, itemSpace)
        size = itemSizing.ratio != nil ? result.size.block : result.intrinsicBlockSize
      }
      known = size
      return size
    }
  }

  /// A content size within the bounds that those of the cross size give through the ratio.
  private func transferred(_ size: LayoutUnit, _ sizing: UsedSizes) -> LayoutUnit {
    guard let bounds = sizing.transferredBounds() else { return size }
    return max(bounds.minimum, min(bounds.maximum, size))
  }

  private func automaticMinimum(
    _ item: FlexItem, _ itemSpace: ConstraintSpace, _ itemSizing: UsedSizes,
    content: LayoutUnit, specified: LayoutUnit?, maximum: LayoutUnit
  ) -> LayoutUnit {
    let mainOverflow =
      axes.isHorizontal == mainIsInline ? item.style.box.overflowX : item.style.box.overflowY
    if mainOverflow.isScrollable { return .zero }
    var suggestion: LayoutUnit
    if item.mainIsItemInline, context.tree[item.box].kind != .replaced {
      suggestion = transferred(itemSizing.intrinsic().minimum, itemSizing)
      if itemSizing.ratio != nil, itemSizing.definiteBlockSize(ignoringRatio: true) != nil {
        suggestion = max(content, suggestion)
      }
    } else {
      suggestion = content
    }
    suggestion = min(suggestion, maximum)
    if let specified { suggestion = min(suggestion, specified) }
    return suggestion
  }

  // MARK: Lines

  /// `[CSS Flexbox 1, §9.3]`
  private mutating func breakLines() {
    guard !items.isEmpty else { return }
    var limit = mainAvailable
    if limit == nil, !mainIsInline,
      let maximum = sizing.resolveBlock(sizing.style.maxBlockSize(axes), content: nil)
    {
      let minimum = sizing.resolveBlock(sizing.style.minBlockSize(axes), content: nil) ?? .zero
      limit = (max(maximum, minimum) - sizing.blockEdges).clampedToPositive
    }
    guard wraps, let limit else {
      lines = [FlexLine(items: items.indices)]
      return
    }
    var start = 0
    var sum = LayoutUnit.zero
    for index in items.indices {
      let outer = items[index].outerHypothetical
      if index > start, sum + mainGap + outer > limit {
        lines.append(FlexLine(items: start..<index))
        start = index
        sum = outer
      } else {
        sum += index > start ? mainGap + outer : outer
      }
    }
    lines.append(FlexLine(items: start..<items.count))
  }

  private func usedMainSize() -> LayoutUnit {
    if let mainAvailable { return mainAvailable }
    var longest = LayoutUnit.zero
    for line in lines {
      var sum = mainGap * max(0, line.items.count - 1)
      for index in line.items { sum += items[index].outerHypothetical }
      longest = max(longest, sum)
    }
    let block = sizing.blockSize(content: longest + sizing.blockEdges, inline: inlineSize)
    return (block - sizing.blockEdges).clampedToPositive
  }

  /// Lays an item out at its target main size. `[CSS Flexbox 1, §9.4 step 7]`
  private mutating func layoutCross(_ index: Int, mainSize: LayoutUnit) {
    let item = items[index]
    var itemSpace = itemSpace(item)
    setMain(item.target, of: item, in: &itemSpace)
    itemSpace.fixedBlockIsIndefinite = mainIsIndefinite(item)
    if let cross = definiteStretch(item) { setCross(cross, of: item, in: &itemSpace) }
    let result = context.layout(item.box, itemSpace)
    items[index].result = result
    items[index].crossSize = crossSize(result, item)
  }
}
