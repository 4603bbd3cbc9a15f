import Scene

/// Copies what one page shows of a strip into that page's fragment tree.
struct PageSlicer {
  private let strip: PageStrip
  private let cut: PageCut
  private let area: LayoutRect
  private let clipStyle: StyleID
  private let fixedPlaces: [FragmentID: LayoutPoint]
  private let flow: PageFlow
  /// From the strip to the sheet.
  private let shift: LayoutPoint
  private(set) var page: FragmentTree
  /// Fragments of the page by those of the strip, for containing blocks.
  private var copies: [FragmentID: FragmentID] = [:]

  /// - Parameters:
  ///   - page: the tree that the copies go into.
  ///   - area: where the document stands on the sheet.
  ///   - clipStyle: the style of a box that shows a piece of a unit.
  ///   - fixedPlaces: where fixed boxes without insets stand in the page area.
  init(
    _ strip: PageStrip, _ cut: PageCut, page: FragmentTree, area: LayoutRect, clipStyle: StyleID,
    fixedPlaces: [FragmentID: LayoutPoint]
  ) {
    self.fixedPlaces = fixedPlaces
    self.strip = strip
    self.cut = cut
    self.area = area
    self.clipStyle = clipStyle
    self.page = page
    flow = strip.flow
    var origin = area.origin
    if !flow.axes.isHorizontal, flow.axes.hasFlippedBlocks {
      origin.x += area.width - flow.pageExtent
    }
    shift = origin + flow.vector(cut.spaceBefore - cut.start)
  }

  /// Copies the root element's piece.
  mutating func run(parent: FragmentID) -> FragmentID? {
    guard let root = strip.tree.root else { return nil }
    return container(root, parent: parent, parentOrigin: .zero, Outer())
  }

  /// What the containers around have put at both ends of the page.
  private struct Outer {
    var before = LayoutUnit.zero
    var after = LayoutUnit.zero
  }

  // MARK: Which

  /// Whether what begins at a position belongs to the page.
  private func begins(_ position: LayoutUnit) -> Bool {
    (cut.isFirst || position >= cut.start) && (cut.isLast || position < cut.end)
  }

  private func touches(_ span: BlockSpan) -> Bool {
    span.end > cut.start && (cut.isLast || span.start < cut.end)
  }

  private mutating func emit(
    _ id: FragmentID, parent: FragmentID, parentOrigin: LayoutPoint, _ outer: Outer
  ) -> FragmentID? {
    let entry = strip.entries[id.index]
    switch entry.role {
    case .none: return nil
    case .unit:
      if cut.sliced.contains(id) || cut.carried.contains(id) {
        return slice(id, entry, parent: parent, parentOrigin: parentOrigin)
      }
      guard begins(entry.span.start) else { return nil }
      return copy(id, at: entry.rect.origin + shift, parent: parent, parentOrigin: parentOrigin)
    case .container:
      guard touches(entry.reach) || begins(entry.span.start) else { return nil }
      return container(id, parent: parent, parentOrigin: parentOrigin, outer)
    }
  }

  // MARK: Containers

  private mutating func container(
    _ id: FragmentID, parent: FragmentID, parentOrigin: LayoutPoint, _ outer: Outer
  ) -> FragmentID {
    let entry = strip.entries[id.index]
    let lead = strip.leadOfFragment[id].map { strip.leads[$0] }
    let goesOn = !cut.isLast && entry.span.end > cut.end
    let wentBefore = !cut.isFirst && entry.span.start < cut.start
    var span = entry.span
    if wentBefore { span.start = cut.start - (cut.spaceBefore - outer.before) }
    if goesOn, entry.span.start < cut.end {
      span.end = end(of: id, lead, outer)
    } else if entry.span.end <= cut.start, wentBefore {
      // The box itself is over; what overflows it is not.
      span.end = span.start
    }
    span.end = max(span.start, span.end)
    let rect = flow.replacing(entry.rect, with: span)
    let origin = rect.origin + shift
    var piece = strip.tree[id]
    piece.parent = parent
    piece.containingBlock = piece.containingBlock.flatMap { copies[$0] }
    piece.rect = LayoutRect(origin: origin - parentOrigin, size: rect.size)
    piece.children = 0..<0
    piece.scrollableOverflow = LayoutRect(size: rect.size)
    if strip.tree.style(of: id).box.boxDecorationBreak == .slice {
      piece.cutOff = flow.edges(
        start: wentBefore ? (cut.start - entry.span.start).clampedToPositive : .zero,
        end: goesOn ? (entry.span.end - cut.end).clampedToPositive : .zero)
    }
    let copy = append(piece)
    copies[id] = copy
    if piece.collapsedBorders >= 0 {
      page.fragments[copy.index].collapsedBorders = borders(of: id, lead, entry, span)
    }
    var inner = outer
    inner.before += lead?.before(at: cut.start) ?? .zero
    inner.after += lead?.after(at: cut.end) ?? .zero
    var children: [FragmentID] = []
    if wentBefore, let header = lead?.header, inner.before > outer.before {
      children.append(
        repeated(header, to: cut.start - cut.spaceBefore + outer.before, copy, origin))
    }
    for child in strip.tree.children(of: id) where !strip.fixed.contains(child) {
      if let made = emit(child, parent: copy, parentOrigin: origin, inner) { children.append(made) }
    }
    if goesOn, let footer = lead?.footer, inner.after > outer.after {
      children.append(repeated(footer, to: cut.end, copy, origin))
    }
    if id == strip.tree.root { children += fixedBoxes(in: copy, origin) }
    close(copy, children)
    return copy
  }

  /// Where a box ends on a page that it goes on after: at the end of the page, as if all of that were
  /// its content. Rows whose borders collapse end with the last of them.
  private func end(of id: FragmentID, _ lead: PageStrip.Lead?, _ outer: Outer) -> LayoutUnit {
    guard strip.tree[id].bordersCollapse else {
      return cut.forced == nil || !isTablePart(id) ? cut.limit - outer.after : cut.end
    }
    return cut.end + (lead?.after(at: cut.end) ?? .zero)
  }

  private func isTablePart(_ id: FragmentID) -> Bool {
    switch strip.tree.style(of: id).box.display {
    case .tableRow, .tableRowGroup, .tableHeaderGroup, .tableFooterGroup, .tableCell: true
    default: false
    }
  }

  /// A group of rows that the page shows again.
  private mutating func repeated(
    _ id: FragmentID, to position: LayoutUnit, _ parent: FragmentID, _ parentOrigin: LayoutPoint
  ) -> FragmentID {
    let entry = strip.entries[id.index]
    let origin = entry.rect.origin + flow.vector(position - entry.span.start) + shift
    return copy(id, at: origin, parent: parent, parentOrigin: parentOrigin)
  }

  /// `position: fixed`: on every page at the same place. `[CSS Position 3, §2.1]`
  private mutating func fixedBoxes(
    in parent: FragmentID, _ parentOrigin: LayoutPoint
  ) -> [FragmentID] {
    strip.fixed.sorted { $0.raw < $1.raw }.map { id in
      let origin = area.origin + (fixedPlaces[id] ?? strip.tree.origin(of: id))
      return copy(id, at: origin, parent: parent, parentOrigin: parentOrigin)
    }
  }

  // MARK: Units

  /// A piece of a unit that is longer than the page.
  private mutating func slice(
    _ id: FragmentID, _ entry: PageStrip.Entry, parent: FragmentID, parentOrigin: LayoutPoint
  ) -> FragmentID? {
    var span = entry.span
    if !cut.isFirst { span.start = max(span.start, cut.start) }
    if !cut.isLast { span.end = min(span.end, cut.end) }
    guard span.extent > .zero else { return nil }
    let rect = flow.replacing(entry.rect, with: span)
    let origin = rect.origin + shift
    var window = Fragment(
      kind: .box, node: nil, style: clipStyle,
      rect: LayoutRect(origin: origin - parentOrigin, size: rect.size))
    window.parent = parent
    let made = append(window)
    let inner = copy(id, at: entry.rect.origin + shift, parent: made, parentOrigin: origin)
    close(made, [inner])
    return made
  }

  /// Copies a fragment with all that is in it.
  private mutating func copy(
    _ id: FragmentID, at origin: LayoutPoint, parent: FragmentID, parentOrigin: LayoutPoint
  ) -> FragmentID {
    var piece = strip.tree[id]
    piece.parent = parent
    piece.rect.origin = origin - parentOrigin
    piece.containingBlock = piece.containingBlock.flatMap { copies[$0] }
    piece.children = 0..<0
    if piece.collapsedBorders >= 0 {
      page.collapsedBorders.append(strip.tree.collapsedBorders[Int(piece.collapsedBorders)])
      piece.collapsedBorders = Int32(clamping: page.collapsedBorders.count - 1)
    }
    let made = append(piece)
    copies[id] = made
    var children: [FragmentID] = []
    for child in strip.tree.children(of: id) {
      if strip.fixed.contains(child) { continue }
      let fragment = strip.tree[child]
      children.append(
        copy(child, at: origin + fragment.rect.origin, parent: made, parentOrigin: origin))
    }
    close(made, children)
    return made
  }

  private mutating func append(_ fragment: Fragment) -> FragmentID {
    page.fragments.append(fragment)
    return FragmentID(Int32(clamping: page.fragments.count - 1))
  }

  private mutating func close(_ id: FragmentID, _ children: [FragmentID]) {
    let start = Int32(clamping: page.children.count)
    page.children += children
    page.fragments[id.index].children = start..<Int32(clamping: page.children.count)
  }

  // MARK: Collapsed borders

  /// The part of a table's borders that lies on the page, with those of its repeated groups.
  private mutating func borders(
    of id: FragmentID, _ lead: PageStrip.Lead?, _ entry: PageStrip.Entry, _ span: BlockSpan
  ) -> Int32 {
    let all = strip.tree.collapsedBorders[Int(strip.tree[id].collapsedBorders)]
    var made: [CollapsedBorderSegment] = []
    let pieceOrigin = flow.replacing(entry.rect, with: span).origin
    /// Segments within a stretch of the strip, moved by a distance.
    func take(_ stretch: BlockSpan, by distance: LayoutUnit) {
      for segment in all {
        let rect = segment.rect.offset(by: entry.rect.origin)
        let own = flow.span(rect)
        let isLine = segment.isHorizontal == flow.axes.isHorizontal
        var kept = own
        if isLine {
          let middle = own.start + own.extent / 2
          guard middle >= stretch.start, middle <= stretch.end else { continue }
        } else {
          kept.start = max(own.start, stretch.start)
          kept.end = min(own.end, stretch.end)
          guard kept.extent > .zero else { continue }
        }
        let moved = flow.replacing(rect, with: kept).origin + flow.vector(distance)
        var copy = segment
        copy.rect = LayoutRect(
          origin: moved - pieceOrigin, size: flow.replacing(rect, with: kept).size)
        made.append(copy)
      }
    }
    let start = cut.isFirst ? entry.span.start : max(entry.span.start, cut.start)
    let end = cut.isLast ? entry.span.end : min(entry.span.end, cut.end)
    take(BlockSpan(start: start, end: max(start, end)), by: .zero)
    if let header = lead?.header, entry.span.start < cut.start, !cut.isFirst,
      lead?.before(at: cut.start) ?? .zero > .zero
    {
      let rows = strip.entries[header.index].span
      take(rows, by: span.start - rows.start)
    }
    if let footer = lead?.footer, !cut.isLast, lead?.after(at: cut.end) ?? .zero > .zero {
      let rows = strip.entries[footer.index].span
      take(rows, by: cut.end - rows.start)
    }
    page.collapsedBorders.append(made)
    return Int32(clamping: page.collapsedBorders.count - 1)
  }
}
