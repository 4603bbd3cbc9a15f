import Scene

/// The rows, columns and cells of a table, with spans worked out. `[CSS 2.1, §17.5]`
final class TableGrid {
  struct Cell {
    var box: BoxID
    var row: Int
    var column: Int
    var rowSpan: Int
    var columnSpan: Int
    /// Half of the collapsed borders; nil in the separated model.
    var border: LogicalEdges?
  }

  struct Row {
    var box: BoxID
    var group: Int
    var cells: Range<Int>
    var isCollapsed: Bool
  }

  struct Group {
    var box: BoxID
    var rows: Range<Int>
  }

  struct Column {
    var box: BoxID?
    var group: BoxID?
    var isCollapsed = false
  }

  var captions: [BoxID] = []
  var columns: [Column] = []
  var groups: [Group] = []
  var rows: [Row] = []
  var cells: [Cell] = []
  var borders: CollapsedBorders?

  init(_ table: BoxID, context: LayoutContext) {
    var header: BoxID?
    var footer: BoxID?
    var bodies: [BoxID] = []
    var next = context.tree[table].firstChild
    while let child = next {
      next = context.tree[child].nextSibling
      switch context.tree[child].kind {
      case .tableCaption: captions.append(child)
      case .tableColumn: addColumn(child, group: nil, context)
      case .tableColumnGroup: addColumnGroup(child, context)
      case .tableRowGroup:
        let display = context.style(child).box.display
        if display == .tableHeaderGroup, header == nil {
          header = child
        } else if display == .tableFooterGroup, footer == nil {
          footer = child
        } else {
          bodies.append(child)
        }
      default: break
      }
    }
    for group in [header].compactMap({ $0 }) + bodies + [footer].compactMap({ $0 }) {
      addGroup(group, context)
    }
    let used = cells.map { $0.column + $0.columnSpan }.max() ?? 0
    while columns.count < used { columns.append(Column()) }
    if context.style(table).text.borderCollapse == .collapse {
      borders = CollapsedBorders(self, table: table, context: context)
    }
  }

  /// No table is wider than this, whatever its spans say.
  private static let columnLimit = 10_000

  private func addColumn(_ box: BoxID, group: BoxID?, _ context: LayoutContext) {
    let collapsed =
      context.style(box).text.visibility == .collapse
      || group.map { context.style($0).text.visibility == .collapse } ?? false
    for _ in 0..<max(1, Int(context.tree[box].columnSpan))
    where columns.count < Self.columnLimit {
      columns.append(Column(box: box, group: group, isCollapsed: collapsed))
    }
  }

  private func addColumnGroup(_ box: BoxID, _ context: LayoutContext) {
    var next = context.tree[box].firstChild
    if next == nil {
      let collapsed = context.style(box).text.visibility == .collapse
      for _ in 0..<max(1, Int(context.tree[box].columnSpan))
      where columns.count < Self.columnLimit {
        columns.append(Column(box: nil, group: box, isCollapsed: collapsed))
      }
    }
    while let child = next {
      next = context.tree[child].nextSibling
      addColumn(child, group: box, context)
    }
  }

  private func addGroup(_ box: BoxID, _ context: LayoutContext) {
    let first = rows.count
    let groupIndex = groups.count
    // Rows that cells from above still take in each column.
    var occupied: [Int] = []
    var next = context.tree[box].firstChild
    var rowBoxes: [BoxID] = []
    while let child = next {
      next = context.tree[child].nextSibling
      if context.tree[child].kind == .tableRow { rowBoxes.append(child) }
    }
    let groupCollapsed = context.style(box).text.visibility == .collapse
    for (number, row) in rowBoxes.enumerated() {
      let firstCell = cells.count
      var column = 0
      var cell = context.tree[row].firstChild
      while let current = cell {
        cell = context.tree[current].nextSibling
        guard context.tree[current].kind == .tableCell else { continue }
        while column < occupied.count, occupied[column] > 0 { column += 1 }
        let columnSpan = min(
          max(1, Int(context.tree[current].columnSpan)), Self.columnLimit - column)
        guard columnSpan > 0 else { continue }
        let left = rowBoxes.count - number
        let wanted = Int(context.tree[current].rowSpan)
        let rowSpan = wanted == 0 ? left : min(wanted, left)
        while occupied.count < column + columnSpan { occupied.append(0) }
        for index in column..<column + columnSpan {
          occupied[index] = max(occupied[index], rowSpan)
        }
        cells.append(
          Cell(
            box: current, row: rows.count, column: column, rowSpan: rowSpan,
            columnSpan: columnSpan))
        column += columnSpan
      }
      for index in occupied.indices { occupied[index] = max(0, occupied[index] - 1) }
      rows.append(
        Row(
          box: row, group: groupIndex, cells: firstCell..<cells.count,
          isCollapsed: groupCollapsed || context.style(row).text.visibility == .collapse))
    }
    groups.append(Group(box: box, rows: first..<rows.count))
  }
}

extension LayoutContext {
  func tableGrid(_ table: BoxID) -> TableGrid {
    if let known = tableGrids[table] { return known }
    let grid = TableGrid(table, context: self)
    tableGrids[table] = grid
    return grid
  }
}
