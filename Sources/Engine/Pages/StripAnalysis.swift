import Scene

/// Walks a strip and finds its units and the places where pages may end.
struct StripAnalysis {
  private var strip: PageStrip
  private let tree: FragmentTree
  private let flow: PageFlow
  private var root: FragmentID?
  private var body: FragmentID?
  private var lead: Int?

  /// What a box in flow says to its container.
  private struct Summary {
    var id: FragmentID
    var span: BlockSpan
    var reach: BlockSpan
    var before: BreakValue = .auto
    var after: BreakValue = .auto
    var avoidsBefore = false
    var avoidsAfter = false
    var startName = ""
    var endName = ""
    var isLine = false
  }

  init(strip: PageStrip) {
    self.strip = strip
    tree = strip.tree
    flow = strip.flow
  }

  mutating func run(_ root: FragmentID) -> PageStrip {
    self.root = root
    body = tree.children(of: root).first { tree.style(of: $0).box.display != .none }
    let summary = visit(root, at: .zero, name: "", clip: .max)
    strip.units.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    strip.points = strip.points.enumerated().sorted {
      ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
    }.map(\.element)
    strip.forced = strip.forced.enumerated().sorted {
      ($0.element.point.position, $0.offset) < ($1.element.point.position, $1.offset)
    }.map(\.element)
    strip.names.insert((.min, summary.startName), at: 0)
    strip.names = strip.names.enumerated().sorted {
      ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
    }.map(\.element)
    return strip
  }

  // MARK: Boxes

  private mutating func visit(
    _ id: FragmentID, at origin: LayoutPoint, name: String, clip: LayoutUnit
  ) -> Summary {
    let fragment = tree[id]
    let style = tree.style(of: id)
    let rect = fragment.rect.offset(by: origin)
    let span = flow.span(rect)
    strip.entries[id.index].rect = rect
    strip.entries[id.index].span = span
    strip.entries[id.index].reach = span
    var summary = Summary(id: id, span: span, reach: span)
    if case .line = fragment.kind { summary.isLine = true }
    let own = style.generated.page.isEmpty ? name : style.generated.page
    summary.startName = own
    summary.endName = own
    if !summary.isLine {
      summary.before = style.box.breakBefore
      summary.after = style.box.breakAfter
      summary.avoidsBefore = style.box.breakBefore.avoidsPage
      summary.avoidsAfter = style.box.breakAfter.avoidsPage
    }
    guard isContainer(id, fragment, style, span) else {
      addUnit(id, fragment, style, span, clip: clip)
      return summary
    }
    strip.entries[id.index].role = .container
    if style.box.breakInside.avoidsPage || repeats(style) {
      strip.avoided.append(AvoidedRange(start: span.start, end: span.end, rule: .avoid))
    }
    visitChildren(of: id, fragment, style, rect, name: own, clip: clip, &summary)
    return summary
  }

  private func repeats(_ style: ComputedStyle) -> Bool {
    style.box.display == .tableHeaderGroup || style.box.display == .tableFooterGroup
  }

  /// Whether pages may cut the box. `[CSS Fragmentation 3, §4.1]`
  private func isContainer(
    _ id: FragmentID, _ fragment: Fragment, _ style: ComputedStyle, _ span: BlockSpan
  ) -> Bool {
    guard case .box = fragment.kind else { return false }
    if id == root || id == body { return true }
    if fragment.columnRow != nil { return false }
    if WritingDirection(style).isOrthogonal(to: flow.axes) || style.box.contain.size {
      return false
    }
    if span.extent > flow.pageExtent { return true }
    let clips = style.box.overflowX != .visible || style.box.overflowY != .visible
    let columns = style.establishesColumns && !hasColumnRows(id)
    if clips || style.hasTransform || columns || style.box.lineClamp != nil {
      return false
    }
    // A bar or a rule looks wrong in two pieces.
    if fragment.children.isEmpty { return span.extent > flow.pageExtent / 4 }
    return true
  }

  private func hasColumnRows(_ id: FragmentID) -> Bool {
    tree.children(of: id).contains { tree[$0].columnRow != nil }
  }

  private mutating func addUnit(
    _ id: FragmentID, _ fragment: Fragment, _ style: ComputedStyle, _ span: BlockSpan,
    clip: LayoutUnit
  ) {
    strip.entries[id.index].role = .unit
    guard clip > span.start, span.extent > .zero else { return }
    if case .box = fragment.kind, fragment.children.isEmpty, !style.isPainted { return }
    strip.units.append(
      PageStrip.Unit(
        fragment: id, span: BlockSpan(start: span.start, end: min(span.end, clip))))
  }

  // MARK: Children

  private mutating func visitChildren(
    of id: FragmentID, _ fragment: Fragment, _ style: ComputedStyle, _ rect: LayoutRect,
    name: String, clip: LayoutUnit, _ summary: inout Summary
  ) {
    var clip = clip
    if id != root, id != body || rootClips,
      style.box.overflowX != .visible || style.box.overflowY != .visible
    {
      clip = min(clip, summary.span.end)
    }
    let outerLead = lead
    addLead(id, style, rect)
    var inFlow: [Summary] = []
    var hasUnits = false
    for child in tree.children(of: id) {
      let piece = tree[child]
      if strip.fixed.contains(child) { continue }
      let units = strip.units.count
      let result = visit(child, at: rect.origin, name: name, clip: clip)
      hasUnits = hasUnits || strip.units.count > units
      if strip.units.count > units || strip.entries[child.index].role == .container {
        summary.reach.encompass(result.reach)
      }
      if !piece.isOutOfFlow, !piece.isFloating { inFlow.append(result) }
    }
    strip.entries[id.index].reach = summary.reach
    lead = outerLead
    if style.isPainted, id != root, id != body || rootIsCanvas {
      strip.plain.append(
        PageStrip.Plain(
          span: BlockSpan(start: summary.span.start, end: min(summary.span.end, clip)),
          kind: hasUnits ? .frame : .picture))
    }
    if id != root, id != body { addBlank(fragment, style, summary.span, after: inFlow, clip: clip) }
    addBreaks(between: inFlow, in: style, rect)
    propagate(inFlow, style, &summary)
  }

  /// Notes what a stated height leaves empty: boxes out of flow count on it.
  private mutating func addBlank(
    _ fragment: Fragment, _ style: ComputedStyle, _ span: BlockSpan, after children: [Summary],
    clip: LayoutUnit
  ) {
    guard !style.blockSize(flow.axes).isAuto || !style.minBlockSize(flow.axes).isAuto else {
      return
    }
    let edges = LogicalEdges(fragment.border + fragment.padding, in: flow.axes)
    let filled = children.map(\.span.end).max() ?? span.start + edges.blockStart
    let blank = BlockSpan(start: filled, end: min(span.end - edges.blockEnd, clip))
    guard blank.extent > flow.pageExtent / 10 else { return }
    strip.plain.append(PageStrip.Plain(span: blank, kind: .blank))
  }

  /// Whether the root clips its overflow, so that the body's own is not the viewport's.
  private var rootClips: Bool {
    root.map { tree.style(of: $0).box.overflowY != .visible } ?? false
  }

  /// Whether the root rather than the body gives the canvas its background.
  private var rootIsCanvas: Bool { root.map { tree.style(of: $0).hasBackground } ?? false }

  /// Breaks before the first child and after the last are the container's own. `[§3.1]`
  private func propagate(
    _ children: [Summary], _ style: ComputedStyle, _ summary: inout Summary
  ) {
    // The contents of cells and flex items run beside others.
    switch style.box.display {
    case .tableRow, .inlineFlex, .inlineGrid: return
    default: break
    }
    guard let first = children.first, let last = children.last else { return }
    if !first.isLine {
      if !summary.before.isForcedPage, first.before.isForcedPage { summary.before = first.before }
      summary.avoidsBefore = summary.avoidsBefore || first.avoidsBefore
      summary.startName = first.startName
    }
    if !last.isLine {
      if !summary.after.isForcedPage, last.after.isForcedPage { summary.after = last.after }
      summary.avoidsAfter = summary.avoidsAfter || last.avoidsAfter
      summary.endName = last.endName
    }
  }

  // MARK: Breaks

  private mutating func addBreaks(
    between children: [Summary], in style: ComputedStyle, _ rect: LayoutRect
  ) {
    guard children.count > 1 else { return }
    if children.allSatisfy(\.isLine) {
      addLineBreaks(children, style)
      return
    }
    var groups: [[Summary]]
    switch style.box.display {
    case .tableRow: return
    case .flex, .inlineFlex, .grid, .inlineGrid, .webkitBox, .webkitInlineBox:
      groups = Self.rows(of: children)
    default: groups = children.map { [$0] }
    }
    for (previous, next) in zip(groups, groups.dropFirst()) {
      addBreak(between: previous, and: next, in: rect)
    }
    if style.box.display == .grid || style.box.display == .inlineGrid {
      groups = groups.filter { $0.count > 1 }
      for group in groups {
        for item in group where group.contains(where: { $0.span.end <= item.span.start }) {
          strip.points.append(BreakPoint(position: item.span.start, anchor: item.id))
        }
      }
    }
  }

  /// Items that stand beside one another, row by row.
  private static func rows(of items: [Summary]) -> [[Summary]] {
    let sorted = items.enumerated().sorted {
      ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset)
    }.map(\.element)
    var rows: [[Summary]] = []
    var end = LayoutUnit.min
    for item in sorted {
      if rows.isEmpty || item.span.start >= end {
        rows.append([item])
        end = item.span.end
      } else {
        rows[rows.count - 1].append(item)
        end = max(end, item.span.end)
      }
    }
    return rows
  }

  private mutating func addBreak(
    between previous: [Summary], and next: [Summary], in container: LayoutRect
  ) {
    guard let first = next.first, let last = previous.last else { return }
    let position = next.map(\.span.start).min() ?? first.span.start
    let end = previous.map(\.span.end).max() ?? last.span.end
    let point = BreakPoint(position: position, anchor: first.id)
    strip.points.append(point)
    let demands =
      previous.map(\.after).filter(\.isForcedPage) + next.map(\.before).filter(\.isForcedPage)
    let changesName = last.endName != first.startName && !first.isLine && !last.isLine
    if !demands.isEmpty || changesName {
      let side: ForcedBreak.Side =
        demands.contains(.left) ? .left : demands.contains(.right) ? .right : .any
      let margin = max(.zero, min(topMargin(of: first.id, in: container), position - end))
      strip.forced.append(ForcedBreak(point: point, side: side, margin: margin))
      if changesName { strip.names.append((position - margin, first.startName)) }
    } else if previous.contains(where: \.avoidsAfter) || next.contains(where: \.avoidsBefore) {
      strip.avoided.append(
        AvoidedRange(
          start: min(end, position) - LayoutUnit(raw: 1), end: position + LayoutUnit(raw: 1),
          rule: .avoid))
    }
  }

  /// The margin above a box with those of its first children that collapse with it.
  private func topMargin(of id: FragmentID, in container: LayoutRect) -> LayoutUnit {
    var margin = LayoutUnit.zero
    var next: FragmentID? = id
    while let box = next, case .box = tree[box].kind {
      let style = tree.style(of: box)
      let base = LogicalSize(container.size, in: flow.axes).inline
      margin = max(margin, style.marginEdges(in: flow.axes, base: base).blockStart)
      let edges = LogicalEdges(tree[box].border + tree[box].padding, in: flow.axes)
      guard edges.blockStart == .zero else { break }
      next = tree.children(of: box).first { !tree[$0].isOutOfFlow && !tree[$0].isFloating }
    }
    return margin
  }

  /// Between lines, with the numbers of them that must stay together. `[§3.3]`
  private mutating func addLineBreaks(_ lines: [Summary], _ style: ComputedStyle) {
    for line in lines.dropFirst() {
      strip.points.append(BreakPoint(position: line.span.start, anchor: line.id))
    }
    let unit = LayoutUnit(raw: 1)
    let first = lines[0].span.start
    let last = lines[lines.count - 1].span.start
    let orphans = min(style.text.orphans, lines.count)
    let widows = min(style.text.widows, lines.count)
    // A page may end before the first line after the orphans.
    let early = orphans < lines.count ? lines[orphans].span.start : last + unit
    let late = lines[lines.count - widows].span.start
    if early > first { strip.avoided.append(AvoidedRange(start: first, end: early, rule: .lines)) }
    if late < last + unit {
      strip.avoided.append(AvoidedRange(start: late, end: last + unit, rule: .lines))
    }
  }

  // MARK: Leads

  /// Notes what a table repeats, and the edges of boxes that keep them on every page.
  private mutating func addLead(_ id: FragmentID, _ style: ComputedStyle, _ rect: LayoutRect) {
    let span = flow.span(rect)
    var made = PageStrip.Lead(
      span: span, beforeApplies: span.start, afterApplies: span.end, parent: lead)
    switch style.box.display {
    case .table, .inlineTable:
      let groups = tree.children(of: id).filter { !tree[$0].isOutOfFlow }
      func extent(_ group: FragmentID) -> BlockSpan {
        flow.span(tree[group].rect.offset(by: rect.origin))
      }
      func isRepeatable(_ group: FragmentID) -> Bool {
        extent(group).extent <= flow.pageExtent / 4
      }
      let header = groups.first { tree.style(of: $0).box.display == .tableHeaderGroup }
      let footer = groups.last { tree.style(of: $0).box.display == .tableFooterGroup }
      let rows = groups.filter {
        $0 != header && $0 != footer && !isColumn(tree.style(of: $0).box.display)
      }
      guard let firstRows = rows.first, let lastRows = rows.last else { return }
      if let header, isRepeatable(header) {
        made.header = header
        made.before = extent(firstRows).start - extent(header).start
        made.beforeApplies = extent(firstRows).start + LayoutUnit(raw: 1)
        // A header alone at the end of a page heads nothing.
        strip.avoided.append(
          AvoidedRange(
            start: extent(header).end - LayoutUnit(raw: 1),
            end: extent(firstRows).start + LayoutUnit(raw: 1), rule: .avoid))
      }
      if let footer, isRepeatable(footer) {
        made.footer = footer
        made.after = extent(footer).end - extent(lastRows).end
        made.afterApplies = extent(lastRows).end - LayoutUnit(raw: 1)
        strip.avoided.append(
          AvoidedRange(
            start: extent(lastRows).end - LayoutUnit(raw: 1),
            end: extent(footer).start + LayoutUnit(raw: 1), rule: .avoid))
      }
    default:
      guard style.box.boxDecorationBreak == .clone, id != root else { return }
      let edges = LogicalEdges(tree[id].border + tree[id].padding, in: flow.axes)
      made.before = edges.blockStart
      made.after = edges.blockEnd
    }
    guard made.before > .zero || made.after > .zero else { return }
    strip.leads.append(made)
    lead = strip.leads.count - 1
    strip.leadOfFragment[id] = strip.leads.count - 1
  }

  private func isColumn(_ display: Display) -> Bool {
    display == .tableColumn || display == .tableColumnGroup
  }
}

extension ComputedStyle {
  /// Whether the box itself shows anything.
  var isPainted: Bool {
    let sides = border.sides
    return hasBackground || !border.shadows.isEmpty || border.image != nil
      || sides.top.width > 0 || sides.right.width > 0 || sides.bottom.width > 0
      || sides.left.width > 0
  }
}
