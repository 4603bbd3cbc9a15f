import Scene

/// Table layout. `[CSS 2.1, §17]`, `[CSS Tables 3]`
struct TableLayoutAlgorithm {
  let context: LayoutContext
  let box: BoxID
  let space: ConstraintSpace
  let sizing: UsedSizes
  let grid: TableGrid
  let columns: TableColumns
  let axes: WritingDirection
  let inlineSize: LayoutUnit
  let contentInline: LayoutUnit
  let widths: [LayoutUnit]
  /// Start edges of columns from the grid box's border edge, and the last one's end.
  let columnOffsets: [LayoutUnit]
  var rowHeights: [LayoutUnit]
  var rowBaselines: [LayoutUnit?]
  private var measured: [BoxResult] = []

  init(_ box: BoxID, _ space: ConstraintSpace, context: LayoutContext) {
    self.context = context
    self.box = box
    self.space = space
    sizing = UsedSizes(box, space, context)
    axes = sizing.axes
    grid = context.tableGrid(box)
    columns = TableColumns(box, grid: grid, textScale: space.textScale, context: context)
    inlineSize = sizing.inlineSize()
    contentInline = (inlineSize - sizing.inlineEdges).clampedToPositive
    var widths = columns.widths(for: contentInline)
    var offsets: [LayoutUnit] = []
    var position = sizing.edges.inlineStart + columns.spacing
    for index in widths.indices {
      offsets.append(position)
      if columns.columns[index].isMerged {
        widths[index] = .zero
        // It ends with the column before, whose spanning cells it belongs to.
        offsets[index] = position - (index > 0 ? columns.spacing : .zero)
      } else if columns.columns[index].isCollapsed {
        widths[index] = .zero
      } else {
        position += widths[index] + columns.spacing
      }
    }
    offsets.append(widths.isEmpty ? position : position - columns.spacing)
    self.widths = widths
    columnOffsets = offsets
    rowHeights = Array(repeating: .zero, count: grid.rows.count)
    rowBaselines = Array(repeating: nil, count: grid.rows.count)
  }

  /// The border box's intrinsic sizes, percentages of padding taken as zero.
  static func intrinsicSizes(
    _ box: BoxID, textScale: Double, context: LayoutContext
  ) -> IntrinsicSizes {
    let grid = context.tableGrid(box)
    let columns = TableColumns(box, grid: grid, textScale: textScale, context: context)
    var space = ConstraintSpace(availableInline: .zero, availableBlock: nil)
    space.textScale = textScale
    let edges = UsedSizes(box, space, context).inlineEdges
    var sizes = columns.intrinsic.adding(edges)
    for caption in grid.captions {
      let part = context.contribution(
        of: caption, in: columns.axes, percentageBlock: nil, textScale: textScale)
      sizes.minimum = max(sizes.minimum, part.minimum)
    }
    sizes.maximum = max(sizes.maximum, sizes.minimum)
    return sizes
  }

  private var blockSpacing: LayoutUnit {
    guard sizing.style.text.borderCollapse == .separate else { return .zero }
    return LayoutUnit(sizing.style.text.borderSpacing.y)
  }

  // MARK: Layout

  func run() -> BoxResult {
    var layout = self
    return layout.layOut()
  }

  private mutating func layOut() -> BoxResult {
    measureCells()
    sizeRows()
    let captions = layoutCaptions()
    let content = rowsExtent + sizing.blockEdges
    var block = content
    let captionBlock = captions.reduce(LayoutUnit.zero) { $0 + $1.outer }
    if let fixed = space.fixedBlock {
      block = max(content, fixed - captionBlock)
    } else {
      block = max(content, sizing.blockSize(content: content, inline: inlineSize))
    }
    stretchRows(by: block - content, table: block)
    return finish(block: block, captions: captions)
  }

  /// The rows with the spaces between and around them.
  private var rowsExtent: LayoutUnit {
    let visible = grid.rows.indices.filter { !grid.rows[$0].isCollapsed }
    guard !visible.isEmpty else { return .zero }
    return visible.reduce(blockSpacing * (visible.count + 1)) { $0 + rowHeights[$1] }
  }

  private func cellInline(_ cell: TableGrid.Cell) -> LayoutUnit {
    let last = min(widths.count, cell.column + cell.columnSpan)
    guard cell.column < last else { return .zero }
    let end = columnOffsets[last - 1] + widths[last - 1]
    return (end - columnOffsets[cell.column]).clampedToPositive
  }

  private func cellSpace(_ cell: TableGrid.Cell) -> ConstraintSpace {
    let style = context.style(cell.box)
    let inline = cellInline(cell)
    var result = ConstraintSpace(
      child: style, in: axes, inline: inline, block: nil, percentageBlock: nil, context: context)
    result.percentageEdges = contentInline
    result.textScale = space.textScale
    result.cell = CellConstraint(border: cell.border?.physical(in: axes))
    if !WritingDirection(style).isOrthogonal(to: axes) {
      result.fixedInline = inline
    } else {
      result.stretchesInline = false
      result.fixedBlock = inline
    }
    return result
  }

  private mutating func measureCells() {
    measured = grid.cells.map { context.layout($0.box, cellSpace($0)) }
  }

  /// The least block size of a cell: its content or its stated height.
  private func cellBlock(_ index: Int) -> LayoutUnit {
    let cell = grid.cells[index]
    let style = context.style(cell.box)
    let result = measured[index]
    if WritingDirection(style).isOrthogonal(to: axes) { return result.size.inline }
    let cellSizing = UsedSizes(cell.box, cellSpace(cell), context)
    let specified = cellSizing.resolveBlock(style.blockSize(axes), content: nil) ?? .zero
    return cellSizing.clampBlock(max(result.intrinsicBlockSize, specified), content: nil)
  }

  private func alignsBaseline(_ cell: TableGrid.Cell) -> Bool {
    let style = context.style(cell.box)
    if WritingDirection(style).isOrthogonal(to: axes) { return false }
    switch style.box.verticalAlign {
    case .keyword(.top), .keyword(.middle), .keyword(.bottom): return false
    default: return true
    }
  }

  /// A row's baseline: that of its cells with lines, or the end of the others' content. Browsers leave
  /// cells without a line out of it where there are any with one.
  private func baseline(ofRow row: Int) -> LayoutUnit {
    if let baseline = rowBaselines[row] { return baseline }
    let descents = grid.rows[row].cells.map { index in
      let cell = grid.cells[index]
      return UsedSizes(cell.box, cellSpace(cell), context).edges.blockEnd
    }
    return (rowHeights[row] - (descents.min() ?? .zero)).clampedToPositive
  }

  // MARK: Rows

  /// `[CSS 2.1, §17.5.3]`
  private mutating func sizeRows() {
    let tableBlock = sizing.definiteBlockSize(inline: inlineSize)
    var spanning: [Int] = []
    for (rowIndex, row) in grid.rows.enumerated() {
      var height = LayoutUnit.zero
      var above = LayoutUnit.zero
      var below = LayoutUnit.zero
      var hasBaseline = false
      for index in row.cells {
        let cell = grid.cells[index]
        let block = cellBlock(index)
        if alignsBaseline(cell), let baseline = measured[index].firstBaseline {
          hasBaseline = true
          above = max(above, baseline)
          if cell.rowSpan == 1 { below = max(below, block - baseline) }
        }
        if cell.rowSpan > 1 { spanning.append(index) } else { height = max(height, block) }
      }
      if hasBaseline {
        height = max(height, above + below)
        rowBaselines[rowIndex] = above
      }
      switch context.style(row.box).blockSize(axes) {
      case .lengthPercentage(let length):
        if let fixed = length.fixed {
          height = max(height, fixed)
        } else if let tableBlock {
          height = max(height, length.resolve((tableBlock - sizing.blockEdges).clampedToPositive))
        }
      default: break
      }
      rowHeights[rowIndex] = row.isCollapsed ? .zero : height
    }
    for index in spanning.sorted(by: { grid.cells[$0].rowSpan < grid.cells[$1].rowSpan }) {
      let cell = grid.cells[index]
      let rows = (cell.row..<cell.row + cell.rowSpan).filter { !grid.rows[$0].isCollapsed }
      let have = rows.reduce(blockSpacing * max(0, rows.count - 1)) { $0 + rowHeights[$1] }
      let extra = cellBlock(index) - have
      if extra > .zero { grow(rows, by: extra) }
    }
    for group in grid.groups {
      guard case .lengthPercentage(let length) = context.style(group.box).blockSize(axes),
        let fixed = length.fixed
      else { continue }
      let rows = group.rows.filter { !grid.rows[$0].isCollapsed }
      let have = rows.reduce(blockSpacing * max(0, rows.count - 1)) { $0 + rowHeights[$1] }
      if fixed > have { grow(rows, by: fixed - have) }
    }
  }

  private func isAutomatic(_ row: Int) -> Bool {
    context.style(grid.rows[row].box).blockSize(axes).isAuto
      && !grid.rows[row].cells.contains {
        grid.cells[$0].rowSpan == 1 && !context.style(grid.cells[$0].box).blockSize(axes).isAuto
      }
  }

  private mutating func grow(_ rows: [Int], by extra: LayoutUnit) {
    var takers = rows.filter { rowHeights[$0] > .zero && isAutomatic($0) }
    if takers.isEmpty { takers = rows.filter { isAutomatic($0) } }
    if takers.isEmpty { takers = rows.filter { rowHeights[$0] > .zero } }
    if takers.isEmpty { takers = rows.last.map { [$0] } ?? [] }
    let sum = takers.reduce(0.0) { $0 + rowHeights[$1].pixels }
    var given = LayoutUnit.zero
    var weight = 0.0
    for (number, row) in takers.enumerated() {
      weight += sum > 0 ? rowHeights[row].pixels / sum : 1 / Double(takers.count)
      let total = number == takers.count - 1 ? extra : extra.multiplied(by: weight)
      rowHeights[row] += total - given
      given = total
    }
  }

  /// A taller table shares what is left among its rows: those of bodies, where there are any, for
  /// headers and footers keep their height.
  private mutating func stretchRows(by extra: LayoutUnit, table: LayoutUnit) {
    guard extra > .zero else { return }
    let visible = grid.rows.indices.filter { !grid.rows[$0].isCollapsed }
    let bodies = visible.filter { isInBody($0) }
    let growing = bodies.filter { context.style(group(of: $0)).blockSize(axes).isAuto }
    grow(
      !growing.isEmpty ? growing : !bodies.isEmpty ? bodies : visible, by: extra)
  }

  private func group(of row: Int) -> BoxID { grid.groups[grid.rows[row].group].box }

  private func isInBody(_ row: Int) -> Bool {
    switch context.style(group(of: row)).box.display {
    case .tableHeaderGroup, .tableFooterGroup: false
    default: true
    }
  }

  // MARK: Captions

  struct CaptionResult {
    var box: BoxID
    var result: BoxResult
    var margin: LogicalEdges
    var isTop: Bool
    var outer: LayoutUnit { result.size.block + margin.blockSum }
  }

  private func layoutCaptions() -> [CaptionResult] {
    grid.captions.map { caption in
      let style = context.style(caption)
      var captionSpace = ConstraintSpace(
        child: style, in: axes, inline: inlineSize, block: nil,
        percentageBlock: space.percentageBlock, context: context)
      captionSpace.textScale = space.textScale
      let result = context.layout(caption, captionSpace)
      var margin = style.marginEdges(in: axes, base: inlineSize)
      let sides = style.logicalMargins(in: axes)
      let free = (inlineSize - result.size.inline - margin.inlineSum).clampedToPositive
      if sides.inlineStart.isAuto { margin.inlineStart = sides.inlineEnd.isAuto ? free / 2 : free }
      return CaptionResult(
        box: caption, result: result, margin: margin, isTop: style.text.captionSide == .top)
    }
  }

  // MARK: Placement

  private func finish(block: LayoutUnit, captions: [CaptionResult]) -> BoxResult {
    var builder = FragmentBuilder(axes: axes)
    var rowOffsets: [LayoutUnit] = []
    var position = sizing.edges.blockStart + (rowsExtent > .zero ? blockSpacing : .zero)
    for (index, row) in grid.rows.enumerated() {
      rowOffsets.append(position)
      if !row.isCollapsed { position += rowHeights[index] + blockSpacing }
    }
    let end = grid.rows.isEmpty ? position : position - blockSpacing
    rowOffsets.append(max(end, sizing.edges.blockStart))
    addColumnPieces(&builder, rowOffsets: rowOffsets)
    var baseline: LayoutUnit?
    for group in grid.groups {
      let start = rowOffsets[group.rows.lowerBound]
      let stop = group.rows.isEmpty ? start : rowEnd(group.rows.upperBound - 1, rowOffsets)
      let size = LogicalSize(inline: columnsExtent, block: (stop - start).clampedToPositive)
      var groupBuilder = FragmentBuilder(axes: axes)
      for row in group.rows {
        let piece = rowPiece(row, rowOffsets: rowOffsets, block: block)
        groupBuilder.add(
          piece, at: LogicalOffset(inline: .zero, block: rowOffsets[row] - start),
          shift: shift(grid.rows[row].box))
        if baseline == nil, !grid.rows[row].isCollapsed {
          baseline = rowOffsets[row] + self.baseline(ofRow: row)
        }
      }
      let piece = part(group.box, size: size)
      builder.add(
        groupBuilder.finish(piece, context: context),
        at: LogicalOffset(inline: columnOffsets.first ?? .zero, block: start),
        shift: shift(group.box))
    }
    let size = LogicalSize(inline: inlineSize, block: block)
    var piece = part(box, size: size)
    piece.border = sizing.border.physical(in: axes)
    piece.padding = sizing.padding.physical(in: axes)
    if let borders = grid.borders {
      context.collapsedBorders.append(
        borders.segments(columns: columnOffsets, rows: rowOffsets, size: size))
      piece.collapsedBorders = Int32(clamping: context.collapsedBorders.count - 1)
    }
    guard !captions.isEmpty else {
      piece.firstBaseline = baseline
      piece.lastBaseline = baseline
      return BoxResult(
        fragment: builder.finish(piece, context: context), size: size,
        intrinsicBlockSize: rowsExtent + sizing.blockEdges, firstBaseline: baseline,
        lastBaseline: baseline)
    }
    return wrap(piece, builder, size: size, baseline: baseline, captions: captions)
  }

  private var columnsExtent: LayoutUnit {
    guard let first = columnOffsets.first, let last = columnOffsets.last else { return .zero }
    return (last - first).clampedToPositive
  }

  private func rowEnd(_ row: Int, _ offsets: [LayoutUnit]) -> LayoutUnit {
    offsets[row] + (grid.rows[row].isCollapsed ? .zero : rowHeights[row])
  }

  private func shift(_ part: BoxID) -> LayoutPoint {
    context.ownShift(
      context.style(part), containingInline: contentInline, containingBlock: nil, axes: axes)
  }

  private func part(_ box: BoxID, size: LogicalSize) -> LayoutFragment {
    var piece = LayoutFragment(
      content: .box, box: box, style: context.tree[box].style, size: size.physical(in: axes))
    piece.bordersCollapse = grid.borders != nil
    return piece
  }

  /// Columns show their backgrounds behind the rows. `[CSS 2.1, §17.5.1]`
  private func addColumnPieces(_ builder: inout FragmentBuilder, rowOffsets: [LayoutUnit]) {
    guard let top = rowOffsets.first, let bottom = rowOffsets.last, !grid.rows.isEmpty else {
      return
    }
    func add(_ box: BoxID, _ range: Range<Int>) {
      guard range.upperBound <= widths.count, let last = range.last else { return }
      let start = columnOffsets[range.lowerBound]
      let end = columnOffsets[last] + widths[last]
      builder.add(
        context.add(
          part(
            box,
            size: LogicalSize(
              inline: (end - start).clampedToPositive, block: (bottom - top).clampedToPositive))),
        at: LogicalOffset(inline: start, block: top))
    }
    var start = 0
    while start < grid.columns.count {
      guard let group = grid.columns[start].group else {
        start += 1
        continue
      }
      var end = start
      while end < grid.columns.count, grid.columns[end].group == group { end += 1 }
      add(group, start..<end)
      start = end
    }
    for (index, column) in grid.columns.enumerated() {
      if let box = column.box { add(box, index..<index + 1) }
    }
  }

  private func rowPiece(_ row: Int, rowOffsets: [LayoutUnit], block: LayoutUnit) -> Int32 {
    var builder = FragmentBuilder(axes: axes)
    let origin = columnOffsets.first ?? .zero
    for index in grid.rows[row].cells {
      let cell = grid.cells[index]
      guard cell.column < widths.count else { continue }
      let end = rowEnd(cell.row + cell.rowSpan - 1, rowOffsets)
      let piece = layoutCell(
        index, block: (end - rowOffsets[row]).clampedToPositive, isStretched: block)
      builder.add(
        piece, at: LogicalOffset(inline: columnOffsets[cell.column] - origin, block: .zero),
        shift: shift(cell.box))
    }
    var piece = part(
      grid.rows[row].box,
      size: LogicalSize(
        inline: columnsExtent, block: grid.rows[row].isCollapsed ? .zero : rowHeights[row]))
    piece.isHidden = grid.rows[row].isCollapsed
    return builder.finish(piece, context: context)
  }

  private func layoutCell(_ index: Int, block: LayoutUnit, isStretched: LayoutUnit) -> Int32 {
    let cell = grid.cells[index]
    let style = context.style(cell.box)
    var cellSpace = cellSpace(cell)
    if WritingDirection(style).isOrthogonal(to: axes) {
      cellSpace.fixedInline = block
    } else {
      cellSpace.fixedBlock = block
      let isDefinite =
        if case .lengthPercentage(let length) = style.blockSize(axes) { length.fixed != nil } else {
          false
        }
      cellSpace.fixedBlockIsIndefinite =
        !isDefinite && sizing.definiteBlockSize(inline: inlineSize) == nil
      cellSpace.cell?.rowBaseline = alignsBaseline(cell) ? rowBaselines[cell.row] : nil
    }
    let result = context.layout(cell.box, cellSpace)
    context.fragments[Int(result.fragment)].bordersCollapse = grid.borders != nil
    let isEmpty = context.tree[cell.box].firstChild == nil
    let hides =
      isEmpty && style.text.emptyCells == .hide && grid.borders == nil
      || grid.rows[cell.row].isCollapsed
    context.fragments[Int(result.fragment)].isHidden = hides
    return result.fragment
  }

  /// The wrapper box with its captions. `[CSS 2.1, §17.4]`
  private func wrap(
    _ piece: LayoutFragment, _ grid: FragmentBuilder, size: LogicalSize, baseline: LayoutUnit?,
    captions: [CaptionResult]
  ) -> BoxResult {
    var inner = piece
    let styles = context.tableStyles(box)
    inner.style = styles.grid
    var builder = FragmentBuilder(axes: axes)
    var position = LayoutUnit.zero
    func add(_ caption: CaptionResult) {
      builder.add(
        caption.result.fragment,
        at: LogicalOffset(
          inline: caption.margin.inlineStart, block: position + caption.margin.blockStart),
        shift: shift(caption.box))
      position += caption.outer
    }
    for caption in captions where caption.isTop { add(caption) }
    let top = position
    let gridPiece = grid.finish(inner, context: context)
    builder.add(gridPiece, at: LogicalOffset(inline: .zero, block: position))
    position += size.block
    for caption in captions where !caption.isTop { add(caption) }
    let total = LogicalSize(inline: size.inline, block: position)
    var wrapper = LayoutFragment(
      content: .box, box: box, style: styles.wrapper, size: total.physical(in: axes))
    wrapper.firstBaseline = baseline.map { $0 + top }
    wrapper.lastBaseline = wrapper.firstBaseline
    return BoxResult(
      fragment: builder.finish(wrapper, context: context), size: total,
      intrinsicBlockSize: total.block, firstBaseline: wrapper.firstBaseline,
      lastBaseline: wrapper.lastBaseline)
  }
}

extension LayoutContext {
  /// The styles of a table's wrapper and grid boxes: what treats it as a whole goes to the wrapper,
  /// backgrounds and borders to the grid. `[CSS 2.1, §17.4]`
  func tableStyles(_ table: BoxID) -> (wrapper: StyleID, grid: StyleID) {
    if let known = tableStyleIDs[table] { return known }
    var wrapper = style(table)
    var grid = wrapper
    wrapper.background = BackgroundStyle()
    wrapper.border = BorderStyle()
    wrapper.box.padding = Sides(.zero)
    grid.effects = EffectsStyle()
    grid.box.position = .static
    grid.box.zIndex = nil
    grid.box.margin = Sides(.zero)
    let own = tree[table].style
    let ids = (styleOverrides.add(wrapper, from: own), styleOverrides.add(grid, from: own))
    tableStyleIDs[table] = ids
    return ids
  }
}
