import Scene

extension PagePainter {
  /// Tiles longer than this, in CSS pixels, are cut down to what shows of them.
  private static let longestTile = 8192.0

  /// A brush of one image laid out in tiles.
  ///
  /// - Parameters:
  ///   - step: zero for a single tile.
  ///   - rect: the area to be painted; a single tile holds it.
  func imageBrush(
    _ image: ImageID, tile: Rect, step: Size, covering rect: Rect, quality: ImageQuality
  ) -> Brush {
    let whole = Rect(x: 0, y: 0, width: 1, height: 1)
    let isSingle = step.width <= 0 && step.height <= 0
    guard isSingle, max(tile.width, tile.height) * scale > Self.longestTile else {
      return .tiles(
        Tiles(source: .image(image, part: whole), tile: tile, step: step, quality: quality))
    }
    let part = Rect(
      x: (rect.x - tile.x) / tile.width, y: (rect.y - tile.y) / tile.height,
      width: rect.width / tile.width, height: rect.height / tile.height)
    return .tiles(
      Tiles(source: .image(image, part: part), tile: rect, step: .zero, quality: quality))
  }
}
