import Scene

/// The long column, cut into columns.
struct ColumnStrip {
  struct Piece {
    var fragment: Int32
    var offset: LogicalOffset
  }

  private struct Unit {
    var start: LayoutUnit
    var end: LayoutUnit
    /// What the break before it is to be. `[CSS Fragmentation 3, §3]`
    var avoidsBreak = false
    var forcesBreak = false
  }

  private let context: LayoutContext
  private let axes: WritingDirection
  private let root: Int32
  private var units: [Unit] = []
  /// What the box before asked for the break before the next unit.
  private var next = Unit(start: .zero, end: .zero)

  init(_ root: Int32, axes: WritingDirection, context: LayoutContext) {
    self.root = root
    self.axes = axes
    self.context = context
    collect(root, at: .zero)
    units.sort { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  private func offset(_ link: FragmentLink, in parent: Int32) -> LogicalOffset {
    LogicalOffset(
      link.offset, in: axes, outer: context.fragments[Int(parent)].size,
      inner: context.fragments[Int(link.fragment)].size)
  }

  /// Lines and boxes without lines stay whole.
  private func isWhole(_ index: Int32) -> Bool {
    let piece = context.fragments[Int(index)]
    guard case .box = piece.content, !piece.links.isEmpty, let box = piece.box,
      context.tree[box].kind == .block
    else { return true }
    let style = context.style(piece.style)
    return style.box.breakInside == .avoid || style.box.breakInside == .avoidColumn
      || style.box.overflowX.isScrollable || style.box.overflowY.isScrollable
      || WritingDirection(style).isOrthogonal(to: axes)
  }

  private mutating func collect(_ index: Int32, at start: LayoutUnit) {
    let links = context.fragments[Int(index)].links.map { context.links[Int($0)] }
    let lines = links.count { isLine($0.fragment) }
    let text = context.style(context.fragments[Int(index)].style).text
    var line = 0
    for link in links {
      let top = start + offset(link, in: index).block
      let isLine = isLine(link.fragment)
      if isLine {
        // So many lines stay together at the end and at the start of a column.
        if line > 0, line < text.orphans || lines - line < text.widows { next.avoidsBreak = true }
        line += 1
      } else {
        ask(style(of: link.fragment)?.box.breakBefore)
      }
      if isWhole(link.fragment) {
        let extent = LogicalSize(context.fragments[Int(link.fragment)].size, in: axes).block
        if extent > .zero {
          next.start = top
          next.end = top + extent
          units.append(next)
          next = Unit(start: .zero, end: .zero)
        }
      } else {
        collect(link.fragment, at: top)
      }
      if !isLine { ask(style(of: link.fragment)?.box.breakAfter) }
    }
  }

  private func isLine(_ fragment: Int32) -> Bool {
    if case .line = context.fragments[Int(fragment)].content { true } else { false }
  }

  /// The style of a box in the flow of the columns.
  private func style(of fragment: Int32) -> ComputedStyle? {
    let piece = context.fragments[Int(fragment)]
    guard case .box = piece.content, let box = piece.box, !context.tree[box].isFloating else {
      return nil
    }
    return context.style(piece.style)
  }

  private mutating func ask(_ value: BreakValue?) {
    switch value {
    case .avoid, .avoidColumn: next.avoidsBreak = true
    case .column, .always: next.forcesBreak = true
    default: break
    }
  }

  /// The ranges of the strip that stand in columns of a height.
  func cuts(from start: LayoutUnit, extent: LayoutUnit, height: LayoutUnit) -> [Range<LayoutUnit>] {
    let end = start + extent
    var result: [Range<LayoutUnit>] = []
    var top = start
    var index = 0
    while index < units.count, units[index].start < start { index += 1 }
    while index < units.count {
      let limit = top + height
      let first = index
      while index < units.count, units[index].end <= limit || units[index].start <= top,
        index == first || !units[index].forcesBreak
      {
        index += 1
      }
      guard index < units.count else { break }
      if !units[index].forcesBreak { index = betterBreak(before: index, after: first) }
      let next = max(units[index].start, top)
      guard next > top else { break }
      result.append(top..<next)
      top = next
    }
    if top <= end { result.append(top..<max(end, top)) }
    return result
  }

  /// The last unit before which a break is welcome; the one asked about where there is none.
  private func betterBreak(before index: Int, after first: Int) -> Int {
    var candidate = index
    while candidate > first, units[candidate].avoidsBreak { candidate -= 1 }
    return candidate > first ? candidate : index
  }

  /// The least height that needs no more than `columns`.
  func balancedHeight(from start: LayoutUnit, extent: LayoutUnit, columns: Int) -> LayoutUnit {
    var low = max(extent / max(1, columns), LayoutUnit(raw: 1)).raw
    var high = max(extent, LayoutUnit(raw: 1)).raw
    let forced = units.count { $0.forcesBreak }
    func fits(_ height: LayoutUnit) -> Bool {
      let ranges = cuts(from: start, extent: extent, height: height)
      return ranges.count <= max(columns, forced + 1)
        && !units.contains { unit in
          unit.end - unit.start > height && unit.end - unit.start <= extent
        }
    }
    while low < high {
      let middle = low + (high - low) / 2
      if fits(LayoutUnit(raw: middle)) { high = middle } else { low = middle + 1 }
    }
    return LayoutUnit(raw: high)
  }

  func pieces(in cut: Range<LayoutUnit>, isLast: Bool) -> [Piece] {
    slices(of: root, at: .zero, cut: cut, isLast: isLast)
  }

  private func slices(
    of index: Int32, at start: LayoutUnit, cut: Range<LayoutUnit>, isLast: Bool
  ) -> [Piece] {
    var result: [Piece] = []
    for position in context.fragments[Int(index)].links {
      let link = context.links[Int(position)]
      let place = offset(link, in: index)
      let top = start + place.block
      let piece = context.fragments[Int(link.fragment)]
      let extent = LogicalSize(piece.size, in: axes)
      if isWhole(link.fragment) {
        let isInside = top >= cut.lowerBound && (top < cut.upperBound || isLast)
        if isInside { result.append(Piece(fragment: link.fragment, offset: place)) }
        continue
      }
      let low = max(top, cut.lowerBound)
      let high = min(top + extent.block, cut.upperBound)
      // A box that begins where the column ends belongs to the next one, be it empty or not.
      let isEmptyHere = extent.block <= .zero && top >= low && (top < cut.upperBound || isLast)
      guard high > low || isEmptyHere else { continue }
      let inner = slices(of: link.fragment, at: top, cut: cut, isLast: isLast)
      var slice = piece
      let size = LogicalSize(inline: extent.inline, block: (high - low).clampedToPositive)
      slice.size = size.physical(in: axes)
      var border = LogicalEdges(piece.border, in: axes)
      var padding = LogicalEdges(piece.padding, in: axes)
      if low > top {
        border.blockStart = .zero
        padding.blockStart = .zero
      }
      if high < top + extent.block {
        border.blockEnd = .zero
        padding.blockEnd = .zero
      }
      slice.border = border.physical(in: axes)
      slice.padding = padding.physical(in: axes)
      var builder = FragmentBuilder(axes: axes)
      for child in inner {
        builder.add(
          child.fragment,
          at: LogicalOffset(
            inline: child.offset.inline, block: child.offset.block - (low - top)))
      }
      result.append(
        Piece(
          fragment: builder.finish(slice, context: context),
          offset: LogicalOffset(inline: place.inline, block: place.block + (low - top))))
    }
    return result
  }
}
