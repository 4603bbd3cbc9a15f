import Markup
import Scene

/// A `<clipPath>` of inline SVG, applied to a box. `[CSS Masking 1, §6]`
struct SVGClipPath {
  let references: SVGReferences
  let node: NodeID
  /// The reference box, whose corner is the origin of user space.
  let box: Rect

  private var document: Document { references.document }

  private var usesBoundingBox: Bool {
    references.attribute("clipPathUnits", of: node) == "objectBoundingBox"
  }

  /// The outline where one plain shape clips; nil where a picture has to do it.
  func outline() -> Shape? {
    let children = document.children(of: node).filter { document[$0].isElement }
    guard isPlain(node), children.count == 1, isPlain(children[0]),
      var path = path(of: children[0])
    else { return nil }
    let base = AffineTransform.translation(x: box.x, y: box.y)
    let scale =
      usesBoundingBox ? AffineTransform.scale(x: box.width, y: box.height) : .identity
    path = path.applying(base.concatenating(scale))
    return .path(path, evenOdd: document.attribute("clip-rule", of: children[0]) == "evenodd")
  }

  /// Whether nothing but the element's own geometry has a say.
  private func isPlain(_ node: NodeID) -> Bool {
    !["transform", "style", "class", "clip-path", "display", "visibility"].contains {
      document.attribute($0, of: node) != nil
    }
  }

  private func path(of node: NodeID) -> Path? {
    var path = Path()
    func value(_ name: String) -> Double? {
      guard let text = document.attribute(name, of: node) else { return 0 }
      return text.hasSuffix("%") ? nil : references.number(name, of: node)
    }
    switch document.tag(of: node) {
    case "rect":
      guard document.attribute("rx", of: node) == nil, document.attribute("ry", of: node) == nil,
        let x = value("x"), let y = value("y"), let width = value("width"),
        let height = value("height")
      else { return nil }
      if width > 0, height > 0 { path.append(Rect(x: x, y: y, width: width, height: height)) }
    case "circle":
      guard let x = value("cx"), let y = value("cy"), let r = value("r") else { return nil }
      if r > 0 { path.append(ellipse: Point(x: x, y: y), rx: r, ry: r) }
    case "ellipse":
      guard let x = value("cx"), let y = value("cy"), let rx = value("rx"), let ry = value("ry")
      else { return nil }
      if rx > 0, ry > 0 { path.append(ellipse: Point(x: x, y: y), rx: rx, ry: ry) }
    case "polygon":
      guard let points = document.attribute("points", of: node) else { return path }
      path = PathData("M" + points + "z").path
    case "path":
      guard let data = document.attribute("d", of: node) else { return path }
      path = PathData(data).path
    default: return nil
    }
    return path
  }

  /// A picture that covers what the path leaves within a region of the page.
  func markup(region: Rect) -> String {
    let scale = usesBoundingBox ? " transform=\"scale(\(box.width) \(box.height))\"" : ""
    let (sx, sy) = usesBoundingBox ? (box.width, box.height) : (1, 1)
    let name = "platen-clip"
    return SVGMarkup(document).picture(
      resources: references.owner(of: node),
      region: region.offsetBy(x: -box.x, y: -box.y),
      body: { markup in
        markup.renamed(node, id: name, dropping: "clipPathUnits")
          + "<g\(scale)><rect x=\"\((region.x - box.x) / sx)\" y=\"\((region.y - box.y) / sy)\""
          + " width=\"\(region.width / sx)\" height=\"\(region.height / sy)\""
          + " clip-path=\"url(#\(name))\"/></g>"
      })
  }
}

extension PagePainter {
  /// The box in which a clipping path or mask of inline SVG lies: the border box, not snapped away
  /// from where it is painted.
  func svgReferenceBox(_ id: FragmentID) -> Rect { geometry(of: id).border.rect }

  /// Items whose alpha is what a `<clipPath>` leaves of `items`.
  func clipPicture(_ clip: SVGClipPath, of items: [DisplayItem], _ node: PaintNode)
    -> [DisplayItem]
  {
    let bounds = items.reduce(DeviceRect.empty) { $0.union($1.bounds) }
      .intersection(list.pageBounds)
    guard let inverse = node.transform.inverse, !bounds.isEmpty else { return [] }
    let region = inverse.apply(bounds.rect)
    return picture(clip.markup(region: region), in: region, node)
  }

  /// Items that show markup in a region.
  func picture(_ markup: String, in region: Rect, _ node: PaintNode) -> [DisplayItem] {
    let image = addInlineImage(markup)
    let brush = imageBrush(
      image, tile: region, step: .zero, covering: region, quality: .smooth)
    return collect {
      emit(.fill(Fill(.rect(region), brush)), transform: node.transform, clip: nil)
    }
  }
}
