import Cairo
import Hashing
import Scene

extension ItemPainter {
  func paint(_ backdrop: Backdrop, _ item: DisplayItem, after earlier: ArraySlice<DisplayItem>)
    throws(CairoError)
  {
    guard let picture = try picture(of: backdrop, item, after: earlier) else { return }
    draw(picture, of: backdrop, item)
  }

  func draw(_ picture: GroupPicture, of backdrop: Backdrop, _ item: DisplayItem) {
    setClip(item.clip)
    pen.save()
    trace(backdrop.shape, item.transform)
    pen.clip()
    draw(picture, backdrop.opacity, .normal)
    pen.restore()
  }

  /// What lies below a backdrop, filtered: the pixels of its shape and those around that its filters
  /// read. Nil where it is off the page.
  func picture(
    of backdrop: Backdrop, _ item: DisplayItem, after earlier: ArraySlice<DisplayItem>
  ) throws(CairoError) -> GroupPicture? {
    let region = backdrop.region(transform: item.transform, page: list.pageBounds)
    guard !region.isEmpty else { return nil }
    var hasher = Hasher128()
    hasher.combine(region)
    for filter in backdrop.filters { hasher.combine(filter) }
    hasher.combine(background)
    for item in earlier where item.bounds.intersects(region) { hasher.combine(item.hash) }
    let key = hasher.finalize()
    if let known = caches.groups.value(for: key) { return known }
    let below = try below(region, earlier)
    try FilterChain(list: list, caches: caches).apply(backdrop.filters, to: below, area: region)
    let picture = GroupPicture(surface: below, area: region)
    caches.groups.insert(picture, byteCount: picture.surface.byteCount, for: key)
    return picture
  }

  /// A copy of what the earlier items have painted in a region.
  private func below(
    _ region: DeviceRect, _ earlier: ArraySlice<DisplayItem>
  ) throws(CairoError) -> PixelSurface {
    // It is on this painter's own surface, as far as that reaches.
    if area.contains(region) { return try target.copy(of: region, from: area) }
    // Backdrops below read as far as their own filters reach. With all that in one layer, each finds
    // what lies below it there, and none is painted twice.
    var whole = region
    for item in earlier.reversed() {
      guard case .backdrop(let backdrop) = item.command, item.bounds.intersects(whole) else {
        continue
      }
      whole = whole.union(backdrop.region(transform: item.transform, page: list.pageBounds))
    }
    let layer = try ItemPainter.layer(
      list: list, caches: caches, area: whole, background: background)
    try layer.paint(Array(earlier))
    return whole == region ? layer.target : try layer.target.copy(of: region, from: whole)
  }
}

extension PixelSurface {
  /// The pixels of a region; this surface holds those of an area.
  func copy(of region: DeviceRect, from area: DeviceRect) throws(CairoError) -> PixelSurface {
    let result = try PixelSurface(width: region.width, height: region.height)
    let pen = try DrawingContext(on: result)
    pen.setSource(
      self, x: Double(area.left - region.left), y: Double(area.top - region.top))
    pen.paint(alpha: 1)
    try pen.check()
    return result
  }
}

extension Backdrop {
  /// The pixels that the filters read: those of the shape and as far around as they reach.
  func region(transform: AffineTransform, page: DeviceRect) -> DeviceRect {
    let shown = DeviceRect(enclosing: transform.apply(shape.bounds)).intersection(page)
    var region = shown
    for filter in filters { region = filter.outset(region) }
    return region.intersection(page)
  }
}
