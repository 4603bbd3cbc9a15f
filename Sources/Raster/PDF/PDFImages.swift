import Cairo
import Imaging
import Scene

extension PDFPainter {
  /// Pictures beyond this many times the page's resolution are thinned: 4 is 384 dots per inch.
  private static let densest = 4.0
  /// Above, a grid of pictures is drawn as one.
  private static let mostTiles = 400

  func paint(_ tiles: Tiles, _ shape: Shape, _ item: DisplayItem) throws(CairoError) {
    guard case .image(let id, let part) = tiles.source,
      let places = places(of: tiles, covering: shape.bounds)
    else {
      try paintIsland(item)
      return
    }
    setMatrix(item.transform)
    pen.trace(shape)
    pen.clip()
    let isWhole = part == Rect(x: 0, y: 0, width: 1, height: 1)
    if let vector = caches.images.vector(id), isWhole {
      for place in places {
        pen.save()
        pen.translate(x: place.x, y: place.y)
        pen.rectangle(x: 0, y: 0, width: place.width, height: place.height)
        pen.clip()
        // A picture that cannot be drawn leaves its place blank, as in raster output.
        try? vector.draw(
          onCairoContext: pen.untyped, width: place.width, height: place.height)
        pen.restore()
      }
      return
    }
    guard let picture = try picture(id, part: part, tiles, item) else { return }
    for place in places {
      pen.setSourceStretched(
        picture, x: place.x, y: place.y, width: place.width, height: place.height,
        smooth: tiles.quality == .smooth)
      pen.newPath()
      pen.rectangle(x: place.x, y: place.y, width: place.width, height: place.height)
      pen.fill()
    }
  }

  /// The tiles that touch an area; nil where there are too many.
  private func places(of tiles: Tiles, covering area: Rect) -> [Rect]? {
    func starts(_ tile: Double, _ extent: Double, _ step: Double, _ low: Double, _ high: Double)
      -> [Double]?
    {
      guard step > 0 else { return [tile] }
      let first = ((low - tile - extent) / step).rounded(.up)
      let last = ((high - tile) / step).rounded(.down)
      guard last - first < Double(Self.mostTiles) else { return nil }
      return stride(from: first, through: last, by: 1).map { tile + $0 * step }
    }
    let tile = tiles.tile
    guard
      let xs = starts(tile.x, tile.width, tiles.step.width, area.x, area.maxX),
      let ys = starts(tile.y, tile.height, tiles.step.height, area.y, area.maxY),
      xs.count * ys.count <= Self.mostTiles
    else { return nil }
    return ys.flatMap { y in
      xs.map { Rect(x: $0, y: y, width: tile.width, height: tile.height) }
    }
  }

  /// The pixels to embed: the file's own JPEG bytes where these can stand for them, else pixels of at
  /// most a printer's density.
  private func picture(_ id: ImageID, part: Rect, _ tiles: Tiles, _ item: DisplayItem)
    throws(CairoError) -> PixelSurface?
  {
    guard let size = caches.images.pixelSize(of: id) else { return nil }
    let shown = toPoints.concatenating(item.transform).apply(tiles.tile)
    let pixels = Size(
      width: shown.width / 0.75 * Self.densest, height: shown.height / 0.75 * Self.densest)
    let whole = Size(
      width: part.width * Double(size.width), height: part.height * Double(size.height))
    let isDense = whole.width > pixels.width * 1.5 || whole.height > pixels.height * 1.5
    let isWhole = part == Rect(x: 0, y: 0, width: 1, height: 1)
    let width = isDense ? min(whole.width, pixels.width) : whole.width
    let height = isDense ? min(whole.height, pixels.height) : whole.height
    guard
      let bitmap = caches.images.bitmap(
        id, part: part, width: max(1, Int(width.rounded())), height: max(1, Int(height.rounded())),
        quality: tiles.quality)
    else { return nil }
    let surface = try PixelSurface(
      width: bitmap.width, height: bitmap.height, pixels: bitmap.pixels)
    if isWhole, !isDense, let file = caches.images.bytes(of: id),
      JPEGPassage.isPlain(file, isOriented: id.isOriented)
    {
      surface.attachJPEG(file)
    }
    return surface
  }
}
