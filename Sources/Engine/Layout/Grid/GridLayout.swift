import Scene

/// Grid layout. `[CSS Grid 1, §11–§12]`
struct GridLayout {
  let context: LayoutContext
  let box: BoxID
  let space: ConstraintSpace
  let sizing: UsedSizes
  let axes: WritingDirection
  let container: ContainerStyle
  var items: [GridItem] = []
  var outOfFlow: [BoxID] = []
  let areas: GridAreaNames
  var columns: GridLines
  var rows: GridLines
  /// What is taken over from the grid around, where this is a subgrid of it.
  let inherited: SubgridPlan
  var columnOffset = 0
  var rowOffset = 0
  var columnTracks: [GridTrack] = []
  var rowTracks: [GridTrack] = []
  /// From the border box's start edges; nil until they are sized.
  var sizedColumns: TrackEdges?
  var sizedRows: TrackEdges?
  let contentInline: LayoutUnit?
  let contentBlock: LayoutUnit?
  let columnGap: LayoutUnit
  var rowGap: LayoutUnit

  /// - Parameter inlineSize: the border box's inline size; nil while intrinsic sizes are sought.
  init(
    _ box: BoxID, _ space: ConstraintSpace, inlineSize: LayoutUnit?, context: LayoutContext
  ) {
    self.context = context
    self.box = box
    self.space = space
    sizing = UsedSizes(box, space, context)
    axes = sizing.axes
    let container = sizing.style.container
    self.container = container
    let edges = sizing.edges
    contentInline = inlineSize.map { ($0 - edges.inlineSum).clampedToPositive }
    contentBlock = sizing.definiteBlockSize(inline: inlineSize).map {
      ($0 - edges.blockSum).clampedToPositive
    }
    inherited = context.subgrids[box] ?? SubgridPlan()
    columnGap =
      container.columnGap?.resolve(contentInline ?? .zero).clampedToPositive
      ?? inherited.columns?.gap ?? .zero
    rowGap =
      container.rowGap?.resolve(contentBlock ?? .zero).clampedToPositive
      ?? inherited.rows?.gap ?? .zero
    let areas = GridAreaNames(container.gridTemplateAreas)
    self.areas = areas
    let minimumBlock = sizing.resolveBlock(sizing.style.minBlockSize(axes), content: nil)
    let maximumBlock = sizing.resolveBlock(sizing.style.maxBlockSize(axes), content: nil)
    columns =
      inherited.columns.map { tracks in
        GridLines(
          subgrid: container.gridTemplateColumns.entries, inherited: tracks, areas: areas.columns)
      }
      ?? GridLines(
        container.gridTemplateColumns, areas: areas.columns, areaCount: areas.columnCount,
        available: contentInline, minimum: nil, gap: columnGap,
        automatic: container.gridAutoColumns)
    rows =
      inherited.rows.map { tracks in
        GridLines(subgrid: container.gridTemplateRows.entries, inherited: tracks, areas: areas.rows)
      }
      ?? GridLines(
        container.gridTemplateRows, areas: areas.rows, areaCount: areas.rowCount,
        available: contentBlock ?? maximumBlock.map { $0 - edges.blockSum },
        minimum: minimumBlock.map { $0 - edges.blockSum }, gap: rowGap,
        automatic: container.gridAutoRows)
    collect()
    place()
  }

  init(_ box: BoxID, _ space: ConstraintSpace, context: LayoutContext) {
    let inlineSize = UsedSizes(box, space, context).inlineSize()
    self.init(box, space, inlineSize: inlineSize, context: context)
  }

  // MARK: Items and tracks

  private mutating func collect() {
    let children = context.orderedItems(of: box)
    outOfFlow = children.outOfFlow
    items = children.items.map {
      GridItem($0, container: container, axes: axes, context: context)
    }
  }

  private mutating func place() {
    let requests = items.map { item in
      let style = item.style.container
      return GridPlacement.Item(
        column: request(
          columns, style.gridColumnStart, style.gridColumnEnd, isConfined: inherited.columns != nil),
        row: request(
          rows, style.gridRowStart, style.gridRowEnd, isConfined: inherited.rows != nil))
    }
    let placement = GridPlacement(
      requests, columns: columns.count, rows: rows.count, flow: container.gridAutoFlow)
    columnOffset = placement.columnOffset
    rowOffset = placement.rowOffset
    for (index, area) in placement.areas.enumerated() {
      items[index].columns =
        inherited.columns.map {
          Self.confined(area.columns, to: $0.tracks.count)
        } ?? area.columns
      items[index].rows =
        inherited.rows.map {
          Self.confined(area.rows, to: $0.tracks.count)
        } ?? area.rows
    }
    columnTracks =
      inherited.columns?.tracks
      ?? makeTracks(
        columns, offset: columnOffset, count: placement.columnCount,
        automatic: container.gridAutoColumns, used: items.map(\.columns))
    rowTracks =
      inherited.rows?.tracks
      ?? makeTracks(
        rows, offset: rowOffset, count: placement.rowCount, automatic: container.gridAutoRows,
        used: items.map(\.rows))
    planSubgrids()
  }

  private func request(
    _ lines: GridLines, _ start: GridLine, _ end: GridLine, isConfined: Bool
  ) -> GridLines.Placement {
    let placement = lines.placement(start, end)
    return isConfined ? GridLines.confined(placement, to: lines.count) : placement
  }

  /// Explicit tracks with implicit ones around, which take the automatic sizes in turn.
  private func makeTracks(
    _ lines: GridLines, offset: Int, count: Int, automatic: [TrackSize], used: [Range<Int>]
  ) -> [GridTrack] {
    var occupied = [Bool](repeating: false, count: count)
    if lines.autoFit != nil {
      for range in used { for index in range where index < count { occupied[index] = true } }
    }
    return (0..<count).map { index in
      let number = index - offset
      if lines.tracks.indices.contains(number) {
        var track = GridTrack(lines.tracks[number])
        if let fit = lines.autoFit, fit.contains(number), !occupied[index] {
          track.isCollapsed = true
        }
        return track
      }
      guard !automatic.isEmpty else { return GridTrack(.auto) }
      let beyond = number < 0 ? number : number - lines.count
      let turn = ((beyond % automatic.count) + automatic.count) % automatic.count
      return GridTrack(automatic[turn])
    }
  }

  // MARK: Sizes

  static func intrinsicSizes(
    _ box: BoxID, percentageBlock: LayoutUnit?, textScale: Double, context: LayoutContext
  ) -> IntrinsicSizes {
    var space = ConstraintSpace(availableInline: .zero, availableBlock: nil)
    space.percentageBlock = percentageBlock
    space.textScale = textScale
    let grid = GridLayout(box, space, inlineSize: nil, context: context)
    func extent(_ constraint: GridTrackSizing.Constraint) -> LayoutUnit {
      var tracks = grid.columnSizing(available: nil, constraint: constraint)
      tracks.run()
      return tracks.sum
    }
    let minimum = extent(.minContent)
    return IntrinsicSizes(minimum: minimum, maximum: max(minimum, extent(.maxContent)))
  }

  func columnSizing(
    available: LayoutUnit?, constraint: GridTrackSizing.Constraint
  ) -> GridTrackSizing {
    let keyword = container.justifyContent.keyword
    return GridTrackSizing(
      tracks: columnTracks, gap: columnGap, available: available, constraint: constraint,
      stretches: keyword == .normal || keyword == .stretch,
      items: columnContributions())
  }

  /// What an item asks of its columns. `[§12.5, §6.6]`
  func inlineContribution(_ item: GridItem) -> GridContribution {
    let block = knownBlockExtent(item)
    let sizes = context.contribution(
      of: item.box, in: axes, percentageBlock: block ?? contentBlock, textScale: space.textScale,
      stretchedBlock: block.flatMap { stretchedBlock(item, area: $0) })
    let value = item.style.inlineSize(axes)
    var minimum = sizes.minimum
    let behavesAuto: Bool
    switch value {
    case .auto: behavesAuto = true
    case .lengthPercentage(let length): behavesAuto = length.dependsOnPercentage
    default: behavesAuto = false
    }
    if behavesAuto {
      let overflow = axes.isHorizontal ? item.style.box.overflowX : item.style.box.overflowY
      let spansAuto = item.columns.contains { isAutoMinimum(columnTracks[$0]) }
      let crossesFlex =
        item.columns.count > 1 && item.columns.contains { columnTracks[$0].flex != nil }
      let margin = item.style.marginEdges(in: axes, base: .zero).inlineSum
      let edges = UsedSizes(item.box, itemSpace(item, inline: .zero, block: nil), context).edges
      let least = edges.inlineSum + margin
      if !item.style.minInlineSize(axes).isAuto {
        let fixed: LayoutUnit?
        if case .lengthPercentage(let length) = item.style.minInlineSize(axes) {
          fixed = length.fixed
        } else {
          fixed = nil
        }
        let content = item.style.box.boxSizing == .borderBox ? margin : least
        minimum =
          fixed.map { max($0 + content, least) } ?? (isContentMinimum(item) ? minimum : least)
      } else if overflow.isScrollable || !spansAuto || crossesFlex {
        minimum = least
      } else if let limit = fixedMaximum(item.columns) {
        minimum = min(minimum, max(limit, least))
      }
    }
    return GridContribution(
      tracks: item.columns, minimum: min(minimum, max(sizes.maximum, minimum)),
      minContent: sizes.minimum, maxContent: sizes.maximum)
  }

  private func isContentMinimum(_ item: GridItem) -> Bool {
    switch item.style.minInlineSize(axes) {
    case .minContent, .maxContent, .fitContent: true
    default: false
    }
  }

  private func isAutoMinimum(_ track: GridTrack) -> Bool { track.minimum == .auto }

  /// The sum of maximums where all are fixed: what clamps an automatic minimum. `[§6.6]`
  private func fixedMaximum(_ range: Range<Int>) -> LayoutUnit? {
    var sum = columnGap * max(0, range.count - 1)
    for index in range {
      guard case .lengthPercentage(let length) = columnTracks[index].maximum else { return nil }
      if let contentInline {
        sum += length.resolve(contentInline)
      } else if let fixed = length.fixed {
        sum += fixed
      } else {
        return nil
      }
    }
    return sum
  }

  /// An item's space in an area; its row may be unknown.
  func itemSpace(_ item: GridItem, inline: LayoutUnit, block: LayoutUnit?) -> ConstraintSpace {
    var result = ConstraintSpace(
      child: item.style, in: axes, inline: inline, block: block, percentageBlock: block,
      context: context)
    result.textScale = space.textScale
    let fillsInline = item.stretches(inline: true, axes)
    let fillsBlock = item.stretches(inline: false, axes)
    let margin = item.style.marginEdges(in: axes, base: inline)
    let isTable = context.tree[item.box].kind == .table
    if item.isOrthogonal {
      result.stretchesInline = fillsBlock && block != nil
      result.hasIndefiniteInline = block == nil
      if fillsInline {
        result.fixedBlock = clampedStretch(inline - margin.inlineSum, item, result)
      }
    } else {
      result.stretchesInline = fillsInline
      if fillsInline, isTable {
        result.fixedInline = (inline - margin.inlineSum).clampedToPositive
      }
      if fillsBlock, let block {
        result.fixedBlock = clampedStretch(block - margin.blockSum, item, result)
      }
    }
    shareTracks(with: item, inline: inline, block: block, margin: margin, &result)
    return result
  }

  /// The block extent of an item's area before or after rows are sized, where it is known and matters
  /// to the inline size.
  private func knownBlockExtent(_ item: GridItem) -> LayoutUnit? {
    guard !item.isOrthogonal, context.dependsOnBlockSize(item.box) else { return nil }
    if let sizedRows { return Self.extent(item.rows, of: sizedRows) }
    var sum = rowGap * max(0, item.rows.count - 1)
    for index in item.rows {
      guard rowTracks[index].minimum == rowTracks[index].maximum,
        case .lengthPercentage(let length) = rowTracks[index].minimum,
        let size = contentBlock.map({ length.resolve($0) }) ?? length.fixed
      else { return nil }
      sum += size.clampedToPositive
    }
    return sum
  }

  private func stretchedBlock(_ item: GridItem, area: LayoutUnit) -> LayoutUnit? {
    let margins = item.style.logicalMargins(in: axes)
    guard item.fillsRows, item.style.blockSize(axes).isAuto, !margins.blockStart.isAuto,
      !margins.blockEnd.isAuto
    else { return nil }
    let margin = item.style.marginEdges(in: axes, base: .zero)
    return clampedStretch(
      area - margin.blockSum, item, itemSpace(item, inline: .zero, block: area))
  }

  private func clampedStretch(
    _ size: LayoutUnit, _ item: GridItem, _ itemSpace: ConstraintSpace
  ) -> LayoutUnit {
    UsedSizes(item.box, itemSpace, context).clampBlock(size.clampedToPositive, content: nil)
  }

  /// The extent of a span of sized tracks.
  static func extent(_ range: Range<Int>, of edges: TrackEdges) -> LayoutUnit {
    guard range.upperBound <= edges.ends.count, let last = range.last else { return .zero }
    return (edges.ends[last] - edges.starts[range.lowerBound]).clampedToPositive
  }
}

/// The names of `grid-template-areas` with their lines.
struct GridAreaNames {
  private(set) var columns: [String: Range<Int>] = [:]
  private(set) var rows: [String: Range<Int>] = [:]
  private(set) var columnCount = 0
  private(set) var rowCount = 0

  init(_ areas: GridAreas?) {
    guard let areas else { return }
    rowCount = areas.rows.count
    columnCount = areas.rows.map(\.count).max() ?? 0
    for (row, names) in areas.rows.enumerated() {
      for (column, name) in names.enumerated() where !name.allSatisfy({ $0 == "." }) {
        let across = columns[name] ?? column..<column + 1
        let down = rows[name] ?? row..<row + 1
        columns[name] = min(across.lowerBound, column)..<max(across.upperBound, column + 1)
        rows[name] = min(down.lowerBound, row)..<max(down.upperBound, row + 1)
      }
    }
  }
}
