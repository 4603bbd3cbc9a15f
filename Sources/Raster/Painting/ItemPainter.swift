import Cairo
import Hashing
import Scene

/// Paints display items onto a surface that shows one area of the page.
///
/// What a pixel becomes depends on the items alone, never on which area is painted: the property that
/// lets bands be painted apart and reused.
final class ItemPainter {
  let list: DisplayList
  let caches: RasterCaches
  let target: PixelSurface
  /// The page's pixels that the target shows.
  let area: DeviceRect
  let pen: DrawingContext
  /// What the target held before the first item: the white page, or nothing.
  let background: UInt32

  private var clip: ClipID?
  /// The part of the area inside the current clip's whole-pixel shapes.
  private var clipBox: DeviceRect
  /// Whether the clip has other shapes, which the pen then holds.
  private var clipIsComplex = false

  init(
    list: DisplayList, caches: RasterCaches, target: PixelSurface, area: DeviceRect,
    background: UInt32
  ) throws(CairoError) {
    self.list = list
    self.caches = caches
    self.target = target
    self.area = area
    self.background = background
    clipBox = area
    pen = try DrawingContext(on: target)
    pen.setTolerance(0.05)
    if background != 0 { target.clear(background) }
  }

  /// A transparent surface for an area, with a painter for it.
  static func layer(
    list: DisplayList, caches: RasterCaches, area: DeviceRect, background: UInt32 = 0
  ) throws(CairoError) -> ItemPainter {
    let surface = try PixelSurface(width: area.width, height: area.height)
    return try ItemPainter(
      list: list, caches: caches, target: surface, area: area, background: background)
  }

  func paint(_ items: [DisplayItem]) throws(CairoError) {
    for (index, item) in items.enumerated() where item.bounds.intersects(area) {
      try paint(item, after: items[..<index])
    }
    try pen.check()
  }

  /// Paints those of the items that stand at the given places, all of which touch the area.
  func paint(_ items: [DisplayItem], at places: ArraySlice<Int>) throws(CairoError) {
    for place in places { try paint(items[place], after: items[..<place]) }
    try pen.check()
  }

  private func paint(_ item: DisplayItem, after earlier: ArraySlice<DisplayItem>)
    throws(CairoError)
  {
    setClip(item.clip)
    let visible = item.bounds.intersection(clipBox)
    if visible.isEmpty { return }
    switch item.command {
    case .fill(let fill): try paint(fill, item.transform, visible)
    case .stroke(let stroke): paint(stroke, item.transform)
    case .glyphs(let run): try paint(run, item.transform, visible)
    case .textLine(let line): paint(line, item.transform)
    case .boxShadow(let shadow): try paint(shadow, item.transform, visible)
    case .textShadow(let shadow): try paint(shadow, item.transform, visible)
    case .group(let group): try paint(group, visible)
    case .backdrop(let backdrop): try paint(backdrop, item, after: earlier)
    }
  }

  // MARK: Clips

  var hasComplexClip: Bool { clipIsComplex }

  func setClip(_ id: ClipID?) {
    if id == clip { return }
    clip = id
    pen.resetClip()
    clipBox = area
    clipIsComplex = false
    var next = id
    while let current = next {
      let node = list[clip: current]
      if let whole = node.wholePixels {
        clipBox = clipBox.intersection(whole)
      } else {
        clipIsComplex = true
        trace(node.shape, node.transform)
        pen.clip()
      }
      next = node.parent
    }
    guard clipBox != area else { return }
    resetMatrix()
    pen.rectangle(
      x: Double(clipBox.left - area.left), y: Double(clipBox.top - area.top),
      width: Double(clipBox.width), height: Double(clipBox.height))
    pen.clip()
  }

  // MARK: Geometry

  func resetMatrix() { pen.setMatrix(1, 0, 0, 1, 0, 0) }

  func setMatrix(_ transform: AffineTransform) {
    pen.setMatrix(
      transform.a, transform.b, transform.c, transform.d, transform.tx - Double(area.left),
      transform.ty - Double(area.top))
  }

  /// Makes a shape the pen's path, with the fill rule it needs.
  func trace(_ shape: Shape, _ transform: AffineTransform) {
    setMatrix(transform)
    pen.trace(shape)
    resetMatrix()
  }
}

extension DrawingContext {
  /// Makes a shape the path in current coordinates, with the fill rule it needs.
  func trace(_ shape: Shape) {
    newPath()
    switch shape {
    case .rect(let rect):
      setEvenOdd(false)
      rectangle(x: rect.x, y: rect.y, width: rect.width, height: rect.height)
    case .roundedRect(let rounded):
      setEvenOdd(false)
      var path = Path()
      path.append(rounded)
      append(path)
    case .ring(let outer, let inner):
      setEvenOdd(true)
      var path = Path()
      path.append(outer)
      path.append(inner)
      append(path)
    case .path(let path, let evenOdd):
      setEvenOdd(evenOdd)
      append(path)
    }
  }

  func append(_ path: Path) {
    for element in path.elements {
      switch element {
      case .move(let point): move(x: point.x, y: point.y)
      case .line(let point): line(x: point.x, y: point.y)
      case .cubic(let first, let second, let end):
        curve(x1: first.x, y1: first.y, x2: second.x, y2: second.y, x3: end.x, y3: end.y)
      case .close: closePath()
      }
    }
  }
}
