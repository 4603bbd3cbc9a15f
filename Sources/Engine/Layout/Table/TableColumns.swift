import Scene

/// The widths of a table's columns. `[CSS 2.1, §17.5.2]`, `[CSS Tables 3, §4]`
struct TableColumns {
  struct Column {
    var minimum: LayoutUnit = .zero
    var maximum: LayoutUnit = .zero
    var percentage: Double?
    /// What the border box adds to the percentage in fixed layout.
    var percentageEdges: LayoutUnit = .zero
    /// A stated width, of the border box of its cells.
    var fixed: LayoutUnit?
    var isCollapsed = false
    /// Whether only cells that span other columns too are in it: it takes no space of its own.
    var isMerged = false
  }

  let context: LayoutContext
  let grid: TableGrid
  let style: ComputedStyle
  let axes: WritingDirection
  let textScale: Double
  private(set) var columns: [Column]

  init(_ table: BoxID, grid: TableGrid, textScale: Double, context: LayoutContext) {
    self.context = context
    self.grid = grid
    self.textScale = textScale
    style = context.style(table)
    axes = WritingDirection(style)
    columns = grid.columns.map { Column(isCollapsed: $0.isCollapsed) }
    if isFixed { measureFixed() } else { measure() }
  }

  var isFixed: Bool {
    let size = style.inlineSize(axes)
    return style.box.tableLayout == .fixed && !size.isAuto && size != .maxContent
  }

  var spacing: LayoutUnit {
    guard style.text.borderCollapse == .separate else { return .zero }
    return LayoutUnit(style.text.borderSpacing.x)
  }

  /// The spaces between and around all columns.
  var spacingSum: LayoutUnit {
    columns.isEmpty ? .zero : spacing * (columns.count { !$0.isMerged } + 1)
  }

  /// The content box's intrinsic sizes.
  var intrinsic: IntrinsicSizes {
    var minimum = LayoutUnit.zero
    var maximum = LayoutUnit.zero
    var percentages = 0.0
    var rest = LayoutUnit.zero
    var byPercentage = LayoutUnit.zero
    for column in columns {
      minimum += column.minimum
      maximum += max(column.minimum, column.maximum)
      if let percent = column.percentage, percent > 0 {
        percentages += percent
        byPercentage = max(byPercentage, column.maximum.multiplied(by: 100 / percent))
      } else {
        rest += column.maximum
      }
    }
    if percentages > 0 {
      // The table is wide enough for each share to hold its column.
      if percentages < 100 {
        byPercentage = max(byPercentage, rest.multiplied(by: 100 / (100 - percentages)))
      } else if rest > .zero {
        byPercentage = .max
      }
      maximum = max(maximum, min(byPercentage, LayoutUnit(100_000)))
    }
    return IntrinsicSizes(minimum: minimum, maximum: max(minimum, maximum)).adding(spacingSum)
  }

  // MARK: Measuring

  private mutating func measureFixed() {
    readColumnElements()
    guard let first = grid.rows.first else { return }
    for index in first.cells {
      let cell = grid.cells[index]
      let (fixed, percentage) = stated(cell)
      for column in cell.column..<cell.column + cell.columnSpan {
        guard columns[column].fixed == nil, columns[column].percentage == nil else { continue }
        if let fixed {
          let inner = fixed - spacing * (cell.columnSpan - 1)
          columns[column].fixed = inner.clampedToPositive / cell.columnSpan
        }
        if let percentage {
          columns[column].percentage = percentage / Double(cell.columnSpan)
          let cellStyle = context.style(cell.box)
          if cellStyle.box.boxSizing == .contentBox {
            let border = cell.border ?? cellStyle.borderEdges(in: axes)
            columns[column].percentageEdges =
              (border + cellStyle.paddingEdges(in: axes, base: .zero)).inlineSum / cell.columnSpan
          }
        }
      }
    }
    for index in columns.indices {
      columns[index].minimum = columns[index].fixed ?? .zero
      columns[index].maximum = columns[index].minimum
    }
  }

  private mutating func readColumnElements() {
    for (index, column) in grid.columns.enumerated() {
      guard let box = column.box ?? column.group else { continue }
      let columnStyle = context.style(box)
      if case .lengthPercentage(let length) = columnStyle.inlineSize(axes) {
        if let fixed = length.fixed {
          columns[index].fixed = fixed
          columns[index].maximum = fixed
        } else if case .percentage(let percent) = length {
          columns[index].percentage = max(0, percent)
        }
      }
      if case .lengthPercentage(let length) = columnStyle.minInlineSize(axes),
        let fixed = length.fixed
      {
        columns[index].minimum = fixed
        columns[index].maximum = max(columns[index].maximum, fixed)
      }
    }
  }

  /// A cell's stated width as border box, or its percentage.
  private func stated(_ cell: TableGrid.Cell) -> (LayoutUnit?, Double?) {
    let cellStyle = context.style(cell.box)
    guard case .lengthPercentage(let length) = cellStyle.inlineSize(axes) else { return (nil, nil) }
    if case .percentage(let percent) = length { return (nil, max(0, percent)) }
    guard let fixed = length.fixed else { return (nil, nil) }
    let border = cell.border ?? cellStyle.borderEdges(in: axes)
    let edges = (border + cellStyle.paddingEdges(in: axes, base: .zero)).inlineSum
    let size =
      cellStyle.box.boxSizing == .borderBox
      ? max(fixed, edges) : fixed.clampedToPositive + edges
    return (size, nil)
  }

  private func contribution(_ cell: TableGrid.Cell) -> IntrinsicSizes {
    let cellStyle = context.style(cell.box)
    var space = ConstraintSpace(
      child: cellStyle, in: axes, inline: .zero, block: nil, percentageBlock: nil,
      context: context)
    space.textScale = textScale
    space.cell = CellConstraint(border: cell.border?.physical(in: axes))
    var sizes: IntrinsicSizes
    if WritingDirection(cellStyle).isOrthogonal(to: axes) {
      let block = context.layout(cell.box, space).size.block
      sizes = IntrinsicSizes(minimum: block, maximum: block)
    } else {
      sizes = UsedSizes(cell.box, space, context).intrinsic()
    }
    if let fixed = stated(cell).0 {
      sizes.maximum = max(sizes.minimum, fixed)
    }
    let sizing = UsedSizes(cell.box, space, context)
    if case .lengthPercentage(let length) = cellStyle.maxInlineSize(axes), length.fixed != nil,
      let limit = sizing.resolveInline(cellStyle.maxInlineSize(axes))
    {
      // Browsers let it cut the content: so cells of one line end in an ellipsis.
      sizes.maximum = min(sizes.maximum, limit)
      sizes.minimum = min(sizes.minimum, limit)
    }
    if case .lengthPercentage(let length) = cellStyle.minInlineSize(axes), length.fixed != nil,
      let limit = sizing.resolveInline(cellStyle.minInlineSize(axes))
    {
      sizes.encompass(IntrinsicSizes(minimum: limit, maximum: limit))
    }
    return sizes
  }

  private mutating func measure() {
    readColumnElements()
    for index in columns.indices where columns[index].fixed != nil {
      columns[index].maximum = max(columns[index].maximum, columns[index].minimum)
    }
    var spanning: [TableGrid.Cell] = []
    for index in columns.indices {
      columns[index].isMerged = grid.columns[index].box == nil && grid.columns[index].group == nil
    }
    for cell in grid.cells where cell.columnSpan == 1 { columns[cell.column].isMerged = false }
    for cell in grid.cells {
      guard cell.columnSpan == 1 else {
        spanning.append(cell)
        continue
      }
      let sizes = contribution(cell)
      let (fixed, percentage) = stated(cell)
      columns[cell.column].minimum = max(columns[cell.column].minimum, sizes.minimum)
      columns[cell.column].maximum = max(columns[cell.column].maximum, sizes.maximum)
      if let fixed {
        columns[cell.column].fixed = max(columns[cell.column].fixed ?? .zero, fixed)
      }
      if let percentage {
        columns[cell.column].percentage = max(
          columns[cell.column].percentage ?? 0, percentage)
      }
    }
    for cell in spanning.sorted(by: { ($0.columnSpan, $0.row) < ($1.columnSpan, $1.row) }) {
      if (cell.column..<min(columns.count, cell.column + cell.columnSpan)).allSatisfy({
        columns[$0].isMerged
      }) {
        columns[cell.column].isMerged = false
      }
      spread(cell)
    }
    limitPercentages()
  }

  /// Percentages beyond 100 in all do not count.
  private mutating func limitPercentages() {
    var total = 0.0
    for index in columns.indices {
      guard let percent = columns[index].percentage else { continue }
      columns[index].percentage = min(percent, max(0, 100 - total))
      total += percent
    }
  }

  /// A spanning cell widens its columns. `[CSS Tables 3, §4.4]`
  private mutating func spread(_ cell: TableGrid.Cell) {
    let range = (cell.column..<min(columns.count, cell.column + cell.columnSpan)).filter {
      !columns[$0].isMerged
    }
    let sizes = contribution(cell)
    let between = spacing * (range.count - 1)
    let (_, percentage) = stated(cell)
    if let percentage {
      let known = range.reduce(0.0) { $0 + (columns[$1].percentage ?? 0) }
      let open = range.filter { columns[$0].percentage == nil }
      if percentage > known, !open.isEmpty {
        let weights = open.map { columns[$0].maximum.pixels }
        let sum = weights.reduce(0, +)
        for (number, index) in open.enumerated() {
          let share = sum > 0 ? weights[number] / sum : 1 / Double(open.count)
          columns[index].percentage = (percentage - known) * share
        }
      }
    }
    let minimum = range.reduce(LayoutUnit.zero) { $0 + columns[$1].minimum }
    let open = range.filter { columns[$0].fixed == nil }
    let takers = open.isEmpty ? range : open
    let needed = sizes.minimum - between
    if needed > minimum {
      grow(takers, by: needed - minimum) { columns, index, extra in
        columns[index].minimum += extra
        columns[index].maximum = max(columns[index].maximum, columns[index].minimum)
      }
    }
    // Stated widths give way to the least width alone.
    guard !open.isEmpty else { return }
    let maximum = range.reduce(LayoutUnit.zero) {
      $0 + max(columns[$1].maximum, columns[$1].minimum)
    }
    let wanted = sizes.maximum - between
    if wanted > maximum {
      grow(takers, by: wanted - maximum) { columns, index, extra in
        columns[index].maximum = max(columns[index].maximum, columns[index].minimum) + extra
      }
    }
  }

  private mutating func grow(
    _ takers: [Int], by extra: LayoutUnit, _ apply: (inout [Column], Int, LayoutUnit) -> Void
  ) {
    let weights = takers.map { columns[$0].maximum.pixels }
    let sum = weights.reduce(0, +)
    var given = LayoutUnit.zero
    var weight = 0.0
    for (number, index) in takers.enumerated() {
      weight += sum > 0 ? weights[number] / sum : 1 / Double(takers.count)
      let total = number == takers.count - 1 ? extra : extra.multiplied(by: weight)
      apply(&columns, index, total - given)
      given = total
    }
  }

  // MARK: Distribution

  /// The columns' widths for a table whose content box has the inline size. `[CSS Tables 3, §4.5]`
  func widths(for inlineSize: LayoutUnit) -> [LayoutUnit] {
    let target = (inlineSize - spacingSum).clampedToPositive
    return isFixed ? fixedWidths(target) : automaticWidths(target)
  }

  private func fixedWidths(_ target: LayoutUnit) -> [LayoutUnit] {
    var widths = columns.map { column -> LayoutUnit in
      if let percentage = column.percentage {
        return target.multiplied(by: percentage / 100) + column.percentageEdges
      }
      return column.fixed ?? .zero
    }
    let sum = widths.reduce(LayoutUnit.zero, +)
    guard target > sum else { return widths }
    let open = columns.indices.filter { columns[$0].percentage == nil && columns[$0].fixed == nil }
    let fixed = columns.indices.filter { columns[$0].percentage == nil && widths[$0] > .zero }
    let takers = !open.isEmpty ? open : !fixed.isEmpty ? fixed : Array(columns.indices)
    let weights = open.isEmpty ? takers.map { widths[$0].pixels } : takers.map { _ in 1.0 }
    Self.spread(target - sum, over: takers, weights: weights, into: &widths)
    return widths
  }

  private static func spread(
    _ extra: LayoutUnit, over takers: [Int], weights: [Double], into widths: inout [LayoutUnit]
  ) {
    let sum = weights.reduce(0, +)
    var given = LayoutUnit.zero
    var weight = 0.0
    for (number, index) in takers.enumerated() {
      weight += sum > 0 ? weights[number] / sum : 1 / Double(takers.count)
      let total = number == takers.count - 1 ? extra : extra.multiplied(by: weight)
      widths[index] += total - given
      given = total
    }
  }

  /// Merged columns stay empty.
  private func automaticWidths(_ target: LayoutUnit) -> [LayoutUnit] {
    let minimum = columns.map(\.minimum)
    let percent = columns.map { column -> LayoutUnit in
      guard let percentage = column.percentage else { return column.minimum }
      return max(column.minimum, target.multiplied(by: percentage / 100))
    }
    let specified = columns.indices.map { index -> LayoutUnit in
      let column = columns[index]
      guard column.percentage == nil, column.fixed != nil else { return percent[index] }
      return max(column.minimum, column.maximum)
    }
    let maximum = columns.indices.map { index -> LayoutUnit in
      let column = columns[index]
      return column.percentage == nil ? max(column.minimum, column.maximum) : percent[index]
    }
    let guesses = [minimum, percent, specified, maximum]
    func sum(_ list: [LayoutUnit]) -> LayoutUnit { list.reduce(.zero, +) }
    if target <= sum(minimum) { return minimum }
    for step in 1..<guesses.count {
      let high = sum(guesses[step])
      guard target <= high else { continue }
      if target == high { return guesses[step] }
      let low = sum(guesses[step - 1])
      var widths = guesses[step - 1]
      let deltas = columns.indices.map { (guesses[step][$0] - guesses[step - 1][$0]).pixels }
      if high > low {
        Self.spread(target - low, over: Array(columns.indices), weights: deltas, into: &widths)
      }
      return widths
    }
    return excess(target - sum(maximum), over: maximum)
  }

  /// Widths beyond what all columns ask for. `[CSS Tables 3, §4.5.2]`
  private func excess(_ extra: LayoutUnit, over base: [LayoutUnit]) -> [LayoutUnit] {
    var widths = base
    let all = columns.indices.filter { !columns[$0].isMerged }
    let open = all.filter {
      columns[$0].percentage == nil && columns[$0].fixed == nil && columns[$0].maximum > .zero
    }
    let empty = all.filter {
      columns[$0].percentage == nil && columns[$0].fixed == nil && columns[$0].maximum <= .zero
    }
    let fixed = all.filter { columns[$0].percentage == nil && columns[$0].fixed != nil }
    let percent = all.filter { (columns[$0].percentage ?? 0) > 0 }
    if !open.isEmpty {
      Self.spread(extra, over: open, weights: open.map { base[$0].pixels }, into: &widths)
    } else if !empty.isEmpty, fixed.isEmpty || percent.isEmpty {
      Self.spread(extra, over: empty, weights: empty.map { _ in 1 }, into: &widths)
    } else if !fixed.isEmpty {
      Self.spread(extra, over: fixed, weights: fixed.map { base[$0].pixels }, into: &widths)
    } else if !percent.isEmpty {
      Self.spread(
        extra, over: percent, weights: percent.map { columns[$0].percentage ?? 0 }, into: &widths)
    } else if !all.isEmpty {
      Self.spread(extra, over: Array(all), weights: all.map { _ in 1 }, into: &widths)
    }
    return widths
  }
}
