import Scene

extension PagePainter {
  /// What a replaced element shows, fitted into its content box. `[CSS Images 3, §5.5]`
  func paintReplaced(_ id: FragmentID) {
    let fragment = tree[id]
    guard case .replaced(let content) = fragment.kind, !fragment.isHidden else { return }
    let style = tree.style(of: id)
    if style.text.visibility != .visible || nodes[id.index].isBackface { return }
    let box = geometry(of: id)
    var node = nodes[id.index]
    let frame = box.content
    if frame.isEmpty { return }
    switch content {
    case .empty, .painted: return
    case .symbol(let symbol): paintSymbol(symbol, frame, style.text.color, node)
    case .image(let info, _):
      limit(to: box, &node)
      let natural = NaturalSize(width: info.width, height: info.height, ratio: info.ratio)
      paintPicture(info.id, natural, frame, style, node)
    case .svg(let markup, _, _, _) where style.box.overflowX == .visible && !markup.isEmpty:
      paintOverflowing(markup, frame, style, node)
    case .svg(let markup, let width, let height, let ratio):
      limit(to: box, &node)
      let image = addInlineImage(markup)
      let natural = NaturalSize(width: width, height: height, ratio: ratio)
      paintPicture(image, natural, frame, style, node)
    }
  }

  /// Inline SVG that may reach beyond its box: by the box's own extent, as far as the page goes.
  private func paintOverflowing(
    _ markup: String, _ frame: Rect, _ style: ComputedStyle, _ node: PaintNode
  ) {
    let reach = max(frame.width, frame.height)
    var area = frame.insetBy(-reach)
    if let inverse = node.transform.inverse {
      let page = Rect(x: 0, y: 0, width: Double(list.width), height: Double(list.height))
      area = area.intersection(inverse.apply(page))
    }
    if area.isEmpty { return }
    // The box's own edges stay where they are among the pixels.
    let left = ((frame.x - area.x) * scale).rounded(.up) / scale
    let top = ((frame.y - area.y) * scale).rounded(.up) / scale
    let right = ((area.maxX - frame.x) * scale).rounded(.up) / scale
    let bottom = ((area.maxY - frame.y) * scale).rounded(.up) / scale
    let size = Size(width: left + right, height: top + bottom)
    guard size.width > 0, size.height > 0 else { return }
    let image = addInlineImage(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size.width) \(size.height)\">"
        + "<svg x=\"\(left)\" y=\"\(top)\" width=\"\(frame.width)\" height=\"\(frame.height)\""
        + " overflow=\"visible\"" + markup.dropFirst("<svg".count) + "</svg>")
    let tile = Rect(
      x: frame.x - left, y: frame.y - top, width: size.width, height: size.height)
    let brush = imageBrush(
      image, tile: tile, step: .zero, covering: tile, quality: style.text.imageRendering.quality)
    emit(.fill(Fill(.rect(tile), brush)), for: node)
  }

  /// Rounded corners clip the content.
  private func limit(to box: BoxGeometry, _ node: inout PaintNode) {
    let edge = box.edge(.contentBox)
    if edge.isRect { return }
    node.clip = list.addClip(
      .roundedRect(edge), transform: node.transform, inside: node.clip)
  }

  private func paintPicture(
    _ image: ImageID, _ natural: NaturalSize, _ frame: Rect, _ style: ComputedStyle,
    _ node: PaintNode
  ) {
    let area = Size(width: frame.width, height: frame.height)
    let size = Self.fit(style.box.objectFit, natural, area)
    guard size.width > 0, size.height > 0 else { return }
    let position = style.box.objectPosition
    let x = frame.x + position.x.resolve(pixels: area.width - size.width)
    let y = frame.y + position.y.resolve(pixels: area.height - size.height)
    let left = snap(x)
    let top = snap(y)
    let tile = Rect(
      x: left, y: top, width: max(1 / scale, snap(x + size.width) - left),
      height: max(1 / scale, snap(y + size.height) - top))
    let shown = tile.intersection(frame)
    if shown.isEmpty { return }
    let brush = imageBrush(
      image, tile: tile, step: .zero, covering: shown,
      quality: style.text.imageRendering.quality)
    emit(.fill(Fill(.rect(shown), brush)), for: node)
  }

  private static func fit(_ fit: ObjectFit, _ natural: NaturalSize, _ area: Size) -> Size {
    switch fit {
    case .fill: return area
    case .contain: return natural.fitted(area, covers: false)
    case .cover: return natural.fitted(area, covers: true)
    case .none: return natural.concrete(width: nil, height: nil, area: area)
    case .scaleDown:
      let size = natural.concrete(width: nil, height: nil, area: area)
      let contained = natural.fitted(area, covers: false)
      return size.width <= contained.width ? size : contained
    }
  }

  private func paintSymbol(_ symbol: ListSymbol, _ frame: Rect, _ color: Color, _ node: PaintNode) {
    let center = Point(x: frame.x + frame.width / 2, y: frame.y + frame.height / 2)
    var path = Path()
    switch symbol {
    case .square: emit(.fill(Fill(.rect(frame), .color(color))), for: node)
    case .disc:
      path.append(ellipse: center, rx: frame.width / 2, ry: frame.height / 2)
      emit(.fill(Fill(.path(path, evenOdd: false), .color(color))), for: node)
    case .circle:
      path.append(
        ellipse: center, rx: max(0, frame.width / 2 - 0.5), ry: max(0, frame.height / 2 - 0.5))
      emit(.stroke(Stroke(path: path, width: 1, color: color)), for: node)
    }
  }
}
