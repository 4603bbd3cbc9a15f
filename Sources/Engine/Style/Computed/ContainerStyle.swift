/// Flex, grid, alignment and multi-column properties.
package struct ContainerStyle: Sendable, Hashable {
  package var flexDirection: FlexDirection = .row
  package var flexWrap: FlexWrap = .nowrap
  package var flexGrow: Double = 0
  package var flexShrink: Double = 1
  package var flexBasis: SizeValue = .auto
  package var order = 0

  package var justifyContent = ContentAlignment(.normal)
  package var alignContent = ContentAlignment(.normal)
  package var justifyItems = SelfAlignment(.normal)
  package var alignItems = SelfAlignment(.normal)
  package var justifySelf = SelfAlignment(.auto)
  package var alignSelf = SelfAlignment(.auto)
  /// Nil for `normal`.
  package var rowGap: LengthPercentage?
  package var columnGap: LengthPercentage?

  package var gridTemplateColumns = TrackTemplate()
  package var gridTemplateRows = TrackTemplate()
  package var gridTemplateAreas: GridAreas?
  package var gridAutoColumns: [TrackSize] = [.auto]
  package var gridAutoRows: [TrackSize] = [.auto]
  package var gridAutoFlow = GridAutoFlow()
  package var gridColumnStart: GridLine = .auto
  package var gridColumnEnd: GridLine = .auto
  package var gridRowStart: GridLine = .auto
  package var gridRowEnd: GridLine = .auto

  /// Nil for `auto`.
  package var columnCount: Int?
  package var columnWidth: Double?
  package var columnFill: ColumnFill = .balance
  package var columnSpanAll = false
  package var columnRule = BorderSide()

  package init() {}
}

package enum FlexDirection: String, Sendable, Hashable {
  case row, column
  case rowReverse = "row-reverse"
  case columnReverse = "column-reverse"
}
package enum FlexWrap: String, Sendable, Hashable {
  case nowrap, wrap
  case wrapReverse = "wrap-reverse"
}
package enum ColumnFill: String, Sendable, Hashable { case auto, balance }

/// `justify-content`, `align-content`. `[CSS Box Alignment 3, §5]`
package struct ContentAlignment: Sendable, Hashable {
  package enum Keyword: String, Sendable, Hashable {
    case normal, center, start, end, left, right, stretch, baseline
    case flexStart = "flex-start"
    case flexEnd = "flex-end"
    case spaceBetween = "space-between"
    case spaceAround = "space-around"
    case spaceEvenly = "space-evenly"
    case lastBaseline = "last baseline"
  }
  package var keyword: Keyword
  package var isSafe: Bool
  /// What is aligned may overflow at its start, also where that is not so by default.
  package var isUnsafe: Bool

  package init(_ keyword: Keyword, isSafe: Bool = false, isUnsafe: Bool = false) {
    self.keyword = keyword
    self.isSafe = isSafe
    self.isUnsafe = isUnsafe
  }
}

/// `justify-self`, `align-items` and the like. `[CSS Box Alignment 3, §6]`
package struct SelfAlignment: Sendable, Hashable {
  package enum Keyword: String, Sendable, Hashable {
    case auto, normal, stretch, baseline, center, start, end, left, right
    case lastBaseline = "last baseline"
    case selfStart = "self-start"
    case selfEnd = "self-end"
    case flexStart = "flex-start"
    case flexEnd = "flex-end"
  }
  package var keyword: Keyword
  package var isSafe: Bool
  /// `legacy` of justify-items.
  package var isLegacy: Bool

  package init(_ keyword: Keyword, isSafe: Bool = false, isLegacy: Bool = false) {
    self.keyword = keyword
    self.isSafe = isSafe
    self.isLegacy = isLegacy
  }
}

/// One bound of a grid track's size.
package enum TrackBreadth: Sendable, Hashable {
  case lengthPercentage(LengthPercentage)
  case flex(Double)
  case minContent
  case maxContent
  case auto
}

/// `<track-size>`. `[CSS Grid 1, §7.2]`
package enum TrackSize: Sendable, Hashable {
  case breadth(TrackBreadth)
  case minmax(TrackBreadth, TrackBreadth)
  case fitContent(LengthPercentage)

  package static let auto = TrackSize.breadth(.auto)
}

/// One entry of a track list between line names.
package enum TrackEntry: Sendable, Hashable {
  case lineNames([String])
  case track(TrackSize)
  case repeated(RepeatCount, [TrackEntry])

  package enum RepeatCount: Sendable, Hashable {
    case count(Int)
    case autoFill
    case autoFit
  }
}

/// `grid-template-columns` or `-rows`; empty entries for `none`.
package struct TrackTemplate: Sendable, Hashable {
  package var entries: [TrackEntry] = []
  package var isSubgrid = false
  package init() {}
}

/// `grid-template-areas`: names row by row, `.` for null cells.
package struct GridAreas: Sendable, Hashable {
  package var rows: [[String]]
  package init(rows: [[String]]) { self.rows = rows }
}

package struct GridAutoFlow: Sendable, Hashable {
  package var isColumn = false
  package var isDense = false
  package init() {}
}

/// `grid-row-start` and its like. `[CSS Grid 1, §8.3]`
package enum GridLine: Sendable, Hashable {
  case auto
  /// A line by number, and by name where given.
  case line(Int, name: String?)
  /// A custom identifier alone.
  case named(String)
  case span(Int, name: String?)
}
