import Scene

/// Cross sizes, alignment and placement of flex lines and items. `[CSS Flexbox 1, §9.4–9.6]`
extension FlexLayout {
  mutating func sizeLines() {
    for index in lines.indices {
      var size = LayoutUnit.zero
      var first = BaselineSharingGroup()
      var last = BaselineSharingGroup()
      for position in lines[index].items {
        let item = items[position]
        if aligns(item, .baseline) {
          first.add(ascent(item), of: item.outerCross)
        } else if aligns(item, .lastBaseline) {
          last.add(descent(item), of: item.outerCross)
        } else {
          size = max(size, item.outerCross)
        }
      }
      lines[index].crossSize = max(size, first.extent, last.extent)
      lines[index].baseline = first.baseline
      lines[index].lastBaseline = last.baseline
    }
    guard !wraps, !lines.isEmpty else { return }
    // A single line is as wide as its container. [§9.4 step 8]
    if let cross = crossAvailable {
      lines[0].crossSize = cross
    } else if mainIsInline {
      let clamped = sizing.clampBlock(lines[0].crossSize + sizing.blockEdges, content: nil)
      lines[0].crossSize = (clamped - sizing.blockEdges).clampedToPositive
    }
  }

  var linesSum: LayoutUnit {
    lines.reduce(crossGap * max(0, lines.count - 1)) { $0 + $1.crossSize }
  }

  func usedCrossSize() -> LayoutUnit {
    if let crossAvailable { return crossAvailable }
    let block = sizing.blockSize(content: linesSum + sizing.blockEdges, inline: inlineSize)
    return (block - sizing.blockEdges).clampedToPositive
  }

  func blockSize(mainSize: LayoutUnit, crossSize: LayoutUnit) -> LayoutUnit {
    var content = mainIsInline ? linesSum : mainSize
    if !mainIsInline, mainAvailable == nil { content = mainSize }
    return sizing.blockSize(content: content + sizing.blockEdges, inline: inlineSize)
  }

  /// `align-content: stretch`. `[§9.4 step 9]`
  mutating func stretchLines(_ crossSize: LayoutUnit) {
    guard wraps, !lines.isEmpty else { return }
    let keyword = container.alignContent.keyword
    guard keyword == .normal || keyword == .stretch else { return }
    let free = crossSize - linesSum
    guard free > .zero else { return }
    var given = LayoutUnit.zero
    for index in lines.indices {
      let share = free * (index + 1) / lines.count - given
      lines[index].crossSize += share
      given += share
    }
  }

  /// `[§9.4 step 11]`
  mutating func stretchItems(_ line: Int, mainSize: LayoutUnit) {
    for index in lines[line].items where stretches(items[index]) {
      let item = items[index]
      var itemSpace = itemSpace(item)
      let itemSizing = UsedSizes(item.box, itemSpace, context)
      let size = clampCross(
        (lines[line].crossSize - item.crossMargins).clampedToPositive, item, itemSizing,
        content: item.result.intrinsicBlockSize)
      setMain(item.target, of: item, in: &itemSpace)
      setCross(size, of: item, in: &itemSpace)
      itemSpace.fixedBlockIsIndefinite = mainIsIndefinite(item)
      items[index].crossSize = size
      items[index].result = context.layout(item.box, itemSpace)
    }
  }

  /// `[§9.5]`
  mutating func alignMain(_ line: Int, mainSize: LayoutUnit) {
    let range = lines[line].items
    var free = mainSize - mainGap * max(0, range.count - 1)
    var autos = 0
    for index in range {
      free -= items[index].outerTarget
      autos += (items[index].hasAutoMainStart ? 1 : 0) + (items[index].hasAutoMainEnd ? 1 : 0)
    }
    if autos > 0, free > .zero {
      let share = free / autos
      for index in range {
        if items[index].hasAutoMainStart { items[index].mainMarginStart = share }
        if items[index].hasAutoMainEnd { items[index].mainMarginEnd = share }
      }
      free = .zero
    }
    let (start, between) = FlexAlignment.distribute(
      justify(free), free: free, count: range.count)
    var position = start
    for index in range {
      items[index].mainOffset = position + items[index].mainMarginStart
      position += items[index].outerTarget + mainGap + between
    }
  }

  /// `justify-content` with its physical keywords made relative to the main axis.
  private func justify(_ free: LayoutUnit) -> ContentAlignment.Keyword {
    let value = container.justifyContent
    var keyword = value.keyword
    if value.fallsBackToStart, free < .zero { return isReversed ? .flexEnd : .flexStart }
    switch keyword {
    case .normal, .stretch, .baseline, .lastBaseline: keyword = .flexStart
    case .start: keyword = isReversed ? .flexEnd : .flexStart
    case .end: keyword = isReversed ? .flexStart : .flexEnd
    case .left, .right:
      guard mainIsInline else { return isReversed ? .flexEnd : .flexStart }
      let atStart = (keyword == .left) != axes.isRTL
      keyword = atStart != isReversed ? .flexStart : .flexEnd
    default: break
    }
    return keyword
  }

  /// `align-content`. `[§9.6 step 16]`
  mutating func alignLines(_ crossSize: LayoutUnit) {
    guard !lines.isEmpty else { return }
    guard wraps else {
      lines[0].crossOffset = .zero
      return
    }
    let free = crossSize - linesSum
    var keyword = container.alignContent.keyword
    if container.alignContent.fallsBackToStart, free < .zero { keyword = .start }
    switch keyword {
    case .normal, .stretch, .baseline, .lastBaseline, .left, .right: keyword = .flexStart
    case .start: keyword = reversesLines ? .flexEnd : .flexStart
    case .end: keyword = reversesLines ? .flexStart : .flexEnd
    default: break
    }
    let (start, between) = FlexAlignment.distribute(keyword, free: free, count: lines.count)
    var position = start
    for index in lines.indices {
      lines[index].crossOffset = position
      position += lines[index].crossSize + crossGap + between
    }
  }

  /// `[§9.6 steps 13–14]`
  mutating func alignCross(_ line: Int) {
    let lineSize = lines[line].crossSize
    for index in lines[line].items {
      var item = items[index]
      let free = lineSize - item.outerCross
      if item.hasAutoCrossStart || item.hasAutoCrossEnd {
        if free > .zero {
          if item.hasAutoCrossStart {
            item.crossMarginStart += item.hasAutoCrossEnd ? free / 2 : free
          }
        }
        item.crossOffset = lines[line].crossOffset + item.crossMarginStart
        items[index] = item
        continue
      }
      item.crossOffset = lines[line].crossOffset + item.crossMarginStart + shift(item, free, line)
      items[index] = item
    }
  }

  private func shift(_ item: FlexItem, _ free: LayoutUnit, _ line: Int) -> LayoutUnit {
    if item.align.isSafe, free < .zero { return .zero }
    let isFlipped = reversesLines
    switch item.align.keyword {
    case .auto, .normal, .stretch, .flexStart: return .zero
    case .flexEnd: return free
    case .center: return free / 2
    case .start: return isFlipped ? free : .zero
    case .end: return isFlipped ? .zero : free
    case .selfStart, .selfEnd:
      let own = WritingDirection(item.style)
      let sameDirection = crossStartsAlike(own)
      let wantsStart = (item.align.keyword == .selfStart) == sameDirection
      return wantsStart != isFlipped ? .zero : free
    case .left, .right:
      guard !mainIsInline else { return .zero }
      let wantsStart = (item.align.keyword == .left) != axes.isRTL
      return wantsStart != isFlipped ? .zero : free
    case .baseline:
      guard let baseline = lines[line].baseline else { return .zero }
      return baseline - ascent(item)
    case .lastBaseline:
      guard let baseline = lines[line].lastBaseline else { return free }
      return free - baseline + descent(item)
    }
  }

  /// Whether an item's own axis starts at the container's cross-start side.
  private func crossStartsAlike(_ own: WritingDirection) -> Bool {
    func startsLow(_ axes: WritingDirection, horizontal: Bool) -> Bool {
      axes.isHorizontal == horizontal
        ? !axes.hasFlippedInlines : axes.isHorizontal || !axes.hasFlippedBlocks
    }
    let crossIsHorizontal = axes.isHorizontal != mainIsInline
    return startsLow(own, horizontal: crossIsHorizontal)
      == startsLow(axes, horizontal: crossIsHorizontal)
  }

  // MARK: Placement

  func finish(
    mainSize: LayoutUnit, crossSize: LayoutUnit, block: LayoutUnit, content: LayoutUnit
  ) -> BoxResult {
    var builder = FragmentBuilder(axes: axes)
    var firstBaseline: LayoutUnit?
    var lastBaseline: LayoutUnit?
    let firstSource = lines.first.flatMap { firstBaselineSource(of: $0) }
    let lastSource = lines.last.flatMap { lastBaselineSource(of: $0) }
    for line in lines {
      for index in line.items {
        let item = items[index]
        let mainExtent = self.mainSize(item.result, item)
        let crossExtent = self.crossSize(item.result, item)
        let main = isReversed ? mainSize - item.mainOffset - mainExtent : item.mainOffset
        let cross = reversesLines ? crossSize - item.crossOffset - crossExtent : item.crossOffset
        let offset =
          mainIsInline
          ? LogicalOffset(inline: main, block: cross) : LogicalOffset(inline: cross, block: main)
        let place = offset + sizing.edges.start
        builder.add(
          item.result.fragment, at: place,
          shift: context.relativeShift(
            of: item.box, containingInline: contentInline, containingBlock: contentBlock,
            axes: axes))
        if index == firstSource {
          firstBaseline = place.block + blockBaseline(item, isFirst: !aligns(item, .lastBaseline))
        }
        if index == lastSource {
          lastBaseline = place.block + blockBaseline(item, isFirst: aligns(item, .baseline))
        }
      }
    }
    addPlaceholders(&builder, mainSize: mainSize, crossSize: crossSize)
    builder.sortByBoxes(context)
    let size = LogicalSize(inline: inlineSize, block: block)
    var piece = LayoutFragment(
      content: .box, box: box, style: context.tree[box].style, size: size.physical(in: axes))
    piece.border = sizing.border.physical(in: axes)
    piece.padding = sizing.padding.physical(in: axes)
    piece.firstBaseline = firstBaseline
    piece.lastBaseline = lastBaseline
    let contentBlockSize = mainIsInline ? linesSum : content
    return BoxResult(
      fragment: builder.finish(piece, context: context), size: size,
      intrinsicBlockSize: contentBlockSize + sizing.blockEdges, firstBaseline: firstBaseline,
      lastBaseline: lastBaseline)
  }

  /// Out-of-flow children stand as if they were the sole item. `[CSS Flexbox 1, §4.1]`
  private func addPlaceholders(
    _ builder: inout FragmentBuilder, mainSize: LayoutUnit, crossSize: LayoutUnit
  ) {
    for child in outOfFlow {
      let item = makeItem(child)
      let justified = justify(.zero)
      var main: StaticPosition.Edge
      switch justified {
      case .flexEnd: main = .end
      case .center, .spaceAround, .spaceEvenly: main = .center
      default: main = .start
      }
      if isReversed, main != .center { main = main == .start ? .end : .start }
      var cross: StaticPosition.Edge
      switch item.align.keyword {
      case .flexEnd, .lastBaseline: cross = reversesLines ? .start : .end
      case .end: cross = .end
      case .start: cross = .start
      case .center: cross = .center
      case .selfEnd: cross = crossStartsAlike(WritingDirection(item.style)) ? .end : .start
      case .selfStart: cross = crossStartsAlike(WritingDirection(item.style)) ? .start : .end
      case .left,
        .right where !mainIsInline:
        cross = (item.align.keyword == .left) != axes.isRTL ? .start : .end
      default: cross = reversesLines ? .end : .start
      }
      func offset(_ edge: StaticPosition.Edge, _ size: LayoutUnit) -> LayoutUnit {
        switch edge {
        case .start: .zero
        case .center: size / 2
        case .end: size
        }
      }
      let mainOffset = offset(main, mainSize)
      let crossOffset = offset(cross, crossSize)
      let place =
        mainIsInline
        ? LogicalOffset(inline: mainOffset, block: crossOffset)
        : LogicalOffset(inline: crossOffset, block: mainOffset)
      builder.addPlaceholder(
        child, at: place + sizing.edges.start,
        position: StaticPosition(
          inlineEdge: mainIsInline ? main : cross, blockEdge: mainIsInline ? cross : main,
          axes: axes), context: context)
    }
  }
}

extension ContentAlignment {
  /// Whether content that overflows stands at the start of its container, whichever way it runs: that
  /// is the `safe center` of spaces around. `[CSS Box Alignment 3, §4.3, §5.3]`
  var fallsBackToStart: Bool {
    isSafe || keyword == .spaceAround || keyword == .spaceEvenly
  }
}

enum FlexAlignment {
  /// The offset of the first of `count` things and the extra space between them.
  /// `[CSS Box Alignment 3, §5.3]`
  static func distribute(
    _ keyword: ContentAlignment.Keyword, free: LayoutUnit, count: Int
  ) -> (start: LayoutUnit, between: LayoutUnit) {
    switch keyword {
    case .flexEnd, .end: return (free, .zero)
    case .center: return (free / 2, .zero)
    case .spaceBetween:
      guard free > .zero, count > 1 else { return (.zero, .zero) }
      return (.zero, free / (count - 1))
    case .spaceAround:
      guard free > .zero, count > 0 else { return (free > .zero ? free / 2 : .zero, .zero) }
      return (free / (2 * count), free / count)
    case .spaceEvenly:
      guard free > .zero, count > 0 else { return (.zero, .zero) }
      return (free / (count + 1), free / (count + 1))
    default: return (.zero, .zero)
    }
  }
}
