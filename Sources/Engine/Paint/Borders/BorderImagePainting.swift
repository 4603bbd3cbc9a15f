import Scene

extension PagePainter {
  /// Nine slices of an image in place of the border. `[CSS Backgrounds 3, §6]`
  ///
  /// - Returns: false where the image cannot be shown, so that the border's own styles are.
  func paintBorderImage(
    _ image: BorderImage, _ box: BoxGeometry, _ fragment: Fragment, _ style: ComputedStyle,
    _ node: PaintNode
  ) -> Bool {
    let area = box.border.rect.outset(image.outset, widths: box.widths)
    guard !area.isEmpty, let source = SlicedSource(image, area: area, painter: self, style: style)
    else { return false }
    let widths = source.widths(image, area: area, borders: box.widths)
    let slices = source.slices
    let xs = [area.x, area.x + widths.left, area.maxX - widths.right, area.maxX].map { snap($0) }
    let ys = [area.y, area.y + widths.top, area.maxY - widths.bottom, area.maxY].map { snap($0) }
    let us = [0, slices.left, source.size.width - slices.right, source.size.width]
    let vs = [0, slices.top, source.size.height - slices.bottom, source.size.height]
    for row in 0..<3 {
      for column in 0..<3 {
        if row == 1, column == 1, !image.fill { continue }
        let target = Rect(
          x: xs[column], y: ys[row], width: xs[column + 1] - xs[column],
          height: ys[row + 1] - ys[row])
        let part = Rect(
          x: us[column], y: vs[row], width: us[column + 1] - us[column],
          height: vs[row + 1] - vs[row])
        if target.isEmpty || part.isEmpty { continue }
        paintSlice(
          source, part, target,
          tile: tileSize(
            row: row, column: column, part, target, widths, slices),
          repeatX: column == 1 ? image.repeatStyle.x : .stretch,
          repeatY: row == 1 ? image.repeatStyle.y : .stretch, node)
      }
    }
    return true
  }

  /// Edges keep their slice's ratio; the middle is scaled as the edges beside it are.
  private func tileSize(
    row: Int, column: Int, _ part: Rect, _ target: Rect, _ widths: Sides<Double>,
    _ slices: Sides<Double>
  ) -> Size {
    var size = Size(width: target.width, height: target.height)
    if column == 1 {
      let factor =
        row == 0
        ? ratio(widths.top, slices.top)
        : row == 2
          ? ratio(widths.bottom, slices.bottom)
          : ratio(widths.top, slices.top) ?? ratio(widths.bottom, slices.bottom)
      size.width = part.width * (factor ?? 1)
    }
    if row == 1 {
      let factor =
        column == 0
        ? ratio(widths.left, slices.left)
        : column == 2
          ? ratio(widths.right, slices.right)
          : ratio(widths.left, slices.left) ?? ratio(widths.right, slices.right)
      size.height = part.height * (factor ?? 1)
    }
    return size
  }

  private func ratio(_ width: Double, _ slice: Double) -> Double? {
    width > 0 && slice > 0 ? width / slice : nil
  }

  private func paintSlice(
    _ source: SlicedSource, _ part: Rect, _ target: Rect, tile: Size,
    repeatX: BorderImage.Repeat, repeatY: BorderImage.Repeat, _ node: PaintNode
  ) {
    let x = SliceAxis(repeatX, start: target.x, extent: target.width, tile: tile.width)
    let y = SliceAxis(repeatY, start: target.y, extent: target.height, tile: tile.height)
    guard let x, let y else { return }
    let frame = Rect(x: x.start, y: y.start, width: x.tile, height: y.tile)
    guard
      let brush = source.brush(
        part, tile: frame, step: Size(width: x.step, height: y.step))
    else { return }
    emit(.fill(Fill(.rect(target), brush)), for: node)
  }
}

/// One axis of a repeated slice.
private struct SliceAxis {
  var start: Double
  var tile: Double
  var step: Double

  /// Nil where no tile fits.
  init?(_ mode: BorderImage.Repeat, start: Double, extent: Double, tile: Double) {
    guard tile > 0, extent > 0 else { return nil }
    switch mode {
    case .stretch:
      self.start = start
      self.tile = extent
      step = 0
    case .repeat:
      // One tile stands in the middle.
      self.start = start + (extent - tile) / 2
      self.tile = tile
      step = tile
    case .round:
      self.start = start
      self.tile = extent / max(1, (extent / tile).rounded())
      step = self.tile
    case .space:
      let count = (extent / tile + 1e-6).rounded(.down)
      guard count >= 1 else { return nil }
      let gap = (extent - count * tile) / (count + 1)
      self.start = start + gap
      self.tile = tile
      step = tile + gap
    }
  }
}

/// The picture that a border image is cut from.
private struct SlicedSource {
  enum Picture {
    case image(ImageID, ImageQuality)
    case gradient(Brush)
  }

  var picture: Picture
  var size: Size
  var slices: Sides<Double>

  init?(_ image: BorderImage, area: Rect, painter: PagePainter, style: ComputedStyle) {
    let extent = Size(width: area.width, height: area.height)
    switch image.source {
    case .url(let reference):
      guard
        case .image(let info) = painter.images.image(
          reference, isOriented: style.text.orientImages)
      else { return nil }
      let natural = NaturalSize(width: info.width, height: info.height, ratio: info.ratio)
      size = natural.concrete(width: nil, height: nil, area: extent)
      picture = .image(info.id, style.text.imageRendering.quality)
    case .gradient(let gradient):
      guard let brush = GradientResolver(style: style).brush(gradient, size: extent) else {
        return nil
      }
      size = extent
      picture = .gradient(brush)
    case .color(let color):
      size = extent
      picture = .gradient(.color(style.resolve(color)))
    case .element: return nil
    }
    guard size.width > 0, size.height > 0 else { return nil }
    let whole = size
    func cut(_ slice: BorderImage.Slice, _ extent: Double) -> Double {
      switch slice {
      case .number(let pixels): min(max(0, pixels), extent)
      case .percentage(let percent): min(max(0, percent), 100) / 100 * extent
      }
    }
    slices = Sides(
      top: cut(image.slice.top, whole.height), right: cut(image.slice.right, whole.width),
      bottom: cut(image.slice.bottom, whole.height), left: cut(image.slice.left, whole.width))
  }

  /// The widths of the border image area's edges, shrunk together where they would overlap.
  func widths(_ image: BorderImage, area: Rect, borders: Sides<Double>) -> Sides<Double> {
    func width(_ value: BorderImage.Width, _ border: Double, _ slice: Double, _ extent: Double)
      -> Double
    {
      switch value {
      case .auto: slice
      case .number(let factor): max(0, factor) * border
      case .lengthPercentage(let length): max(0, length.resolve(pixels: extent))
      }
    }
    var result = Sides(
      top: width(image.width.top, borders.top, slices.top, area.height),
      right: width(image.width.right, borders.right, slices.right, area.width),
      bottom: width(image.width.bottom, borders.bottom, slices.bottom, area.height),
      left: width(image.width.left, borders.left, slices.left, area.width))
    var factor = 1.0
    if result.left + result.right > area.width {
      factor = min(factor, area.width / (result.left + result.right))
    }
    if result.top + result.bottom > area.height {
      factor = min(factor, area.height / (result.top + result.bottom))
    }
    result = Sides(
      top: result.top * factor, right: result.right * factor, bottom: result.bottom * factor,
      left: result.left * factor)
    return result
  }

  /// The part of the picture (in its pixels) as a tile.
  func brush(_ part: Rect, tile: Rect, step: Size) -> Brush? {
    switch picture {
    case .image(let id, let quality):
      let share = Rect(
        x: part.x / size.width, y: part.y / size.height, width: part.width / size.width,
        height: part.height / size.height)
      return .tiles(
        Tiles(source: .image(id, part: share), tile: tile, step: step, quality: quality))
    case .gradient(.color(let color)): return .color(color)
    case .gradient(.tiles): return nil
    case .gradient(.gradient(let gradient)):
      // The slice's corner at the tile's, scaled from the slice's size to the tile's.
      let scale = AffineTransform(
        a: tile.width / part.width, d: tile.height / part.height,
        tx: -part.x * tile.width / part.width, ty: -part.y * tile.height / part.height)
      return .tiles(
        Tiles(source: .gradient(gradient.scaled(by: scale)), tile: tile, step: step))
    }
  }
}

extension Gradient {
  /// The gradient under a map of scale and shift. Unevenly scaled lines keep their colors' direction
  /// approximately; rings are exact.
  fileprivate func scaled(by transform: AffineTransform) -> Gradient {
    var result = self
    switch geometry {
    case .linear(let from, let to):
      result.geometry = Self.linear(from, to, transform)
    case .radial(let center, let rx, let ry):
      result.geometry = .radial(
        center: transform.apply(center), rx: rx * transform.a, ry: ry * transform.d)
    case .conic(let center, let angle):
      result.geometry = .conic(center: transform.apply(center), angle: angle)
    }
    return result
  }

  /// Lines of equal color must map to lines of equal color: the new end lies where the perpendicular
  /// of the mapped color line meets the mapped end's color.
  private static func linear(_ from: Point, _ to: Point, _ map: AffineTransform) -> Geometry {
    let dx = to.x - from.x
    let dy = to.y - from.y
    let squared = dx * dx + dy * dy
    // The offset's gradient in the new coordinates.
    let gx = dx / squared / map.a
    let gy = dy / squared / map.d
    let length = gx * gx + gy * gy
    let start = map.apply(from)
    return .linear(
      from: start, to: Point(x: start.x + gx / length, y: start.y + gy / length))
  }
}

extension Rect {
  fileprivate func outset(_ outset: Sides<BorderImage.Outset>, widths: Sides<Double>) -> Rect {
    func length(_ value: BorderImage.Outset, _ width: Double) -> Double {
      switch value {
      case .number(let factor): factor * width
      case .length(let pixels): pixels
      }
    }
    let left = length(outset.left, widths.left)
    let top = length(outset.top, widths.top)
    return Rect(
      x: x - left, y: y - top, width: width + left + length(outset.right, widths.right),
      height: height + top + length(outset.bottom, widths.bottom))
  }
}
