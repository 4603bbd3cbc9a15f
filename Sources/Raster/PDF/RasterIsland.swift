import Cairo
import Scene

extension PDFPainter {
  /// Draws an item as a picture in its place.
  func paintIsland(_ item: DisplayItem) throws(CairoError) {
    let shown = item.bounds.intersection(list.pageBounds)
    guard !shown.isEmpty, let factor = islands.factor(for: shown, scale: list.scale) else { return }
    let enlarged = EnlargedList(list, factor: factor)
    let layer = try ItemPainter.layer(
      list: enlarged.list, caches: caches, area: shown.enlarged(by: factor))
    try layer.paint(enlarged.enlarge([item]))
    draw(layer.target, in: shown.rect)
  }

  /// Draws a picture over an area, in the list's device pixels.
  func draw(_ picture: PixelSurface, in area: Rect, opacity: Double = 1) {
    setMatrix(.identity)
    pen.setSourceStretched(
      picture, x: area.x, y: area.y, width: area.width, height: area.height, smooth: true)
    pen.newPath()
    pen.rectangle(x: area.x, y: area.y, width: area.width, height: area.height)
    guard opacity < 1 else { return pen.fill() }
    pen.clip()
    pen.paint(alpha: opacity)
  }
}

extension DeviceRect {
  func enlarged(by factor: Double) -> DeviceRect {
    DeviceRect(
      left: Int(Double(left) * factor), top: Int(Double(top) * factor),
      right: Int(Double(right) * factor), bottom: Int(Double(bottom) * factor))
  }
}

/// A list's page and clips at a greater resolution, to which its items are brought.
struct EnlargedList {
  private(set) var list: DisplayList
  private let factor: Double
  private var clips: [ClipID] = []

  init(_ source: DisplayList, factor: Double) {
    self.factor = factor
    list = DisplayList(
      width: Int(Double(source.width) * factor), height: Int(Double(source.height) * factor),
      scale: source.scale * factor)
    let scale = AffineTransform.scale(x: factor, y: factor)
    for clip in source.clips {
      // Parents stand before their children.
      clips.append(
        list.addClip(
          clip.shape, transform: scale.concatenating(clip.transform),
          inside: clip.parent.map { clips[$0.index] }))
    }
  }

  func enlarge(_ items: [DisplayItem]) -> [DisplayItem] {
    items.compactMap { item in
      let isInDeviceSpace = if case .group = item.command { true } else { false }
      let scale = AffineTransform.scale(x: factor, y: factor)
      return list.item(
        enlarge(item.command),
        transform: isInDeviceSpace ? item.transform : scale.concatenating(item.transform),
        clip: item.clip.map { clips[$0.index] })
    }
  }

  private func enlarge(_ command: DisplayCommand) -> DisplayCommand {
    switch command {
    case .fill, .stroke, .glyphs, .textLine, .boxShadow, .textShadow: return command
    case .backdrop(var backdrop):
      backdrop.filters = backdrop.filters.map(enlarge)
      return .backdrop(backdrop)
    case .group(var group):
      group.items = enlarge(group.items)
      group.filters = group.filters.map(enlarge)
      group.mask = group.mask.map { Mask(items: enlarge($0.items), isLuminance: $0.isLuminance) }
      group.projection = group.projection.map { m in
        // S · M · S⁻¹ of a uniform scale touches the outer column and row alone.
        [
          m[0], m[1], m[2] * factor, m[3], m[4], m[5] * factor, m[6] / factor, m[7] / factor, m[8],
        ]
      }
      return .group(group)
    }
  }

  private func enlarge(_ filter: Filter) -> Filter {
    switch filter {
    case .blur(let x, let y): .blur(sigmaX: x * factor, sigmaY: y * factor)
    case .colorMatrix: filter
    case .graph(let graph): .graph(graph.scaled(by: factor))
    case .dropShadow(let x, let y, let sigma, let color):
      .dropShadow(x: x * factor, y: y * factor, sigma: sigma * factor, color: color)
    }
  }
}
