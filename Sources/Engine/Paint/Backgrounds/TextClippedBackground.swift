import Scene

extension PagePainter {
  /// `background-clip: text`: the layers that say so show through the shapes of the element's text.
  /// `[CSS Backgrounds 4, §2.4]`
  func paintTextClipped(
    _ id: FragmentID, _ area: BackgroundArea, _ style: ComputedStyle, _ node: PaintNode
  ) {
    let background = style.background
    let colorClip = background.layers.last?.clip ?? .borderBox
    let color = style.resolve(background.color)
    let mask = Mask(items: collect { self.paintTextShapes(of: id) }, isLuminance: false)
    func masked(_ body: () -> Void) {
      let items = collect(body)
      if items.isEmpty || mask.items.isEmpty { return }
      emit(
        .group(Group(items: items, mask: mask)), transform: .identity, clip: nil)
    }
    if !color.isTransparent {
      let fill = {
        self.emit(.fill(Fill(Shape(area.box.edge(colorClip)), .color(color))), for: node)
      }
      if colorClip == .text { masked(fill) } else { fill() }
    }
    for layer in background.layers.reversed() {
      let paint = { self.paintLayer(layer, area, style, node) }
      if layer.clip == .text { masked(paint) } else { paint() }
    }
  }

  /// All in-flow text of an element in opaque black.
  private func paintTextShapes(of id: FragmentID) {
    for child in orderedChildren(of: id) {
      if case .text = tree[child].kind {
        paintText(child, color: .black)
      } else {
        paintTextShapes(of: child)
      }
    }
  }
}
