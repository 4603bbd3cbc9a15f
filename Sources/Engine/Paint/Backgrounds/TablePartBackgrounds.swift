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
      if hidesEmpty { continue }
      let rect = snap(
        LayoutRect(origin: nodes[cell.index].offset, size: tree[cell].rect.size))
      paintBackground(
        BackgroundArea(box: part, positioning: part, limit: rect), style, node)
    }
  }

  private func cells(of id: FragmentID) -> [FragmentID] {
    var found: [FragmentID] = []
    for child in tree.children(of: id) {
      if tree.style(of: child).box.display == .tableCell {
        found.append(child)
      } else {
        found += cells(of: child)
      }
    }
    return found
  }
}
