import Cairo
import Hashing
import Scene

extension ItemPainter {
  func paint(_ group: Group, _ visible: DeviceRect) throws(CairoError) {
    let picture: GroupPicture
    if group.filters.isEmpty, group.projection == nil {
      let layer = try ItemPainter.layer(list: list, caches: caches, area: visible)
      try layer.paint(group.items)
      picture = GroupPicture(surface: layer.target, area: visible)
    } else {
      guard let whole = try filtered(group) else { return }
      picture = whole
    }
    if let mask = group.mask {
      let masked = try apply(mask, to: picture, visible)
      draw(masked, group.opacity, group.blendMode)
    } else {
      draw(picture, group.opacity, group.blendMode)
    }
  }

  func draw(_ picture: GroupPicture, _ opacity: Double, _ blendMode: BlendMode) {
    resetMatrix()
    pen.setSource(
      picture.surface, x: Double(picture.area.left - area.left),
      y: Double(picture.area.top - area.top))
    pen.newPath()
    pen.setOperator(blendMode.compositeOperator)
    pen.paintSource(
      over: picture.area, origin: area, alpha: opacity)
    pen.setOperator(.over)
  }

  /// How far from the page filters look, in pixels: as far as the widest blur.
  private static let farthestReach = GaussianBlur.reach(GaussianBlur.maximumSigma)

  /// A group with filters or perspective is painted whole, once, and drawn from: its pixels reach
  /// across bands.
  private func filtered(_ group: Group) throws(CairoError) -> GroupPicture? {
    var hasher = Hasher128()
    var content = group
    content.opacity = 1
    content.blendMode = .normal
    content.mask = nil
    hasher.combine(content)
    hasher.combine(list.pageBounds)
    let key = hasher.finalize()
    if let known = caches.groups.value(for: key) { return known }
    let page = list.pageBounds
    var reach = page
    for filter in group.filters.reversed() { reach = filter.reach(of: reach) }
    let marginX = min(max(page.left - reach.left, reach.right - page.right, 0), Self.farthestReach)
    let marginY = min(max(page.top - reach.top, reach.bottom - page.bottom, 0), Self.farthestReach)
    var contentArea = group.items.reduce(DeviceRect.empty) { $0.union($1.bounds) }
    for filter in group.filters { contentArea = filter.outset(contentArea) }
    let limit =
      group.projection == nil
      ? page.outset(x: marginX, y: marginY) : page.outset(x: page.width, y: page.height)
    let whole = contentArea.intersection(limit)
    guard !whole.isEmpty else { return nil }
    let layer = try ItemPainter.layer(list: list, caches: caches, area: whole)
    try layer.paint(group.items)
    try FilterChain(list: list, caches: caches).apply(group.filters, to: layer.target, area: whole)
    var made = GroupPicture(surface: layer.target, area: whole)
    if let projection = group.projection {
      guard let warped = try Projection.warp(made, by: projection, page: page) else {
        return nil
      }
      made = warped
    }
    caches.groups.insert(made, byteCount: made.surface.byteCount, for: key)
    return made
  }

  /// The visible part of a picture times its mask.
  private func apply(_ mask: Mask, to picture: GroupPicture, _ visible: DeviceRect)
    throws(CairoError) -> GroupPicture
  {
    let layer = try ItemPainter.layer(list: list, caches: caches, area: visible)
    try layer.paint(mask.items)
    if mask.isLuminance { layer.target.withPixels { Luminance.toAlpha($0) } }
    let result = try PixelSurface(width: visible.width, height: visible.height)
    let pen = try DrawingContext(on: result)
    pen.setSource(
      picture.surface, x: Double(picture.area.left - visible.left),
      y: Double(picture.area.top - visible.top))
    pen.mask(layer.target, x: 0, y: 0)
    try pen.check()
    return GroupPicture(surface: result, area: visible)
  }
}

extension Hasher128 {
  mutating func combine(_ area: DeviceRect) {
    combine(area.left)
    combine(area.top)
    combine(area.right)
    combine(area.bottom)
  }
}

extension DrawingContext {
  /// Paints the source over one area only, so that operators leave all else as it is.
  func paintSource(over box: DeviceRect, origin: DeviceRect, alpha: Double) {
    save()
    newPath()
    rectangle(
      x: Double(box.left - origin.left), y: Double(box.top - origin.top),
      width: Double(box.width), height: Double(box.height))
    clip()
    paint(alpha: alpha)
    restore()
  }
}
