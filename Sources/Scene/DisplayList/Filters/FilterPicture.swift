/// An image in the place of a filter's step. `[Filter Effects 1, §9.15]`
package struct FilterPicture: Sendable, Hashable {
  package var tiles: Tiles
  /// What is painted of it, in the coordinates of the tiles.
  package var area: Rect
  /// To device pixels.
  package var transform: AffineTransform

  package init(tiles: Tiles, area: Rect, transform: AffineTransform) {
    self.tiles = tiles
    self.area = area
    self.transform = transform
  }

  /// With `factor` times the device pixels.
  func scaled(by factor: Double) -> FilterPicture {
    var result = self
    result.transform = AffineTransform.scale(x: factor, y: factor).concatenating(transform)
    return result
  }
}
