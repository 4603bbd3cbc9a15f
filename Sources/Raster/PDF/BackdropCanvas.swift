import Cairo
import Scene

/// What lies below backdrops that touch each other, at print resolution.
///
/// It is painted once, and further with each of them: painted anew for each, backdrops over one another
/// would cost the square of their number.
final class BackdropCanvas {
  private let enlarged: EnlargedList
  private let factor: Double
  /// In device pixels of the list.
  private let area: DeviceRect
  private let painter: ItemPainter
  private var painted: [DisplayItem] = []
  /// The first item that has not been looked at.
  private var next = 0

  init(
    list: DisplayList, caches: RasterCaches, area: DeviceRect, factor: Double, background: UInt32
  ) throws(CairoError) {
    enlarged = EnlargedList(list, factor: factor)
    self.area = area
    self.factor = factor
    painter = try ItemPainter.layer(
      list: enlarged.list, caches: caches, area: area.enlarged(by: factor), background: background)
  }

  /// The filtered picture of what lies below the backdrop at an index, with its place in device
  /// pixels of the list; nil where it shows nothing.
  func picture(below index: Int, of items: [DisplayItem]) throws(CairoError) -> (
    surface: PixelSurface, place: Rect
  )? {
    let start = painted.count
    painted += enlarged.enlarge(items[next...index].filter { $0.bounds.intersects(area) })
    next = index + 1
    guard let item = painted.last, case .backdrop(let backdrop) = item.command else { return nil }
    let end = painted.count - 1
    try painter.paint(painted, at: Array(start..<end)[...])
    guard let picture = try painter.picture(of: backdrop, item, after: painted[..<end])
    else { return nil }
    painter.draw(picture, of: backdrop, item)
    let shown = items[index].bounds.enlarged(by: factor).intersection(picture.area)
    guard !shown.isEmpty else { return nil }
    let place = shown.rect
    return (
      try picture.surface.copy(of: shown, from: picture.area),
      Rect(
        x: place.x / factor, y: place.y / factor, width: place.width / factor,
        height: place.height / factor)
    )
  }
}
