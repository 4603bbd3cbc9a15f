import Scene

extension PagePainter {
  /// Rows and groups show their backgrounds in their cells alone, positioned as for the whole part.
  /// `[CSS 2.1, §17.5.1]`
  func paintTablePart(_ id: FragmentID) {
    let style = tree.style(of: id)
    guard style.hasBackground else { return }
    let part = geometry(of: id)
    let node = nodes[id.index]
    for cell in cells(of: id) {
      let hidesEmpty = tree[cell].isHidden
      if hidesEmpty || tree.style(of: cell).text.visibility != .visible { continue }
      let rect = snap(
        LayoutRect(origin: nodes[cell.index].offset, size: tree[cell].rect.size))
      paintBackground(
        BackgroundArea(box: part, positioning: part, limit: rect), style, node)
    }
  }

  /// The cells of rows and groups; of columns, those that begin in them.
  private func cells(of id: FragmentID) -> [FragmentID] {
    switch tree.style(of: id).box.display {
    case .tableColumn, .tableColumnGroup:
      guard let table = tree[id].parent else { return [] }
      let axes = WritingDirection(tree.style(of: table))
      let part = inlineExtent(of: id, axes)
      return descendantCells(of: table).filter { part.contains(inlineExtent(of: $0, axes).start) }
    default: return descendantCells(of: id)
    }
  }

  private func descendantCells(of id: FragmentID) -> [FragmentID] {
    var found: [FragmentID] = []
    for child in tree.children(of: id) {
      if tree.style(of: child).box.display == .tableCell {
        found.append(child)
      } else if !tree[child].isOutOfFlow {
        found += descendantCells(of: child)
      }
    }
    return found
  }

  /// A part's extent from the start of the page's inline axis in the table's direction.
  private func inlineExtent(of id: FragmentID, _ axes: WritingDirection) -> LineSpan {
    let rect = LayoutRect(origin: nodes[id.index].offset, size: tree[id].rect.size)
    let (low, high) = axes.isHorizontal ? (rect.minX, rect.maxX) : (rect.minY, rect.maxY)
    return axes.hasFlippedInlines
      ? LineSpan(start: -high, end: -low) : LineSpan(start: low, end: high)
  }
}
