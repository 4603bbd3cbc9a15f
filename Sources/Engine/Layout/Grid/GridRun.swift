import Scene

/// Sizes the tracks of a grid, then places its items. `[CSS Grid 1, §12.1]`
extension GridLayout {
  mutating func run() -> BoxResult {
    sizeColumns()
    let size = sizeAllRows()
    // Step 3: what the rows' sizes change in the items' contributions.
    guard sharedColumns == nil, items.contains(where: { context.dependsOnBlockSize($0.box) }),
      case let columns = sizedColumns
    else { return finish(size: size.border, natural: size.natural) }
    sizeColumns()
    guard sizedColumns != columns else {
      return finish(size: size.border, natural: size.natural)
    }
    // Step 4.
    let final = sizeAllRows()
    return finish(size: final.border, natural: final.natural)
  }

  /// - Returns: the grid's border box, and the sum of its rows.
  private mutating func sizeAllRows() -> (border: LogicalSize, natural: LayoutUnit) {
    let inlineSize = (contentInline ?? .zero) + sizing.inlineEdges
    let natural: LayoutUnit
    let block: LayoutUnit
    if let shared = sharedRows, let contentBlock {
      natural = contentBlock
      block = contentBlock + sizing.blockEdges
      sizedRows = shared
    } else {
      var rowSizes = sizeRows(available: contentBlock)
      natural = rowSizes.sum
      block = sizing.blockSize(content: natural + sizing.blockEdges, inline: inlineSize)
      let contentBlockSize = (block - sizing.blockEdges).clampedToPositive
      if contentBlock == nil {
        let hasPercentage = container.rowGap?.dependsOnPercentage ?? false
        if hasPercentage {
          rowGap = (container.rowGap?.resolve(contentBlockSize) ?? .zero).clampedToPositive
        }
        // What was unknown is known now: percentages, and free space from a least size.
        if contentBlockSize > natural || hasPercentage
          || rowTracks.contains(where: \.usesPercentage)
        {
          rowSizes = sizeRows(available: contentBlockSize)
        }
      }
      sizedRows = offsets(
        rowSizes.tracks, gap: rowGap, available: contentBlockSize, align: container.alignContent,
        start: sizing.edges.blockStart, inline: false)
    }
    return (LogicalSize(inline: inlineSize, block: block), natural)
  }

  mutating func sizeColumns() {
    if let shared = sharedColumns {
      sizedColumns = shared
      return
    }
    let content = contentInline ?? .zero
    var sizes = columnSizing(available: content, constraint: .none)
    sizes.run()
    sizedColumns = offsets(
      sizes.tracks, gap: columnGap, available: content, align: container.justifyContent,
      start: sizing.edges.inlineStart, inline: true)
  }

  // MARK: Rows

  private mutating func sizeRows(available: LayoutUnit?) -> GridTrackSizing {
    let keyword = container.alignContent.keyword
    var sizes = GridTrackSizing(
      tracks: rowTracks, gap: rowGap, available: available, constraint: .none,
      stretches: keyword == .normal || keyword == .stretch, items: rowContributions())
    sizes.run()
    return sizes
  }

  /// What items ask of rows, given sized columns; those of a subgrid ask in its stead.
  mutating func rowContributions() -> [GridContribution] {
    measureBaselines()
    return items.flatMap { item in
      let inline = inlineExtent(item)
      if item.isRowSubgrid { return rowContributions(of: item, inline: inline) }
      let block = blockContribution(item, inline: inline)
      return [
        GridContribution(
          tracks: item.rows, minimum: blockMinimum(item, block), minContent: block,
          maxContent: block)
      ]
    }
  }

  private func inlineExtent(_ item: GridItem) -> LayoutUnit {
    sizedColumns.map { Self.extent(item.columns, of: $0) } ?? .zero
  }

  private func measure(_ item: GridItem, inline: LayoutUnit) -> BoxResult {
    var space = itemSpace(item, inline: inline, block: nil)
    if item.isOrthogonal { space.stretchesInline = false }
    return context.layout(item.box, space)
  }

  private func blockContribution(_ item: GridItem, inline: LayoutUnit) -> LayoutUnit {
    let result = measure(item, inline: inline)
    let extent = item.isOrthogonal ? result.size.inline : result.size.block
    return extent + item.style.marginEdges(in: axes, base: inline).blockSum + item.baselineShim
  }

  /// Scroll containers may shrink to their edges. `[§6.6]`
  private func blockMinimum(_ item: GridItem, _ content: LayoutUnit) -> LayoutUnit {
    let overflow = axes.isHorizontal ? item.style.box.overflowY : item.style.box.overflowX
    let behavesAuto: Bool
    switch item.style.blockSize(axes) {
    case .auto: behavesAuto = true
    case .lengthPercentage(let length): behavesAuto = length.dependsOnPercentage
    default: behavesAuto = false
    }
    guard behavesAuto else { return content }
    let itemSizing = UsedSizes(item.box, itemSpace(item, inline: .zero, block: nil), context)
    let margin = item.style.marginEdges(in: axes, base: .zero).blockSum
    if !item.style.minBlockSize(axes).isAuto {
      let least = itemSizing.resolveBlock(item.style.minBlockSize(axes), content: nil)
      return (least ?? itemSizing.blockEdges) + margin
    }
    let crossesFlex = item.rows.count > 1 && item.rows.contains { rowTracks[$0].flex != nil }
    let spansAuto = item.rows.contains { rowTracks[$0].minimum == .auto }
    if overflow.isScrollable || !spansAuto || crossesFlex {
      return itemSizing.blockEdges + margin
    }
    return content
  }

  /// Items that align their first baselines in a row are lowered to the lowest one, those that align
  /// their last ones are raised to the highest. `[§12.5 step 1]`
  private mutating func measureBaselines() {
    for index in items.indices { items[index].baselineShim = .zero }
    shareBaselines(.baseline) { item, margin, extent, result in
      (item.rows.lowerBound, margin.blockStart + (result.flatMap(\.firstBaseline) ?? extent))
    }
    shareBaselines(.lastBaseline) { item, margin, extent, result in
      let descent = result.flatMap(\.lastBaseline).map { extent - $0 } ?? .zero
      return (item.rows.upperBound, margin.blockEnd + descent)
    }
  }

  /// - Parameter distance: the row by which an item stands, and how far its baseline is from there. It
  ///   gets no result for orthogonal items, which have no baseline of their own.
  private mutating func shareBaselines(
    _ keyword: SelfAlignment.Keyword,
    distance: (GridItem, LogicalEdges, LayoutUnit, BoxResult?) -> (row: Int, LayoutUnit)
  ) {
    var groups: [Int: BaselineSharingGroup] = [:]
    var own: [(index: Int, row: Int, distance: LayoutUnit)] = []
    for (index, item) in items.enumerated() {
      guard item.align.keyword == keyword, !item.isRowSubgrid else { continue }
      let inline = inlineExtent(item)
      let result = measure(item, inline: inline)
      let extent = item.isOrthogonal ? result.size.inline : result.size.block
      let (row, distance) = distance(
        item, item.style.marginEdges(in: axes, base: inline), extent,
        item.isOrthogonal ? nil : result)
      own.append((index, row, distance))
      groups[row, default: BaselineSharingGroup()].add(distance, of: distance)
    }
    for entry in own {
      items[entry.index].baselineShim =
        (groups[entry.row]?.baseline ?? entry.distance) - entry.distance
    }
  }

  // MARK: Placement

  /// The edges of sized tracks, aligned in the content box.
  private func offsets(
    _ tracks: [GridTrack], gap: LayoutUnit, available: LayoutUnit, align: ContentAlignment,
    start: LayoutUnit, inline: Bool
  ) -> TrackEdges {
    let open = tracks.reduce(0) { $0 + ($1.isCollapsed ? 0 : 1) }
    let sum = tracks.reduce(gap * max(0, open - 1)) { $0 + $1.base }
    let free = available - sum
    var keyword = align.keyword
    if align.isSafe, free < .zero { keyword = .start }
    if inline {
      if keyword == .left { keyword = axes.isRTL ? .end : .start }
      if keyword == .right { keyword = axes.isRTL ? .start : .end }
    }
    let (lead, between) = FlexAlignment.distribute(keyword, free: free, count: open)
    var position = start + lead
    var edges = TrackEdges()
    var isFirst = true
    for track in tracks {
      if !track.isCollapsed {
        if !isFirst { position += gap + between }
        isFirst = false
      }
      edges.starts.append(position)
      position += track.base
      edges.ends.append(position)
    }
    return edges
  }

  private func finish(size: LogicalSize, natural: LayoutUnit) -> BoxResult {
    let geometry = GridGeometry(
      columns: columns, rows: rows, columnEdges: sizedColumns ?? TrackEdges(),
      rowEdges: sizedRows ?? TrackEdges(), columnOffset: columnOffset, rowOffset: rowOffset)
    var builder = FragmentBuilder(axes: axes)
    var firstBaseline: (row: Int, value: LayoutUnit, aligned: Bool)?
    var lastBaseline: (row: Int, value: LayoutUnit, aligned: Bool)?
    for item in items {
      let inline = Self.extent(item.columns, of: geometry.columnEdges)
      let block = Self.extent(item.rows, of: geometry.rowEdges)
      let result = context.layout(item.box, itemSpace(item, inline: inline, block: block))
      let extent =
        item.isOrthogonal
        ? LogicalSize(inline: result.size.block, block: result.size.inline) : result.size
      let area = LogicalOffset(
        inline: item.columns.lowerBound < geometry.columnEdges.starts.count
          ? geometry.columnEdges.starts[item.columns.lowerBound] : sizing.edges.inlineStart,
        block: item.rows.lowerBound < geometry.rowEdges.starts.count
          ? geometry.rowEdges.starts[item.rows.lowerBound] : sizing.edges.blockStart)
      let offset = area + placeInArea(item, extent, LogicalSize(inline: inline, block: block))
      builder.add(
        result.fragment, at: offset,
        shift: context.relativeShift(
          of: item.box, containingInline: inline, containingBlock: block, axes: axes))
      let own = item.isOrthogonal ? nil : result
      let row = item.rows.lowerBound
      let alignsFirst = item.align.keyword == .baseline
      if firstBaseline.map({ row < $0.row || row == $0.row && alignsFirst && !$0.aligned }) ?? true
      {
        firstBaseline = (row, offset.block + (own?.firstBaseline ?? extent.block), alignsFirst)
      }
      let end = item.rows.upperBound
      let alignsLast = item.align.keyword == .lastBaseline
      if lastBaseline.map({ end > $0.row || end == $0.row && alignsLast && !$0.aligned }) ?? true {
        lastBaseline = (end, offset.block + (own?.lastBaseline ?? extent.block), alignsLast)
      }
    }
    for child in outOfFlow {
      let place = staticPlace(of: child, size: size, geometry: geometry)
      builder.addPlaceholder(child, at: place.offset, position: place.position, context: context)
    }
    builder.sortByBoxes(context)
    var piece = LayoutFragment(
      content: .box, box: box, style: context.tree[box].style, size: size.physical(in: axes))
    piece.border = sizing.border.physical(in: axes)
    piece.padding = sizing.padding.physical(in: axes)
    piece.firstBaseline = firstBaseline?.value
    piece.lastBaseline = lastBaseline?.value
    context.gridGeometries.append(geometry)
    piece.gridGeometry = Int32(clamping: context.gridGeometries.count - 1)
    return BoxResult(
      fragment: builder.finish(piece, context: context), size: size,
      intrinsicBlockSize: natural + sizing.blockEdges, firstBaseline: firstBaseline?.value,
      lastBaseline: lastBaseline?.value)
  }

  /// An item's border box in its area: automatic margins, then self-alignment. `[§10]`
  private func placeInArea(
    _ item: GridItem, _ extent: LogicalSize, _ area: LogicalSize
  ) -> LogicalOffset {
    let margin = item.style.marginEdges(in: axes, base: area.inline)
    let sides = item.style.logicalMargins(in: axes)
    let own = WritingDirection(item.style)
    func place(
      _ free: LayoutUnit, start: LayoutUnit, autoStart: Bool, autoEnd: Bool,
      align: SelfAlignment, inline: Bool
    ) -> LayoutUnit {
      if free > .zero, autoStart || autoEnd {
        return autoStart ? (autoEnd ? free / 2 : free) : .zero
      }
      if autoStart || autoEnd { return start }
      if align.isSafe, free < .zero { return start }
      switch align.keyword {
      case .center: return start + free / 2
      case .end, .flexEnd: return start + free
      case .lastBaseline: return start + free - (inline ? .zero : item.baselineShim)
      case .selfEnd, .selfStart:
        let same = startsAlike(own, inline: inline)
        return start + ((align.keyword == .selfEnd) == same ? free : .zero)
      case .left where inline: return start + (axes.isRTL ? free : .zero)
      case .right where inline: return start + (axes.isRTL ? .zero : free)
      case .baseline: return inline ? start : start + item.baselineShim
      default: return start
      }
    }
    return LogicalOffset(
      inline: place(
        area.inline - extent.inline - margin.inlineSum, start: margin.inlineStart,
        autoStart: sides.inlineStart.isAuto, autoEnd: sides.inlineEnd.isAuto, align: item.justify,
        inline: true),
      block: place(
        area.block - extent.block - margin.blockSum, start: margin.blockStart,
        autoStart: sides.blockStart.isAuto, autoEnd: sides.blockEnd.isAuto, align: item.align,
        inline: false))
  }

  /// Whether an item's own direction starts at the same side as the grid's along an axis.
  func startsAlike(_ own: WritingDirection, inline: Bool) -> Bool {
    let isHorizontal = axes.isHorizontal == inline
    func startsLow(_ axes: WritingDirection) -> Bool {
      axes.isHorizontal == isHorizontal
        ? !axes.hasFlippedInlines : axes.isHorizontal || !axes.hasFlippedBlocks
    }
    return startsLow(own) == startsLow(axes)
  }
}

extension GridTrack {
  /// Whether a size refers to the container's own, which may be unknown at first.
  var usesPercentage: Bool {
    func depends(_ breadth: TrackBreadth) -> Bool {
      if case .lengthPercentage(let length) = breadth { length.dependsOnPercentage } else { false }
    }
    return depends(minimum) || depends(maximum) || fitContent?.dependsOnPercentage ?? false
  }
}
