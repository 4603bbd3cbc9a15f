import Scene

extension PagePainter {
  /// The canvas is covered by the root's background, or the body's in its place; images are positioned
  /// as for the root element. `[CSS Backgrounds 3, §2.11]`
  func paintCanvas(_ root: FragmentID) {
    let canvas = viewportArea
    var node = nodes[root.index]
    node.transform = .scale(x: scale, y: scale)
    node.clip = nil
    let page = RoundedRect(canvas)
    let box = BoxGeometry(
      border: page, padding: page, content: canvas, widths: Sides(0))
    let area = BackgroundArea(
      box: box, positioning: geometry(of: root), limit: canvas, isCanvas: true)
    if tree.style(of: root).text.isDarkScheme {
      var base = ComputedStyle.initial
      base.background.color = .color(SystemColors.darkCanvas)
      paintBackground(area, base, node)
    }
    guard let source = canvasSource else { return }
    if tree.style(of: root).text.visibility != .visible, source == root { return }
    paintBackground(area, tree.style(of: source), node)
  }

  /// The viewport; on a page of many the area that the document stands in.
  var viewportArea: Rect {
    if let page = tree.page { return snap(page.area) }
    return Rect(
      x: 0, y: 0, width: tree.viewport.width.pixels, height: tree.viewport.height.pixels)
  }
}
