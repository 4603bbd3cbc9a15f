import Scene

extension PagePainter {
  /// Paints an element's picture as a whole: filters, then clipping and masking, then opacity and
  /// blending. `[Filter Effects 1, §5; Masking 1, §3]`
  func paintGroup(_ id: FragmentID, _ body: () -> Void) {
    let style = tree.style(of: id)
    let effects = style.effects
    let node = nodes[id.index]
    if !effects.backdropFilter.isEmpty { paintBackdrop(id, effects) }
    var clip = node.groupClip ?? node.clip
    var hasClipPath = false
    if let clipPath = effects.clipPath, let shape = clipShape(clipPath, id) {
      clip = list.addClip(
        shape, transform: node.transform, inside: node.groupClip)
      hasClipPath = true
    }
    var clipPath: SVGClipPath?
    if case .url(let reference)? = effects.clipPath,
      let element = references.element(reference, tag: "clipPath")
    {
      let referenced = SVGClipPath(
        references: references, node: element, box: svgReferenceBox(id))
      if let outline = referenced.outline() {
        clip = list.addClip(outline, transform: node.transform, inside: node.groupClip)
        hasClipPath = true
      } else {
        clipPath = referenced
      }
    }
    let hasMask = effects.maskLayers.contains { $0.image != nil } || effects.maskBorder != nil
    let blendsInside = id != tree.root && (effects.isolates || containsBlending(id))
    let filters = resolve(effects.filter, of: id)
    if !filters.isEmpty, let region = turnedFilterRegion(id) {
      clip = list.addClip(.rect(region), transform: node.transform, inside: clip)
    }
    let needsGroup =
      effects.opacity < 1 || effects.blendMode != .normal || hasClipPath || clipPath != nil
      || hasMask
      || !effects.filter.isEmpty || node.projection != nil || blendsInside
    guard needsGroup else {
      body()
      return
    }
    if effects.opacity <= 0 { return }
    var items = collect(body)
    if items.isEmpty && filters.isEmpty { return }
    var remaining = filters
    if let clipPath {
      // The path clips what the filters give.
      let whole = group(items, filters: filters)
      items = group(
        whole, mask: Mask(items: clipPicture(clipPath, of: whole, node), isLuminance: false))
      remaining = []
    }
    let mask = hasMask ? maskItems(id, style) : nil
    let opacity = min(max(effects.opacity, 0), 1)
    let isPlain =
      effects.blendMode == .normal && !hasClipPath && mask == nil && remaining.isEmpty
      && node.projection == nil
    if isPlain, let merged = fade(items, opacity) {
      append(merged)
      return
    }
    emit(
      .group(
        Group(
          items: items, opacity: opacity, blendMode: effects.blendMode, filters: remaining,
          mask: mask, projection: node.projection)),
      transform: .identity,
      clip: hasClipPath || node.groupClip != nil || !filters.isEmpty ? clip : nil)
  }

  private func group(_ items: [DisplayItem], filters: [Filter] = [], mask: Mask? = nil)
    -> [DisplayItem]
  {
    if filters.isEmpty, mask == nil { return items }
    return list.item(
      .group(Group(items: items, filters: filters, mask: mask)), transform: .identity, clip: nil
    ).map { [$0] } ?? []
  }

  /// A group of one plain fill is that fill with a thinner color: no picture of its own is needed.
  private func fade(_ items: [DisplayItem], _ opacity: Double) -> [DisplayItem]? {
    if opacity >= 1, items.count <= 1, !items.contains(where: { $0.blends }) { return items }
    guard items.count == 1, let item = items.first, case .fill(var fill) = item.command,
      fill.blendMode == .normal, case .color(var color) = fill.brush
    else { return nil }
    color.alpha *= opacity
    fill.brush = .color(color)
    return list.item(.fill(fill), transform: item.transform, clip: item.clip).map { [$0] } ?? []
  }

  /// Whether a descendant within this stacking context blends with what lies below it.
  private func containsBlending(_ id: FragmentID) -> Bool {
    guard let own = layers[id.raw] else { return false }
    return own.contains { tree.style(of: $0.fragment).effects.blendMode != .normal }
  }

  /// Whether the root's picture is an isolated group for the sake of what blends in it: the canvas's
  /// background then is part of the group. `[Compositing 1, §3.4]`
  func blendsWithCanvas(_ root: FragmentID) -> Bool {
    tree.style(of: root).effects.isolates || containsBlending(root)
  }

  private func paintBackdrop(_ id: FragmentID, _ effects: EffectsStyle) {
    let node = nodes[id.index]
    let filters = resolve(effects.backdropFilter, of: id)
    guard !filters.isEmpty else { return }
    emit(
      .backdrop(
        Backdrop(
          shape: Shape(geometry(of: id).border), filters: filters,
          opacity: min(max(effects.opacity, 0), 1))),
      transform: node.transform, clip: node.groupClip ?? node.clip)
  }
}

extension DisplayItem {
  /// Whether the item mixes with what lies below in any other way than covering it.
  fileprivate var blends: Bool {
    switch command {
    case .fill(let fill): fill.blendMode != .normal
    case .group(let group): group.blendMode != .normal
    case .backdrop: true
    case .stroke, .glyphs, .textLine, .boxShadow, .textShadow: false
    }
  }
}
