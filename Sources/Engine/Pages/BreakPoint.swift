import Scene

/// A place where one page may end and the next begin. `[CSS Fragmentation 3, §4.1]`
struct BreakPoint {
  /// Where the next page's content begins: the border edge of a box or the top of a line.
  var position: LayoutUnit
  /// The box or line that then begins the page.
  var anchor: FragmentID
}

/// A break that the style demands. `[§3.1]`
struct ForcedBreak {
  enum Side { case any, left, right }

  var point: BreakPoint
  var side: Side
  /// The margin that the next page keeps above its content. `[§5.2]`
  var margin: LayoutUnit
}

/// A range that a page should not end in. `[§4.4]`
struct AvoidedRange {
  /// How bad it is to end a page in it: rules are given up one after the other, from the last.
  enum Rule: Int, Comparable {
    /// `orphans`, `widows`
    case lines = 1
    /// `break-before`, `break-after` and `break-inside: avoid`
    case avoid

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// Both exclusive.
  var start: LayoutUnit
  var end: LayoutUnit
  var rule: Rule

  func contains(_ position: LayoutUnit) -> Bool { start < position && position < end }
}

extension BreakValue {
  var isForcedPage: Bool {
    switch self {
    case .page, .always, .left, .right: true
    case .auto, .avoid, .column, .avoidPage, .avoidColumn: false
    }
  }

  var avoidsPage: Bool { self == .avoid || self == .avoidPage }
}
