import Scene

/// Places grid items. `[CSS Grid 1, §8.5]`
struct GridPlacement {
  struct Item {
    var column: GridLines.Placement
    var row: GridLines.Placement
  }

  struct Area {
    var columns: Range<Int>
    var rows: Range<Int>
  }

  /// Areas in the implicit grid, which starts this many tracks before the explicit one.
  private(set) var areas: [Area] = []
  private(set) var columnOffset = 0
  private(set) var rowOffset = 0
  private(set) var columnCount: Int
  private(set) var rowCount: Int

  init(_ items: [Item], columns: Int, rows: Int, flow: GridAutoFlow) {
    columnCount = columns
    rowCount = rows
    for item in items {
      if let start = item.column.start { columnOffset = max(columnOffset, -start) }
      if let start = item.row.start { rowOffset = max(rowOffset, -start) }
    }
    columnCount += columnOffset
    rowCount += rowOffset
    // Along the flow, items advance; across it, they look for room.
    var placer = Placer(
      isDense: flow.isDense,
      majorCount: flow.isColumn ? columnCount : rowCount,
      minorCount: flow.isColumn ? rowCount : columnCount)
    let requests = items.map { item -> Placer.Request in
      let column = item.column.start.map { $0 + columnOffset }
      let row = item.row.start.map { $0 + rowOffset }
      return flow.isColumn
        ? Placer.Request(
          major: column, majorSpan: item.column.span, minor: row, minorSpan: item.row.span)
        : Placer.Request(
          major: row, majorSpan: item.row.span, minor: column, minorSpan: item.column.span)
    }
    let placed = placer.run(requests)
    areas = placed.map { area in
      flow.isColumn
        ? Area(columns: area.major, rows: area.minor)
        : Area(columns: area.minor, rows: area.major)
    }
    for area in areas {
      columnCount = max(columnCount, area.columns.upperBound)
      rowCount = max(rowCount, area.rows.upperBound)
    }
  }

  /// The algorithm with the flow's own axes.
  private struct Placer {
    struct Request {
      var major: Int?
      var majorSpan: Int
      var minor: Int?
      var minorSpan: Int
    }

    let isDense: Bool
    var majorCount: Int
    var minorCount: Int
    /// By major track: which minor tracks are taken.
    private var taken: [[Bool]] = []

    init(isDense: Bool, majorCount: Int, minorCount: Int) {
      self.isDense = isDense
      self.majorCount = majorCount
      self.minorCount = minorCount
    }

    mutating func run(_ requests: [Request]) -> [(major: Range<Int>, minor: Range<Int>)] {
      var result = requests.map { _ in (major: 0..<1, minor: 0..<1) }
      // 1. Items with both positions, 2. those locked to a major track.
      for (index, request) in requests.enumerated() {
        guard let major = request.major, let minor = request.minor else { continue }
        result[index] = occupy(major, request.majorSpan, minor, request.minorSpan)
      }
      var cursors: [Int: Int] = [:]
      for (index, request) in requests.enumerated() {
        guard let major = request.major, request.minor == nil else { continue }
        var minor = isDense ? 0 : cursors[major] ?? 0
        while !isFree(major, request.majorSpan, minor, request.minorSpan) { minor += 1 }
        cursors[major] = minor + request.minorSpan
        result[index] = occupy(major, request.majorSpan, minor, request.minorSpan)
      }
      // 3. The extent across the flow.
      for request in requests {
        minorCount = max(minorCount, (request.minor ?? 0) + request.minorSpan)
      }
      // 4. The rest.
      var major = 0
      var minor = 0
      for (index, request) in requests.enumerated() where request.major == nil {
        if isDense {
          major = 0
          minor = 0
        }
        if let fixed = request.minor {
          if fixed < minor { major += 1 }
          minor = fixed
          while !isFree(major, request.majorSpan, minor, request.minorSpan) { major += 1 }
        } else {
          while minor + request.minorSpan > minorCount
            || !isFree(major, request.majorSpan, minor, request.minorSpan)
          {
            minor += 1
            if minor + request.minorSpan > minorCount {
              minor = 0
              major += 1
            }
          }
        }
        result[index] = occupy(major, request.majorSpan, minor, request.minorSpan)
      }
      return result
    }

    private func isFree(_ major: Int, _ majorSpan: Int, _ minor: Int, _ minorSpan: Int) -> Bool {
      for track in major..<major + majorSpan where track < taken.count {
        let row = taken[track]
        for cell in minor..<min(minor + minorSpan, max(minor, row.count)) where row[cell] {
          return false
        }
      }
      return true
    }

    private mutating func occupy(
      _ major: Int, _ majorSpan: Int, _ minor: Int, _ minorSpan: Int
    ) -> (major: Range<Int>, minor: Range<Int>) {
      while taken.count < major + majorSpan { taken.append([]) }
      minorCount = max(minorCount, minor + minorSpan)
      for track in major..<major + majorSpan {
        while taken[track].count < minor + minorSpan { taken[track].append(false) }
        for cell in minor..<minor + minorSpan { taken[track][cell] = true }
      }
      return (major..<major + majorSpan, minor..<minor + minorSpan)
    }
  }
}
