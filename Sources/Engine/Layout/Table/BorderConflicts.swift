import Scene

/// Border conflict resolution of the collapsing model. `[CSS 2.1, §17.6.2]`
struct CollapsedBorders {
  struct Edge {
    var side: BorderSide
    var color: Color
    var width: LayoutUnit { LayoutUnit(side.width) }
  }

  let rowCount: Int
  let columnCount: Int
  /// Edges along the block axis' grid lines: `(rows + 1) × columns`; nil inside of spanning cells.
  private(set) var horizontal: [Edge?]
  /// Edges along the inline axis' grid lines: `rows × (columns + 1)`.
  private(set) var vertical: [Edge?]
  /// Half of the widest border at each side of the table.
  private(set) var table = LogicalEdges()
  private let axes: WritingDirection

  init(_ grid: TableGrid, table: BoxID, context: LayoutContext) {
    let columns = grid.cells.map { $0.column + $0.columnSpan }.max() ?? 0
    columnCount = max(columns, grid.columns.count)
    rowCount = grid.rows.count
    axes = WritingDirection(context.style(table))
    horizontal = Array(repeating: nil, count: (rowCount + 1) * columnCount)
    vertical = Array(repeating: nil, count: rowCount * (columnCount + 1))
    guard rowCount > 0, columnCount > 0 else { return }
    collect(grid, table: table, context)
    apply(to: grid)
  }

  // MARK: Conflicts

  /// Which border wins: hidden, then width, then style; the earlier candidate among equals.
  private static func stronger(_ a: Edge?, _ b: Edge) -> Edge {
    guard let a else { return b }
    if a.side.style == .hidden { return a }
    if b.side.style == .hidden { return b }
    if b.side.style == .none { return a }
    if a.side.style == .none { return b }
    if a.side.width != b.side.width { return a.side.width > b.side.width ? a : b }
    return rank(b.side.style) > rank(a.side.style) ? b : a
  }

  private static func rank(_ style: LineStyle) -> Int {
    switch style {
    case .double: 8
    case .solid: 7
    case .dashed: 6
    case .dotted: 5
    case .ridge: 4
    case .outset: 3
    case .groove: 2
    case .inset: 1
    default: 0
    }
  }

  /// Candidates in order of precedence: cell, row, row group, column, column group, table.
  private mutating func collect(_ grid: TableGrid, table: BoxID, _ context: LayoutContext) {
    for cell in grid.cells {
      add(
        cell.box, rows: cell.row..<cell.row + cell.rowSpan,
        columns: cell.column..<cell.column + cell.columnSpan, context)
    }
    for (index, row) in grid.rows.enumerated() {
      add(row.box, rows: index..<index + 1, columns: 0..<columnCount, context)
    }
    for group in grid.groups where !group.rows.isEmpty {
      add(group.box, rows: group.rows, columns: 0..<columnCount, context)
    }
    var start = 0
    while start < grid.columns.count {
      if let box = grid.columns[start].box {
        add(box, rows: 0..<rowCount, columns: start..<start + 1, context)
      }
      start += 1
    }
    start = 0
    while start < grid.columns.count {
      guard let group = grid.columns[start].group else {
        start += 1
        continue
      }
      var end = start
      while end < grid.columns.count, grid.columns[end].group == group { end += 1 }
      add(group, rows: 0..<rowCount, columns: start..<end, context)
      start = end
    }
    add(table, rows: 0..<rowCount, columns: 0..<columnCount, context)
    // No line runs through a spanning cell.
    for cell in grid.cells {
      for row in cell.row..<cell.row + cell.rowSpan {
        for column in cell.column..<cell.column + cell.columnSpan {
          if row > cell.row { horizontal[row * columnCount + column] = nil }
          if column > cell.column { vertical[row * (columnCount + 1) + column] = nil }
        }
      }
    }
  }

  private mutating func add(
    _ box: BoxID, rows: Range<Int>, columns: Range<Int>, _ context: LayoutContext
  ) {
    let style = context.style(box)
    let sides = LogicalSides(style.border.sides, in: axes)
    func edge(_ side: BorderSide) -> Edge { Edge(side: side, color: style.resolve(side.color)) }
    let top = edge(sides.blockStart)
    let bottom = edge(sides.blockEnd)
    for column in columns {
      set(&horizontal[rows.lowerBound * columnCount + column], top)
      set(&horizontal[rows.upperBound * columnCount + column], bottom)
    }
    let start = edge(sides.inlineStart)
    let end = edge(sides.inlineEnd)
    for row in rows {
      set(&vertical[row * (columnCount + 1) + columns.lowerBound], start)
      set(&vertical[row * (columnCount + 1) + columns.upperBound], end)
    }
  }

  private func set(_ place: inout Edge?, _ edge: Edge) { place = Self.stronger(place, edge) }

  private func width(_ edge: Edge?) -> LayoutUnit {
    guard let edge, edge.side.style != .hidden, edge.side.style != .none else { return .zero }
    return edge.width
  }

  // MARK: Widths

  private mutating func apply(to grid: TableGrid) {
    for index in grid.cells.indices {
      let cell = grid.cells[index]
      let bottom = cell.row + cell.rowSpan
      let right = cell.column + cell.columnSpan
      var edges = LogicalEdges()
      for column in cell.column..<right {
        edges.blockStart = max(edges.blockStart, width(horizontal[cell.row * columnCount + column]))
        edges.blockEnd = max(edges.blockEnd, width(horizontal[bottom * columnCount + column]))
      }
      for row in cell.row..<bottom {
        edges.inlineStart = max(
          edges.inlineStart, width(vertical[row * (columnCount + 1) + cell.column]))
        edges.inlineEnd = max(edges.inlineEnd, width(vertical[row * (columnCount + 1) + right]))
      }
      grid.cells[index].border = LogicalEdges(
        inlineStart: edges.inlineStart / 2, inlineEnd: edges.inlineEnd / 2,
        blockStart: edges.blockStart / 2, blockEnd: edges.blockEnd / 2)
    }
    for column in 0..<columnCount {
      table.blockStart = max(table.blockStart, width(horizontal[column]) / 2)
      table.blockEnd = max(table.blockEnd, width(horizontal[rowCount * columnCount + column]) / 2)
    }
    for row in 0..<rowCount {
      table.inlineStart = max(table.inlineStart, width(vertical[row * (columnCount + 1)]) / 2)
      table.inlineEnd = max(
        table.inlineEnd, width(vertical[row * (columnCount + 1) + columnCount]) / 2)
    }
  }

  // MARK: Segments

  /// The lines to paint, for tracks at these offsets from the table's border box.
  func segments(
    columns: [LayoutUnit], rows: [LayoutUnit], size: LogicalSize
  ) -> [CollapsedBorderSegment] {
    guard columns.count > columnCount, rows.count > rowCount else { return [] }
    var result: [CollapsedBorderSegment] = []
    let outer = size.physical(in: axes)
    func append(_ edge: Edge, _ offset: LogicalOffset, _ extent: LogicalSize, isRow: Bool) {
      let physical = extent.physical(in: axes)
      let point = offset.physical(in: axes, outer: outer, inner: physical)
      result.append(
        CollapsedBorderSegment(
          rect: LayoutRect(origin: point, size: physical), side: edge.side, color: edge.color,
          isHorizontal: isRow == axes.isHorizontal))
    }
    for row in 0..<rowCount {
      for line in 0...columnCount {
        let edge = vertical[row * (columnCount + 1) + line]
        guard let edge, width(edge) > .zero else { continue }
        let above = joint(row: row, column: line)
        let below = joint(row: row + 1, column: line)
        let start = rows[row] - (above.winner == .down ? above.halfHeight : -above.halfHeight)
        let end = rows[row + 1] + (below.winner == .up ? below.halfHeight : -below.halfHeight)
        guard start < end else { continue }
        append(
          edge, LogicalOffset(inline: columns[line] - edge.width / 2, block: start),
          LogicalSize(inline: edge.width, block: end - start), isRow: false)
      }
    }
    for line in 0...rowCount {
      var column = 0
      while column < columnCount {
        guard let edge = horizontal[line * columnCount + column], width(edge) > .zero else {
          column += 1
          continue
        }
        var end = column + 1
        while end < columnCount, let other = horizontal[line * columnCount + end],
          other.side == edge.side, other.color == edge.color,
          joint(row: line, column: end).winner.isHorizontal
        {
          end += 1
        }
        let before = joint(row: line, column: column)
        let after = joint(row: line, column: end)
        let start =
          columns[column] - (before.winner == .right ? before.halfWidth : -before.halfWidth)
        let stop = columns[end] + (after.winner == .left ? after.halfWidth : -after.halfWidth)
        if start < stop {
          append(
            edge, LogicalOffset(inline: start, block: rows[line] - edge.width / 2),
            LogicalSize(inline: stop - start, block: edge.width), isRow: true)
        }
        column = end
      }
    }
    return result
  }

  // MARK: Joints

  /// Where up to four edges meet.
  private struct Joint {
    enum Arm {
      case left, up, right, down
      var isHorizontal: Bool { self == .left || self == .right }
    }

    /// The edge that runs through, whose look the joint has.
    var winner: Arm
    var halfWidth: LayoutUnit
    var halfHeight: LayoutUnit
  }

  /// The crossing of two grid lines: the strongest edge takes it, the earlier one among equals.
  private func joint(row: Int, column: Int) -> Joint {
    let left = column > 0 ? horizontal[row * columnCount + column - 1] : nil
    let right = column < columnCount ? horizontal[row * columnCount + column] : nil
    let up = row > 0 ? vertical[(row - 1) * (columnCount + 1) + column] : nil
    let down = row < rowCount ? vertical[row * (columnCount + 1) + column] : nil
    var winner = Joint.Arm.left
    var strongest: Edge?
    for (arm, edge) in [(Joint.Arm.left, left), (.up, up), (.right, right), (.down, down)] {
      guard let edge, width(edge) > .zero, strongest.map({ Self.beats(edge, $0) }) ?? true else {
        continue
      }
      winner = arm
      strongest = edge
    }
    return Joint(
      winner: winner, halfWidth: max(width(up), width(down)) / 2,
      halfHeight: max(width(left), width(right)) / 2)
  }

  private static func beats(_ a: Edge, _ b: Edge) -> Bool {
    a.side.width != b.side.width
      ? a.side.width > b.side.width : rank(a.side.style) > rank(b.side.style)
  }
}
