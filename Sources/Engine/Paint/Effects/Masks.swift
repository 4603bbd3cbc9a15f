import Scene

extension PagePainter {
  /// The mask of an element: its layers combined from the last to the first. `[CSS Masking 1, §7]`
  func maskItems(_ id: FragmentID, _ style: ComputedStyle) -> Mask {
    let node = nodes[id.index]
    let area = BackgroundArea(box: geometry(of: id), positioning: geometry(of: id))
    var plain = node
    plain.clip = nil
    var items: [DisplayItem] = []
    for layer in style.effects.maskLayers.reversed() {
      let drawn = collect { self.paintMaskLayer(layer, id, area, style, plain) }
      items = combine(drawn, over: items, layer.composite)
    }
    if let image = style.effects.maskBorder {
      let border = collect {
        _ = self.paintBorderImage(image, area.box, self.tree[id], style, plain)
      }
      items = style.effects.maskLayers.isEmpty ? border : combine(border, over: items, .intersect)
    }
    return Mask(items: items, isLuminance: false)
  }

  private func paintMaskLayer(
    _ layer: BackgroundLayer, _ id: FragmentID, _ area: BackgroundArea, _ style: ComputedStyle,
    _ node: PaintNode
  ) {
    var items: [DisplayItem]
    var isLuminance = layer.maskMode == .luminance
    if case .element(let reference)? = layer.image {
      let mask = svgMaskItems(reference, id, node)
      items = mask.items
      if layer.maskMode == .matchSource { isLuminance = mask.isLuminance }
    } else {
      items = collect { self.paintLayer(layer, area, style, node, blendMode: .normal) }
    }
    guard isLuminance else {
      append(items)
      return
    }
    // A picture masked by its own luminance has that luminance as alpha.
    emit(
      .group(
        Group(items: covering(items), mask: Mask(items: items, isLuminance: true))),
      transform: .identity, clip: nil)
  }

  /// Full alpha wherever other items paint.
  private func covering(_ items: [DisplayItem]) -> [DisplayItem] {
    let bounds = items.reduce(DeviceRect.empty) { $0.union($1.bounds) }
    return list.item(
      .fill(Fill(.rect(bounds.rect), .color(.black))), transform: .identity, clip: nil
    ).map { [$0] } ?? []
  }

  /// `mask-composite`: how a layer meets those below. `[CSS Masking 1, §7.7]`
  private func combine(
    _ top: [DisplayItem], over bottom: [DisplayItem], _ composite: MaskComposite
  ) -> [DisplayItem] {
    if bottom.isEmpty { return top }
    switch composite {
    case .add: return bottom + top
    case .intersect:
      return group(top, mask: bottom)
    case .subtract:
      return group(top, mask: inverted(bottom, like: top))
    case .exclude:
      return group(top, mask: inverted(bottom, like: top))
        + group(bottom, mask: inverted(top, like: bottom))
    }
  }

  private func group(_ items: [DisplayItem], mask: [DisplayItem]) -> [DisplayItem] {
    let command = DisplayCommand.group(
      Group(items: items, mask: Mask(items: mask, isLuminance: false)))
    return list.item(command, transform: .identity, clip: nil).map { [$0] } ?? []
  }

  /// Alpha turned inside out over the area of other items.
  private func inverted(_ items: [DisplayItem], like area: [DisplayItem]) -> [DisplayItem] {
    let bounds = area.reduce(DeviceRect.empty) { $0.union($1.bounds) }
    // What is painted becomes opaque black, what is not white; its luminance is the inverse alpha.
    let black = list.item(
      .group(
        Group(
          items: items,
          filters: [
            .colorMatrix([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0])
          ])), transform: .identity, clip: nil)
    let white = list.item(
      .fill(Fill(.rect(bounds.rect), .color(.white))), transform: .identity, clip: nil)
    let command = DisplayCommand.group(
      Group(
        items: [white].compactMap { $0 },
        mask: Mask(items: [white, black].compactMap { $0 }, isLuminance: true)))
    return list.item(command, transform: .identity, clip: nil).map { [$0] } ?? []
  }
}
