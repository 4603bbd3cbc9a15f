import Scene

/// The edges of sized tracks along one axis.
struct TrackEdges: Hashable {
  var starts: [LayoutUnit] = []
  var ends: [LayoutUnit] = []

  /// The edges of some tracks, from the first one's start; counted from the other side where a
  /// subgrid runs the other way.
  func slice(_ range: Range<Int>, reversed: Bool) -> TrackEdges? {
    guard range.upperBound <= ends.count, let first = range.first, let last = range.last else {
      return nil
    }
    let origin = starts[first]
    let extent = ends[last] - origin
    if reversed {
      return TrackEdges(
        starts: range.reversed().map { extent - (ends[$0] - origin) },
        ends: range.reversed().map { extent - (starts[$0] - origin) })
    }
    return TrackEdges(
      starts: range.map { starts[$0] - origin }, ends: range.map { ends[$0] - origin })
  }
}

/// What a subgrid takes over along one axis from the grid around it, in its own direction.
/// `[CSS Grid 2, §9]`
struct InheritedTracks {
  /// Names of the lines that it spans; one more than tracks.
  var names: [[String]]
  var tracks: [GridTrack]
  let gap: LayoutUnit
}

/// What a grid says of itself to an item that is a subgrid of it.
struct SubgridPlan {
  var columns: InheritedTracks?
  var rows: InheritedTracks?
}

extension GridLayout {
  // MARK: As the grid around

  /// Tells items that are subgrids which tracks they share. Their sizes follow in their space.
  func planSubgrids() {
    for item in items where item.isColumnSubgrid || item.isRowSubgrid {
      let own = WritingDirection(item.style)
      var plan = SubgridPlan()
      if item.isColumnSubgrid {
        plan.columns = inheritance(
          columns, areas: areas.columns, offset: columnOffset, tracks: columnTracks,
          span: item.columns, gap: columnGap, reversed: !startsAlike(own, inline: true))
      }
      if item.isRowSubgrid {
        plan.rows = inheritance(
          rows, areas: areas.rows, offset: rowOffset, tracks: rowTracks, span: item.rows,
          gap: rowGap, reversed: !startsAlike(own, inline: false))
      }
      context.subgrids[item.box] = plan
    }
  }

  private func inheritance(
    _ lines: GridLines, areas: [String: Range<Int>], offset: Int, tracks: [GridTrack],
    span: Range<Int>, gap: LayoutUnit, reversed: Bool
  ) -> InheritedTracks {
    var names = (span.lowerBound...span.upperBound).map { line in
      lines.names.indices.contains(line - offset) ? lines.names[line - offset] : []
    }
    // An area that reaches beyond begins or ends at the subgrid's edge.
    for (name, area) in areas.sorted(by: { $0.key < $1.key }) {
      let whole = area.lowerBound + offset..<area.upperBound + offset
      let part = whole.clamped(to: span)
      guard !part.isEmpty else { continue }
      if part.lowerBound > whole.lowerBound { names[0].append(name + "-start") }
      if part.upperBound < whole.upperBound { names[span.count].append(name + "-end") }
    }
    let shared = Array(tracks[span])
    return InheritedTracks(
      names: reversed ? names.reversed() : names, tracks: reversed ? shared.reversed() : shared,
      gap: gap)
  }

  /// What items ask of columns; those of a subgrid ask in its stead. `[CSS Grid 2, §9]`
  func columnContributions() -> [GridContribution] {
    items.flatMap { item in
      guard item.isColumnSubgrid else { return [inlineContribution(item)] }
      let subgrid = GridLayout(
        item.box, itemSpace(item, inline: .zero, block: nil), inlineSize: nil, context: context)
      return shared(
        subgrid.columnContributions(), over: item.columns,
        gapDifference: subgrid.columnGap - columnGap,
        start: subgrid.sizing.edges.inlineStart + subgrid.margin.inlineStart,
        end: subgrid.sizing.edges.inlineEnd + subgrid.margin.inlineEnd,
        reversed: !startsAlike(subgrid.axes, inline: true))
    }
  }

  /// What the items of a subgrid ask of rows, given sized columns.
  func rowContributions(of item: GridItem, inline: LayoutUnit) -> [GridContribution] {
    var subgrid = GridLayout(
      item.box, itemSpace(item, inline: inline, block: nil), context: context)
    subgrid.sizeColumns()
    return shared(
      subgrid.rowContributions(), over: item.rows,
      gapDifference: subgrid.rowGap - rowGap,
      start: subgrid.sizing.edges.blockStart + subgrid.margin.blockStart,
      end: subgrid.sizing.edges.blockEnd + subgrid.margin.blockEnd,
      reversed: !startsAlike(subgrid.axes, inline: false))
  }

  /// A subgrid's contributions as those of its grid: its margin, border and padding widen what stands
  /// at its edges, half of the difference of gaps what stands at its other lines.
  private func shared(
    _ contributions: [GridContribution], over span: Range<Int>,
    gapDifference: LayoutUnit, start: LayoutUnit, end: LayoutUnit, reversed: Bool
  ) -> [GridContribution] {
    let count = span.count
    func outer(_ own: GridContribution, inner: LayoutUnit) -> GridContribution {
      let extra =
        (own.tracks.lowerBound == 0 ? start : inner)
        + (own.tracks.upperBound == count ? end : inner)
      let first = reversed ? count - own.tracks.upperBound : own.tracks.lowerBound
      let lower = span.lowerBound + first
      return GridContribution(
        tracks: lower..<lower + own.tracks.count, minimum: own.minimum + extra,
        minContent: own.minContent + extra, maxContent: own.maxContent + extra)
    }
    // The edges stand there without items, too.
    let edges = count == 1 ? [0..<1] : [0..<1, count - 1..<count]
    return contributions.map { outer($0, inner: gapDifference / 2) }
      + edges.map {
        outer(
          GridContribution(tracks: $0, minimum: .zero, minContent: .zero, maxContent: .zero),
          inner: .zero)
      }
  }

  /// Adds the sized tracks that a subgrid shares to its space, which it fills along them.
  func shareTracks(
    with item: GridItem, inline: LayoutUnit, block: LayoutUnit?, margin: LogicalEdges,
    _ space: inout ConstraintSpace
  ) {
    let own = WritingDirection(item.style)
    var constraint = SubgridConstraint()
    if item.isColumnSubgrid, let sizedColumns {
      constraint.columns = sizedColumns.slice(
        item.columns, reversed: !startsAlike(own, inline: true))
      space.fixedInline = (inline - margin.inlineSum).clampedToPositive
    }
    if item.isRowSubgrid, let sizedRows, let block {
      constraint.rows = sizedRows.slice(item.rows, reversed: !startsAlike(own, inline: false))
      space.fixedBlock = (block - margin.blockSum).clampedToPositive
    }
    if constraint.columns != nil || constraint.rows != nil { space.subgrid = constraint }
  }

  // MARK: As a subgrid

  /// The margin of a subgrid in its own axes.
  private var margin: LogicalEdges {
    sizing.style.marginEdges(in: axes, base: space.percentageEdges)
  }

  /// The columns that the grid around has sized, from the border box's inline-start edge.
  var sharedColumns: TrackEdges? {
    space.subgrid?.columns.flatMap { edges in
      inherit(
        edges, count: columnTracks.count, gap: container.columnGap == nil ? nil : columnGap,
        margin: margin.inlineStart, start: sizing.edges.inlineStart,
        end: (contentInline ?? .zero) + sizing.edges.inlineStart)
    }
  }

  /// The rows that the grid around has sized, from the border box's block-start edge.
  var sharedRows: TrackEdges? {
    space.subgrid?.rows.flatMap { edges in
      inherit(
        edges, count: rowTracks.count, gap: container.rowGap == nil ? nil : rowGap,
        margin: margin.blockStart, start: sizing.edges.blockStart,
        end: (contentBlock ?? .zero) + sizing.edges.blockStart)
    }
  }

  private func inherit(
    _ outer: TrackEdges, count: Int, gap: LayoutUnit?, margin: LayoutUnit, start: LayoutUnit,
    end: LayoutUnit
  ) -> TrackEdges? {
    guard count > 0, outer.starts.count == count else { return nil }
    var edges = TrackEdges(
      starts: outer.starts.map { $0 - margin }, ends: outer.ends.map { $0 - margin })
    if let gap {
      for index in 1..<max(1, count) {
        let half = (gap - (edges.starts[index] - edges.ends[index - 1])) / 2
        edges.ends[index - 1] -= half
        edges.starts[index] += half
      }
    }
    edges.starts[0] = start
    edges.ends[count - 1] = end
    for index in 0..<count { edges.ends[index] = max(edges.starts[index], edges.ends[index]) }
    return edges
  }

  /// A subgrid has no tracks but those it shares: what reaches beyond is put at its last.
  static func confined(_ area: Range<Int>, to count: Int) -> Range<Int> {
    let length = min(area.count, count)
    let start = max(0, min(area.lowerBound, count - length))
    return start..<start + length
  }
}

extension GridLines {
  /// The lines of a subgrid: those that it spans, with its own names added.
  init(
    subgrid entries: [TrackEntry], inherited: InheritedTracks, areas: [String: Range<Int>]
  ) {
    names = inherited.names
    tracks = [TrackSize](repeating: .auto, count: inherited.tracks.count)
    let own = Self.lineNames(entries, lines: names.count)
    for (line, list) in own.prefix(names.count).enumerated() { names[line] += list }
    name(areas)
  }

  /// `<line-name-list>`, where an automatic repetition fills the lines that others leave.
  private static func lineNames(_ entries: [TrackEntry], lines: Int) -> [[String]] {
    func list(_ entries: [TrackEntry]) -> [[String]] {
      entries.compactMap { if case .lineNames(let names) = $0 { names } else { nil } }
    }
    var fixed = 0
    for entry in entries {
      switch entry {
      case .lineNames: fixed += 1
      case .repeated(.count(let number), let inner): fixed += number * list(inner).count
      case .repeated, .track: break
      }
    }
    var result: [[String]] = []
    for entry in entries where result.count < lines {
      switch entry {
      case .lineNames(let names): result.append(names)
      case .repeated(let count, let inner):
        let names = list(inner)
        guard !names.isEmpty else { continue }
        let number =
          if case .count(let number) = count { number } else { (lines - fixed) / names.count }
        for _ in 0..<max(0, number) where result.count < lines { result += names }
      case .track: break
      }
    }
    return result
  }

  /// What an item of a subgrid asks for, within the tracks that there are.
  static func confined(_ placement: Placement, to count: Int) -> Placement {
    guard let start = placement.start else {
      return Placement(start: nil, span: min(placement.span, count))
    }
    let first = min(max(start, 0), count - 1)
    return Placement(start: first, span: min(max(start + placement.span, first + 1), count) - first)
  }
}
