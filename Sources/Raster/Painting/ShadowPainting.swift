import Cairo
import Hashing
import Pango
import Scene

extension ItemPainter {
  func paint(_ shadow: BoxShadowCommand, _ transform: AffineTransform, _ visible: DeviceRect)
    throws(CairoError)
  {
    let caster = shadow.isInset ? shadow.box.rect : shadow.shape.rect
    if shadow.color.isTransparent || caster.isEmpty { return }
    pen.save()
    if shadow.isInset {
      trace(Shape(shadow.box), transform)
    } else {
      // All but the box: an opaque box hides nothing, a translucent one shows no shadow.
      var path = Path()
      path.append(shadow.shape.rect.insetBy(-(shadow.sigma * 3 + 4)).union(shadow.box.rect))
      path.append(shadow.box)
      trace(.path(path, evenOdd: true), transform)
    }
    pen.clip()
    let color = shadow.color
    pen.setSource(red: color.red, green: color.green, blue: color.blue, alpha: color.alpha)
    if shadow.sigma > 0 {
      if let mask = try blurred(shadow, transform) {
        pen.mask(
          mask.mask, x: Double(mask.area.left - area.left), y: Double(mask.area.top - area.top))
      }
    } else {
      trace(shadow.isInset ? shadow.insetArea(margin: 1) : Shape(shadow.shape), transform)
      pen.fill()
    }
    pen.restore()
  }

  /// The shadow's coverage as far as the page can show it, painted once.
  private func blurred(_ shadow: BoxShadowCommand, _ transform: AffineTransform)
    throws(CairoError) -> ShadowMask?
  {
    var hasher = Hasher128()
    var shape = shadow
    shape.color = .black
    hasher.combine(DisplayCommand.boxShadow(shape))
    hasher.combine(transform)
    hasher.combine(list.pageBounds)
    let key = hasher.finalize()
    if let known = caches.shadows.value(for: key) { return known }
    let scaleX = (transform.a * transform.a + transform.b * transform.b).squareRoot()
    let scaleY = (transform.c * transform.c + transform.d * transform.d).squareRoot()
    let sigmaX = shadow.sigma * scaleX
    let sigmaY = shadow.sigma * scaleY
    let reachX = GaussianBlur.reach(sigmaX)
    let reachY = GaussianBlur.reach(sigmaY)
    let blur = ShadowBlur(
      sigmaX: sigmaX, sigmaY: sigmaY, page: list.pageBounds.outset(x: reachX, y: reachY))
    var made = try blur.stretched(shadow, transform)
    if made == nil { made = try blur.whole(shadow, transform) }
    guard let made else { return nil }
    caches.shadows.insert(made, byteCount: made.mask.byteCount, for: key)
    return made
  }

  func paint(_ shadow: TextShadowCommand, _ transform: AffineTransform, _ visible: DeviceRect)
    throws(CairoError)
  {
    let color = shadow.run.color
    if color.isTransparent { return }
    var hasher = Hasher128()
    var shape = shadow
    shape.run.color = .black
    hasher.combine(DisplayCommand.textShadow(shape))
    hasher.combine(transform)
    hasher.combine(list.pageBounds)
    let key = hasher.finalize()
    let mask: ShadowMask
    if let known = caches.shadows.value(for: key) {
      mask = known
    } else {
      guard let made = try blurredText(shape, transform) else { return }
      caches.shadows.insert(made, byteCount: made.mask.byteCount, for: key)
      mask = made
    }
    pen.setSource(red: color.red, green: color.green, blue: color.blue, alpha: color.alpha)
    pen.mask(
      mask.mask, x: Double(mask.area.left - area.left), y: Double(mask.area.top - area.top))
  }

  private func blurredText(_ shadow: TextShadowCommand, _ transform: AffineTransform)
    throws(CairoError) -> ShadowMask?
  {
    let scale = abs(transform.determinant).squareRoot()
    let sigma = shadow.sigma * scale
    let reach = GaussianBlur.reach(sigma)
    let command = DisplayCommand.glyphs(shadow.run)
    guard let item = list.item(command, transform: transform, clip: nil) else { return nil }
    let area = item.bounds.outset(x: reach, y: reach).intersection(
      list.pageBounds.outset(x: reach, y: reach))
    guard !area.isEmpty else { return nil }
    let layer = try ItemPainter.layer(list: list, caches: caches, area: area)
    try layer.paint([item])
    let mask = try MaskSurface(width: area.width, height: area.height)
    layer.target.withPixels { pixels in
      mask.withBytes { bytes in
        for y in 0..<area.height {
          for x in 0..<area.width {
            bytes[y * mask.stride + x] = UInt8(
              truncatingIfNeeded: pixels[y * area.width + x] >> 24)
          }
        }
        guard let base = bytes.baseAddress else { return }
        GaussianBlur.blur(
          base, width: mask.width, height: mask.height, stride: mask.stride, channels: 1,
          sigmaX: sigma, sigmaY: sigma)
      }
    }
    return ShadowMask(mask: mask, area: area)
  }
}
