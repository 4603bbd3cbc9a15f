import Scene

/// Multi-column layout: the content before, between and after boxes that span all columns is laid out
/// in one long column each, which is then cut between lines and blocks.
/// `[CSS Multi-column 1, §3, §6, §8]`
struct ColumnLayout {
  let context: LayoutContext
  let box: BoxID
  let space: ConstraintSpace
  private let sizing: UsedSizes
  private let style: ComputedStyle
  private let axes: WritingDirection

  init(_ box: BoxID, _ space: ConstraintSpace, context: LayoutContext) {
    self.context = context
    self.box = box
    self.space = space
    sizing = UsedSizes(box, space, context)
    style = sizing.style
    axes = sizing.axes
  }

  /// The gap between columns: `normal` is 1em.
  private static func gap(_ style: ComputedStyle, _ base: LayoutUnit) -> LayoutUnit {
    (style.container.columnGap?.resolve(base) ?? LayoutUnit(style.font.size)).clampedToPositive
  }

  /// The intrinsic sizes for a column's content of the given ones.
  static func intrinsic(_ sizes: IntrinsicSizes, _ style: ComputedStyle) -> IntrinsicSizes {
    let count = min(max(1, style.container.columnCount ?? 1), 1000)
    let gaps = gap(style, .zero) * (count - 1)
    if let width = style.container.columnWidth.map({ LayoutUnit($0) }) {
      let one = max(min(sizes.minimum, width), min(width, sizes.maximum))
      return IntrinsicSizes(
        minimum: one, maximum: max(sizes.maximum, width) * count + gaps)
    }
    return IntrinsicSizes(
      minimum: sizes.minimum * count + gaps, maximum: sizes.maximum * count + gaps)
  }

  /// `[§3.4]`
  private func columns(in available: LayoutUnit) -> (count: Int, width: LayoutUnit, gap: LayoutUnit)
  {
    let gap = Self.gap(style, available)
    var count = style.container.columnCount.map { min(max(1, $0), 1000) }
    if let wanted = style.container.columnWidth.map({ LayoutUnit($0) }) {
      let unit = max(wanted, LayoutUnit(1)) + gap
      let fitting = max(1, Int((available + gap).raw / max(1, unit.raw)))
      count = min(count ?? fitting, fitting)
    }
    let used = count ?? 1
    let width = ((available - gap * (used - 1)) / used).clampedToPositive
    return (used, width, gap)
  }

  func run() -> BoxResult {
    let inlineSize = sizing.inlineSize()
    let available = (inlineSize - sizing.inlineEdges).clampedToPositive
    let columns = columns(in: available)
    let definite = sizing.definiteBlockSize(inline: inlineSize).map {
      ($0 - sizing.blockEdges).clampedToPositive
    }
    let limit =
      definite
      ?? sizing.resolveBlock(style.maxBlockSize(axes), content: nil).map {
        ($0 - sizing.blockEdges).clampedToPositive
      }
    var builder = FragmentBuilder(axes: axes)
    var firstBaseline: LayoutUnit?
    var position = LayoutUnit.zero
    let parts = self.parts
    /// The margin after the last spanning box, which collapses with the next one's.
    var margin = LayoutUnit.zero
    for (number, part) in parts.enumerated() {
      switch part {
      case .columns(let selection):
        position += margin
        margin = .zero
        let row = row(
          of: selection, part: number, columns, at: position,
          room: limit.map { $0 - position },
          fills: definite != nil && number == parts.count - 1, builder: &builder
        ) { height in
          // The rules of a single row reach the end of the container.
          guard selection == nil else { return height }
          let block = sizing.blockSize(content: height + sizing.blockEdges, inline: inlineSize)
          return (block - sizing.blockEdges).clampedToPositive
        }
        if firstBaseline == nil { firstBaseline = row.firstBaseline.map { $0 + position } }
        position += row.height
      case .spanning(let child):
        let placed = spanning(child, inlineSize: available)
        position += max(margin, placed.margin.blockStart)
        builder.add(
          placed.result.fragment,
          at: LogicalOffset(
            inline: sizing.edges.inlineStart + placed.margin.inlineStart,
            block: sizing.edges.blockStart + position))
        if firstBaseline == nil {
          firstBaseline = placed.result.firstBaseline.map {
            $0 + position + sizing.edges.blockStart
          }
        }
        position += placed.result.size.block
        margin = placed.margin.blockEnd
      }
    }
    let height = position + margin
    let block = sizing.blockSize(content: height + sizing.blockEdges, inline: inlineSize)
    let size = LogicalSize(inline: inlineSize, block: block)
    var piece = LayoutFragment(
      content: .box, box: box, style: context.tree[box].style, size: size.physical(in: axes))
    piece.border = sizing.border.physical(in: axes)
    piece.padding = sizing.padding.physical(in: axes)
    piece.firstBaseline = firstBaseline
    return BoxResult(
      fragment: builder.finish(piece, context: context), size: size,
      intrinsicBlockSize: height + sizing.blockEdges, firstBaseline: firstBaseline,
      lastBaseline: nil)
  }

  // MARK: Parts

  /// A stretch of the content: columns, or a box across all of them. `[§6]`
  private enum Part {
    /// The children in the columns; nil for all.
    case columns([BoxID]?)
    case spanning(BoxID)
  }

  private var parts: [Part] {
    let children = context.tree.childList(of: box)
    func spans(_ child: BoxID) -> Bool {
      context.tree[child].isInFlow && context.tree[child].level == .block
        && context.style(child).container.columnSpanAll
    }
    guard children.contains(where: spans) else { return [.columns(nil)] }
    var parts: [Part] = []
    var pending: [BoxID] = []
    for child in children {
      guard spans(child) else {
        pending.append(child)
        continue
      }
      if !pending.isEmpty { parts.append(.columns(pending)) }
      pending = []
      parts.append(.spanning(child))
    }
    if !pending.isEmpty { parts.append(.columns(pending)) }
    return parts
  }

  private func spanning(
    _ child: BoxID, inlineSize: LayoutUnit
  ) -> (result: BoxResult, margin: LogicalEdges) {
    let childStyle = context.style(child)
    var inner = ConstraintSpace(
      child: childStyle, in: axes, inline: inlineSize, block: nil, percentageBlock: nil,
      context: context)
    inner.textScale = space.textScale
    inner.isNewFormattingContext = true
    let result = context.layout(child, inner)
    var margin = childStyle.marginEdges(in: axes, base: inlineSize)
    let sides = childStyle.logicalMargins(in: axes)
    let free = (inlineSize - result.size.inline - margin.inlineSum).clampedToPositive
    if sides.inlineStart.isAuto { margin.inlineStart = sides.inlineEnd.isAuto ? free / 2 : free }
    return (result, margin)
  }

  /// - Parameters:
  ///   - position: from the content edge.
  ///   - room: what a definite or a greatest height leaves.
  ///   - fills: whether columns that are not balanced take all of it.
  ///   - ruled: the height of rules beside columns of a height.
  private func row(
    of selection: [BoxID]?, part: Int,
    _ columns: (count: Int, width: LayoutUnit, gap: LayoutUnit),
    at position: LayoutUnit, room: LayoutUnit?, fills: Bool, builder: inout FragmentBuilder,
    ruled: (LayoutUnit) -> LayoutUnit
  ) -> (height: LayoutUnit, firstBaseline: LayoutUnit?) {
    let (count, width, gap) = columns
    var inner = space
    inner.fixedInline = width + sizing.inlineEdges
    inner.fixedBlock = nil
    let long = BlockFlow.layoutRoot(box, inner, context: context, selection: selection)
    let strip = ColumnStrip(long.fragment, axes: axes, context: context)
    let start = sizing.edges.blockStart
    let isDefinite = sizing.definiteBlockSize() != nil
    let natural = (long.intrinsicBlockSize - sizing.blockEdges).clampedToPositive
    var height: LayoutUnit
    if style.container.columnFill == .auto, let room, fills {
      height = room.clampedToPositive
    } else if style.container.columnFill == .auto, context.columnRooms == nil, !isDefinite {
      // Nothing ends the first column.
      height = min(natural, room?.clampedToPositive ?? natural)
    } else {
      height = strip.balancedHeight(from: start, extent: natural, columns: count)
      if let room { height = min(height, room.clampedToPositive) }
    }
    if room == nil, let rooms = context.columnRooms, let node = context.tree[box].node {
      let first = rooms.first[ColumnRooms.Key(node: node, part: part)] ?? rooms.extent
      if height > first {
        let total = rows(
          of: strip, from: start, extent: natural, columns, at: position,
          rooms: (first, rooms.extent), part: part, builder: &builder)
        return (total, long.firstBaseline)
      }
    }
    let cuts = strip.cuts(from: start, extent: natural, height: max(height, LayoutUnit(1)))
    for (index, cut) in cuts.enumerated() {
      for piece in strip.pieces(in: cut, isLast: index == cuts.count - 1) {
        builder.add(
          piece.fragment,
          at: LogicalOffset(
            inline: piece.offset.inline + (width + gap) * index,
            block: piece.offset.block - cut.lowerBound + start + position))
      }
      if index > 0, let rule = rule(height: ruled(height)) {
        builder.add(
          rule.fragment,
          at: LogicalOffset(
            inline: sizing.edges.inlineStart + (width + gap) * index - gap / 2 - rule.width / 2,
            block: start + position))
      }
    }
    return (height, long.firstBaseline)
  }

  /// Rows of columns, each as high as its page has room, the last one balanced. `[§8.1]`
  ///
  /// - Parameter rooms: for the first row and for those after it.
  /// - Returns: their height together.
  private func rows(
    of strip: ColumnStrip, from start: LayoutUnit, extent: LayoutUnit,
    _ columns: (count: Int, width: LayoutUnit, gap: LayoutUnit), at position: LayoutUnit,
    rooms: (first: LayoutUnit, rest: LayoutUnit), part: Int, builder: inout FragmentBuilder
  ) -> LayoutUnit {
    let (count, width, gap) = columns
    let end = start + extent
    var top = start
    var done = LayoutUnit.zero
    var number = 0
    while number < 1000 {
      let room = max(number == 0 ? rooms.first : rooms.rest, LayoutUnit(1))
      let balanced = strip.balancedHeight(from: top, extent: end - top, columns: count)
      let isLast = balanced <= room
      let height = isLast ? balanced : room
      let all = strip.cuts(from: top, extent: end - top, height: max(height, LayoutUnit(1)))
      let cuts = isLast ? all[...] : all.prefix(count)
      var row = FragmentBuilder(axes: axes)
      for (index, cut) in cuts.enumerated() {
        let ends = isLast && index == cuts.count - 1
        for piece in strip.pieces(in: cut, isLast: ends) {
          row.add(
            piece.fragment,
            at: LogicalOffset(
              inline: piece.offset.inline - sizing.edges.inlineStart + (width + gap) * index,
              block: piece.offset.block - cut.lowerBound))
        }
        if index > 0, let rule = rule(height: height) {
          row.add(
            rule.fragment,
            at: LogicalOffset(
              inline: (width + gap) * index - gap / 2 - rule.width / 2, block: .zero))
        }
      }
      var rowStyle = style.inherited()
      rowStyle.box.display = .block
      var piece = LayoutFragment(
        content: .box, box: nil, style: context.styleOverrides.add(rowStyle),
        size: LogicalSize(
          inline: (width + gap) * count - gap, block: height
        ).physical(in: axes))
      piece.columnRow = ColumnRow(part: part, row: number)
      builder.add(
        row.finish(piece, context: context),
        at: LogicalOffset(
          inline: sizing.edges.inlineStart, block: sizing.edges.blockStart + position + done))
      done += height
      number += 1
      guard !isLast, let last = cuts.last, last.upperBound > top else { break }
      top = last.upperBound
    }
    return done
  }

  /// The line between two columns. `[§4]`
  private func rule(height: LayoutUnit) -> (fragment: Int32, width: LayoutUnit)? {
    let side = style.container.columnRule
    guard side.width > 0, side.style != .none, side.style != .hidden else { return nil }
    var ruleStyle = style.inherited()
    ruleStyle.box.display = .block
    if axes.isHorizontal {
      ruleStyle.border.sides.left = side
    } else {
      ruleStyle.border.sides.top = side
    }
    let width = LayoutUnit(side.width)
    var piece = LayoutFragment(
      content: .box, box: nil, style: context.styleOverrides.add(ruleStyle),
      size: LogicalSize(inline: width, block: height).physical(in: axes))
    piece.border =
      axes.isHorizontal ? LayoutEdges(left: width) : LayoutEdges(top: width)
    return (context.add(piece), width)
  }
}
