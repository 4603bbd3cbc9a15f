import Cairo
import Scene

extension PDFPainter {
  /// Draws items as a picture in their place.
  ///
  /// - Parameters:
  ///   - area: in the list's device pixels.
  ///   - layers: how many pictures of that size have to be made for it.
  func paintIsland(
    _ items: [DisplayItem], area: DeviceRect, layers: Int = 1, background: UInt32 = 0
  ) throws(CairoError) {
    let shown = area.intersection(list.pageBounds)
    guard !shown.isEmpty, let factor = islands.factor(for: shown, layers: layers, scale: list.scale)
    else { return }
    let enlarged = EnlargedList(list, items: items, factor: factor)
    let place = DeviceRect(
      left: Int(Double(shown.left) * factor), top: Int(Double(shown.top) * factor),
      right: Int(Double(shown.right) * factor), bottom: Int(Double(shown.bottom) * factor))
    let picture = try ItemPainter.picture(
      of: enlarged.items, in: place, list: enlarged.list, caches: caches, background: background)
    setMatrix(.identity)
    pen.setSourceStretched(
      picture, x: Double(shown.left), y: Double(shown.top), width: Double(shown.width),
      height: Double(shown.height), smooth: true)
    pen.newPath()
    pen.rectangle(
      x: Double(shown.left), y: Double(shown.top), width: Double(shown.width),
      height: Double(shown.height))
    pen.fill()
  }
}

/// Items of a list at a greater resolution.
struct EnlargedList {
  private(set) var list: DisplayList
  private(set) var items: [DisplayItem] = []
  private let factor: Double
  private var clips: [ClipID] = []

  init(_ source: DisplayList, items: [DisplayItem], factor: Double) {
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
    self.items = enlarge(items)
  }

  private func enlarge(_ items: [DisplayItem]) -> [DisplayItem] {
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
