import Cairo
import Scene

/// Paints and blurs the coverage of box shadows.
struct ShadowBlur {
  /// Standard deviations in device pixels.
  let sigmaX: Double
  let sigmaY: Double
  /// Where a shadow can be seen.
  let page: DeviceRect

  private var reachX: Int { GaussianBlur.reach(sigmaX) }
  private var reachY: Int { GaussianBlur.reach(sigmaY) }

  /// The whole shadow as far as the page shows it.
  func whole(_ shadow: BoxShadowCommand, _ transform: AffineTransform) throws(CairoError)
    -> ShadowMask?
  {
    let content = shadow.isInset ? shadow.box.rect : shadow.shape.rect
    let area = DeviceRect(enclosing: transform.apply(content)).outset(x: reachX, y: reachY)
      .intersection(page)
    guard !area.isEmpty else { return nil }
    return ShadowMask(mask: try draw(shadow, transform, area), area: area)
  }

  /// The shadow of a large upright box from that of a small one: between its corners it is the same
  /// along each side. Nil where that does not hold or saves nothing.
  func stretched(_ shadow: BoxShadowCommand, _ transform: AffineTransform) throws(CairoError)
    -> ShadowMask?
  {
    guard !shadow.isInset, transform.b == 0, transform.c == 0, transform.a > 0, transform.d > 0
    else { return nil }
    let shape = shadow.shape
    let corners = [shape.topLeft, shape.topRight, shape.bottomRight, shape.bottomLeft]
    let radiusX = (corners.map(\.width).max() ?? 0) * transform.a
    let radiusY = (corners.map(\.height).max() ?? 0) * transform.d
    let device = transform.apply(shape.rect)
    let largest = 16_384.0
    guard device.width < largest, device.height < largest, radiusX < largest, radiusY < largest
    else { return nil }
    let leastX = Double(2 * (reachX + Int(radiusX) + 4))
    let leastY = Double(2 * (reachY + Int(radiusY) + 4))
    let spareX = max(0, Int(device.width - leastX))
    let spareY = max(0, Int(device.height - leastY))
    guard spareX + spareY > 64 else { return nil }
    var small = shadow
    small.shape.rect.width -= Double(spareX) / transform.a
    small.shape.rect.height -= Double(spareY) / transform.d
    let smallArea = DeviceRect(enclosing: transform.apply(small.shape.rect)).outset(
      x: reachX, y: reachY)
    let drawn = try draw(small, transform, smallArea)
    let area = DeviceRect(
      left: smallArea.left, top: smallArea.top, right: smallArea.right + spareX,
      bottom: smallArea.bottom + spareY)
    let mask = try MaskSurface(width: area.width, height: area.height)
    stretch(drawn, by: (spareX, spareY), into: mask)
    return ShadowMask(mask: mask, area: area)
  }

  /// Repeats the middle column and row.
  private func stretch(
    _ source: MaskSurface, by spare: (x: Int, y: Int), into target: MaskSurface
  ) {
    let middleX = source.width / 2
    let middleY = source.height / 2
    source.withBytes { small in
      target.withBytes { bytes in
        for y in 0..<target.height {
          let row = y < middleY ? y : y < middleY + spare.y ? middleY : y - spare.y
          let from = row * source.stride
          let to = y * target.stride
          for x in 0..<middleX { bytes[to + x] = small[from + x] }
          for x in middleX..<(middleX + spare.x) { bytes[to + x] = small[from + middleX] }
          for x in middleX..<source.width { bytes[to + spare.x + x] = small[from + x] }
        }
      }
    }
  }

  private func draw(
    _ shadow: BoxShadowCommand, _ transform: AffineTransform, _ area: DeviceRect
  ) throws(CairoError) -> MaskSurface {
    let mask = try MaskSurface(width: area.width, height: area.height)
    let pen = try DrawingContext(on: mask)
    pen.setTolerance(0.05)
    pen.setMatrix(
      transform.a, transform.b, transform.c, transform.d, transform.tx - Double(area.left),
      transform.ty - Double(area.top))
    pen.trace(
      shadow.isInset ? shadow.insetArea(margin: shadow.sigma * 3 + 4) : Shape(shadow.shape))
    pen.setSource(red: 0, green: 0, blue: 0, alpha: 1)
    pen.fill()
    try pen.check()
    mask.withBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      GaussianBlur.blur(
        base, width: mask.width, height: mask.height, stride: mask.stride, channels: 1,
        sigmaX: sigmaX, sigmaY: sigmaY)
    }
    return mask
  }
}

extension BoxShadowCommand {
  /// Where an inset shadow is cast: all around the hole.
  func insetArea(margin: Double) -> Shape {
    var path = Path()
    path.append(box.rect.union(shape.rect).insetBy(-margin))
    if !shape.rect.isEmpty { path.append(shape) }
    return .path(path, evenOdd: true)
  }
}
