import Scene

/// Where a background lies and what it refers to.
struct BackgroundArea {
  var box: BoxGeometry
  /// Positioning areas come from here; the root element's for the canvas.
  var positioning: BoxGeometry
  /// Painting is limited to this, if anything, besides the clip box.
  var limit: Rect?
  /// The canvas has no clip box.
  var isCanvas = false
}

extension PagePainter {
  func paintBackground(
    _ id: FragmentID, _ box: BoxGeometry, _ style: ComputedStyle, _ node: PaintNode
  ) {
    let layers = style.background.layers
    let area = BackgroundArea(box: box, positioning: unbroken(id, box))
    if layers.contains(where: { $0.clip == .text }) {
      paintTextClipped(id, area, style, node)
      return
    }
    paintBackground(area, style, node)
  }

  /// The color, then layers from the last to the first. `[CSS Backgrounds 3, §2]`
  func paintBackground(_ area: BackgroundArea, _ style: ComputedStyle, _ node: PaintNode) {
    let background = style.background
    let color = style.resolve(background.color)
    if !color.isTransparent {
      let clip = background.layers.last?.clip ?? .borderBox
      fill(area, clip, .color(color), .normal, node)
    }
    for layer in background.layers.reversed() {
      paintLayer(layer, area, style, node)
    }
  }

  /// Fills what a background may cover with one brush.
  private func fill(
    _ area: BackgroundArea, _ clip: BackgroundBox, _ brush: Brush, _ blendMode: BlendMode,
    _ node: PaintNode
  ) {
    let edge = area.box.edge(clip)
    guard let limit = area.limit else {
      if edge.rect.isEmpty { return }
      emit(.fill(Fill(Shape(edge), brush, blendMode: blendMode)), for: node)
      return
    }
    let rect = edge.rect.intersection(limit)
    if rect.isEmpty { return }
    emit(.fill(Fill(.rect(rect), brush, blendMode: blendMode)), for: node)
  }

  func paintLayer(
    _ layer: BackgroundLayer, _ area: BackgroundArea, _ style: ComputedStyle, _ node: PaintNode,
    blendMode: BlendMode? = nil
  ) {
    guard let image = layer.image else { return }
    if case .color(let color) = image {
      fill(area, layer.clip, .color(style.resolve(color)), layer.blendMode, node)
      return
    }
    let clipEdge = area.box.edge(layer.clip)
    var target = clipEdge.rect
    if let limit = area.limit { target = target.intersection(limit) }
    // `background-attachment: fixed` refers to the viewport; inside of a transform it is as `scroll`.
    // [CSS Transforms 1, §6]
    let origin =
      layer.attachment == .fixed && node.transform == .scale(x: scale, y: scale)
      ? viewportArea : area.positioning.edge(layer.origin).rect
    guard !target.isEmpty,
      let placement = TilePlacement(
        layer, origin: origin, natural: naturalSize(of: image, style), unit: 1 / scale)
    else { return }
    let mode = blendMode ?? layer.blendMode
    guard let painted = paintedBrush(image, placement, target: target, style) else { return }
    if clipEdge.isRect || area.limit != nil {
      emit(.fill(Fill(.rect(painted.rect), painted.brush, blendMode: mode)), for: node)
    } else if painted.rect.contains(clipEdge.rect) {
      emit(.fill(Fill(.roundedRect(clipEdge), painted.brush, blendMode: mode)), for: node)
    } else {
      let clip = list.addClip(
        .roundedRect(clipEdge), transform: node.transform, inside: node.clip)
      emit(
        .fill(Fill(.rect(painted.rect), painted.brush, blendMode: mode)),
        transform: node.transform, clip: clip)
    }
  }

  /// The brush of a placed image with the part of the target that it covers.
  private func paintedBrush(
    _ image: StyleImage, _ placement: TilePlacement, target: Rect, _ style: ComputedStyle
  ) -> (brush: Brush, rect: Rect)? {
    var rect = target
    if placement.step.width <= 0 {
      rect = rect.intersection(
        Rect(x: placement.tile.x, y: rect.y, width: placement.tile.width, height: rect.height))
    }
    if placement.step.height <= 0 {
      rect = rect.intersection(
        Rect(x: rect.x, y: placement.tile.y, width: rect.width, height: placement.tile.height))
    }
    guard !rect.isEmpty, !placement.tile.isEmpty else { return nil }
    let tile = placement.tile
    switch image {
    case .color(let color): return (.color(style.resolve(color)), rect)
    case .element: return nil
    case .gradient(let gradient):
      let size = Size(width: tile.width, height: tile.height)
      guard let brush = GradientResolver(style: style).brush(gradient, size: size) else {
        return nil
      }
      return (place(brush, placement, covering: rect), rect)
    case .url(let reference):
      guard
        case .image(let info) = images.image(reference, isOriented: style.text.orientImages)
      else { return nil }
      return (
        imageBrush(
          info.id, tile: tile, step: placement.step, covering: rect,
          quality: style.text.imageRendering.quality), rect
      )
    }
  }

  /// A gradient brush of one tile: moved there if that tile covers all, repeated otherwise.
  private func place(_ brush: Brush, _ placement: TilePlacement, covering rect: Rect) -> Brush {
    guard case .gradient(let gradient) = brush else { return brush }
    if placement.tile.contains(rect) {
      return .gradient(gradient.offsetBy(x: placement.tile.x, y: placement.tile.y))
    }
    return .tiles(
      Tiles(source: .gradient(gradient), tile: placement.tile, step: placement.step))
  }

  /// What an image says of its own size.
  func naturalSize(of image: StyleImage, _ style: ComputedStyle) -> NaturalSize {
    guard case .url(let reference) = image,
      case .image(let info) = images.image(reference, isOriented: style.text.orientImages)
    else { return NaturalSize() }
    return NaturalSize(width: info.width, height: info.height, ratio: info.ratio)
  }
}

extension ImageRendering {
  var quality: ImageQuality {
    switch self {
    case .pixelated, .crispEdges: .pixelated
    case .auto, .smooth, .highQuality: .smooth
    }
  }
}

extension Rect {
  /// Whether the other lies inside, edges included.
  func contains(_ other: Rect) -> Bool {
    other.x >= x && other.y >= y && other.maxX <= maxX && other.maxY <= maxY
  }
}

extension Gradient {
  func offsetBy(x: Double, y: Double) -> Gradient {
    func moved(_ point: Point) -> Point { Point(x: point.x + x, y: point.y + y) }
    var result = self
    switch geometry {
    case .linear(let from, let to): result.geometry = .linear(from: moved(from), to: moved(to))
    case .radial(let center, let rx, let ry):
      result.geometry = .radial(center: moved(center), rx: rx, ry: ry)
    case .conic(let center, let angle):
      result.geometry = .conic(center: moved(center), angle: angle)
    }
    return result
  }
}
