import Markup
import Scene

/// How high rows of columns may be in a document that goes over pages.
/// `[CSS Multi-column 1, §8]`
struct ColumnRooms {
  /// A stretch of a container's columns, between boxes that span all of them.
  struct Key: Hashable {
    var node: NodeID
    var part: Int
  }

  /// The page area's.
  let extent: LayoutUnit
  /// What is left of their page for rows that do not begin it.
  var first: [Key: LayoutUnit] = [:]

  init(extent: LayoutUnit) { self.extent = extent }
}

extension PageStrip {
  /// The first columns that a page has put off to the next one, with the room that was left.
  func columnRoom(besides known: ColumnRooms) -> (key: ColumnRooms.Key, room: LayoutUnit)? {
    guard units.contains(where: { columnKey(of: $0.fragment) != nil }) else { return nil }
    var breaker = PageBreaker(self)
    var last: PageCut?
    for _ in 0..<1000 {
      let cut = breaker.next(from: last?.end ?? .zero, extent: flow.pageExtent)
      if let last, last.forced == nil,
        let unit = units.first(where: { $0.span.start >= cut.start }),
        let key = columnKey(of: unit.fragment), known.first[key] == nil
      {
        let room = last.limit - unit.span.start
        // A few lines are not worth a row.
        if room > flow.pageExtent / 10, room < flow.pageExtent { return (key, room) }
      }
      if cut.isLast { return nil }
      last = cut
    }
    return nil
  }

  /// Nil for what is no first row of columns.
  private func columnKey(of id: FragmentID) -> ColumnRooms.Key? {
    if let row = tree[id].columnRow {
      guard row.row == 0, let node = tree[id].parent.flatMap({ tree[$0].node }) else { return nil }
      return ColumnRooms.Key(node: node, part: row.part)
    }
    let style = tree.style(of: id)
    guard case .box = tree[id].kind, style.establishesColumns, !style.box.breakInside.avoidsPage,
      let node = tree[id].node
    else { return nil }
    return ColumnRooms.Key(node: node, part: 0)
  }
}
