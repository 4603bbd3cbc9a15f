import Cairo
import Imaging
import Pango
import Scene

/// Replays a display list as a page of a PDF document: text as text, vectors as vectors, photos as their files; only
/// what PDF cannot express becomes a picture, and that locally.
final class PDFPainter {
  let list: DisplayList
  let caches: RasterCaches
  let fonts: PDFFonts
  let islands: IslandBudget
  let surface: PDFSurface
  let pen: DrawingContext
  /// From device pixels of the list to points.
  let toPoints: AffineTransform

  init(
    list: DisplayList, caches: RasterCaches, fonts: PDFFonts, islands: IslandBudget,
    surface: PDFSurface
  ) {
    self.list = list
    self.caches = caches
    self.fonts = fonts
    self.islands = islands
    self.surface = surface
    toPoints = list.toPoints
    pen = surface.context
  }

  /// - Parameters:
  ///   - destinations: where links within the document lead.
  ///   - page: which page of the document this is, from 1.
  func paintPage(_ destinations: PDFDestinations, page: Int) throws(CairoError) {
    try paint(list.items, over: 0xFFFF_FFFF)
    for place in destinations.places(on: page) {
      pen.addDestination(place.name, x: place.x, y: place.y)
    }
    for link in list.links {
      let area = toPoints.apply(link.area)
      if let place = destinations.place(of: link.target) {
        pen.link(
          toDestination: place.name, x: area.x, y: area.y, width: area.width, height: area.height)
      } else {
        pen.link(
          to: link.target, x: area.x, y: area.y, width: area.width, height: area.height)
      }
    }
  }

  /// - Parameter background: what lies below the first item: the white page, or nothing.
  func paint(_ items: [DisplayItem], over background: UInt32 = 0) throws(CairoError) {
    let backdrops = BackdropPictures(
      of: items, list: list, caches: caches, islands: islands, background: background)
    for (index, item) in items.enumerated() where item.bounds.intersects(list.pageBounds) {
      pen.save()
      setClip(item.clip)
      if case .backdrop(let backdrop) = item.command {
        if let picture = try backdrops.picture(below: index) {
          setMatrix(item.transform)
          pen.trace(backdrop.shape)
          pen.clip()
          draw(picture.surface, in: picture.place, opacity: backdrop.opacity)
        }
      } else {
        try paint(item)
      }
      pen.restore()
    }
  }

  private func paint(_ item: DisplayItem) throws(CairoError) {
    switch item.command {
    case .fill(let fill): try paint(fill, item)
    case .stroke(let stroke): paint(stroke, item.transform)
    case .glyphs(let run): try paint(run, item)
    case .textLine(let line):
      setMatrix(item.transform)
      setColor(line.color)
      pen.trace(InkGaps(line, glyphs: caches.glyphs).shape)
      if let stroke = line.stroke {
        pen.clip()
        paint(stroke, item.transform)
      } else {
        pen.fill()
      }
    case .boxShadow(let shadow) where shadow.sigma == 0 && !shadow.isInset:
      paintSharp(shadow, item.transform)
    case .group(let group)
    where group.filters.isEmpty && group.projection == nil && group.mask?.isLuminance != true:
      try paint(group)
    case .boxShadow, .textShadow, .group: try paintIsland(item)
    // Painted where what lies below it is known.
    case .backdrop: return
    }
  }

  // MARK: Geometry

  func setMatrix(_ transform: AffineTransform) {
    let t = toPoints.concatenating(transform)
    pen.setMatrix(t.a, t.b, t.c, t.d, t.tx, t.ty)
  }

  private func setClip(_ id: ClipID?) {
    var next = id
    while let current = next {
      let node = list[clip: current]
      setMatrix(node.transform)
      pen.trace(node.shape)
      pen.clip()
      next = node.parent
    }
    setMatrix(.identity)
  }

  // MARK: Commands

  private func paint(_ group: Group) throws(CairoError) {
    pen.beginLayer()
    try paint(group.items)
    if let mask = group.mask {
      pen.beginLayer()
      try paint(mask.items)
      pen.endMaskedLayers()
      return
    }
    pen.endLayer()
    pen.setOperator(group.blendMode.compositeOperator)
    pen.paint(alpha: group.opacity)
    pen.setOperator(.over)
  }

  private func paintSharp(_ shadow: BoxShadowCommand, _ transform: AffineTransform) {
    setMatrix(transform)
    var path = Path()
    path.append(shadow.shape.rect.insetBy(-4).union(shadow.box.rect))
    path.append(shadow.box)
    pen.trace(.path(path, evenOdd: true))
    pen.clip()
    setColor(shadow.color)
    pen.trace(Shape(shadow.shape))
    pen.fill()
  }

  private func paint(_ stroke: Stroke, _ transform: AffineTransform) {
    setMatrix(transform)
    setColor(stroke.color)
    pen.newPath()
    pen.append(stroke.path)
    pen.setStroke(
      width: stroke.width, cap: stroke.cap.lineCap, dashes: stroke.dashes,
      offset: stroke.dashOffset)
    pen.stroke()
  }

  func setColor(_ color: Color) {
    pen.setSource(red: color.red, green: color.green, blue: color.blue, alpha: color.alpha)
  }

  private func paint(_ fill: Fill, _ item: DisplayItem) throws(CairoError) {
    pen.setOperator(fill.blendMode.compositeOperator)
    defer { pen.setOperator(.over) }
    switch fill.brush {
    case .color(let color):
      setColor(color)
      setMatrix(item.transform)
      pen.trace(fill.shape.withoutSlits)
      pen.fill()
    case .gradient(let gradient):
      try paint(gradient, fill.shape, item)
    case .tiles(let tiles):
      try paint(tiles, fill.shape, item)
    }
  }

  private func paint(_ gradient: Gradient, _ shape: Shape, _ item: DisplayItem)
    throws(CairoError)
  {
    let stops = gradient.stops.map {
      ColorStop(
        offset: $0.offset, red: $0.color.red, green: $0.color.green, blue: $0.color.blue,
        alpha: $0.color.alpha)
    }
    let isEven = gradient.stops.allSatisfy { $0.color.alpha == gradient.stops[0].color.alpha }
    setMatrix(item.transform)
    pen.trace(shape)
    // PDF mixes colors that are not premultiplied, so ramps of alpha would differ.
    switch gradient.geometry {
    case .linear(let from, let to) where isEven:
      pen.setLinearSource(
        x0: from.x, y0: from.y, x1: to.x, y1: to.y, stops: stops,
        isRepeating: gradient.isRepeating)
      pen.fill()
    case .radial(let center, let rx, let ry) where isEven && !gradient.isRepeating:
      pen.clip()
      pen.concatenate(rx, 0, 0, ry, center.x, center.y)
      pen.setRadialSource(stops: stops, isRepeating: false)
      pen.paint()
    default:
      pen.newPath()
      try paintIsland(item)
    }
  }
}
