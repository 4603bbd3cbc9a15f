import Glibc
import Markup
import Scene

/// Reads a `<filter>` of inline SVG into a graph at device resolution. `[Filter Effects 1, §§8–9]`
struct SVGFilter {
  let painter: PagePainter
  let node: NodeID
  let style: ComputedStyle
  /// The filtered box, whose corner is the origin of user space.
  let box: Rect
  let transform: AffineTransform

  var references: SVGReferences { painter.references }
  var document: Document { references.document }

  /// Nil where something is not supported.
  func graph() -> FilterGraph? {
    guard Self.limitation(of: node, in: references) == nil else { return nil }
    var primitives: [FilterGraph.Primitive] = []
    var subregions: [Rect] = []
    var names: [String: Int] = [:]
    for child in document.children(of: node) where document[child].isElement {
      guard let primitive = Primitive(rawValue: document.tag(of: child)) else { continue }
      func named(_ element: NodeID, _ name: String) -> FilterGraph.Input {
        switch document.attribute(name, of: element) {
        case "SourceGraphic": return .source
        case "SourceAlpha": return .sourceAlpha
        case let result?: if let index = names[result] { return .result(index) }
        case nil: break
        }
        return primitives.isEmpty ? .source : .result(primitives.count - 1)
      }
      let inputs = inputs(of: child, primitive, named)
      let subregion = subregion(
        of: child, preset: preset(of: primitive, inputs, subregions))
      subregions.append(subregion)
      let step = Step(
        node: child, subregion: subregion,
        tile: inputs.first.map { device(self.subregion(of: $0, subregions)) } ?? .empty)
      primitives.append(
        FilterGraph.Primitive(
          operation(primitive, step), inputs: inputs, isLinear: isLinear(child),
          region: device(subregion).intersection(device(region))))
      if let name = document.attribute("result", of: child) { names[name] = primitives.count - 1 }
    }
    return FilterGraph(primitives: primitives, region: device(region))
  }

  /// One primitive at its place.
  struct Step {
    let node: NodeID
    /// On the page.
    let subregion: Rect
    /// The subregion of its first input.
    let tile: DeviceRect
  }

  // MARK: Regions

  /// The filter region on the page. `[Filter Effects 1, §8.1]`
  var region: Rect {
    references.region(of: node, unitsName: "filterUnits", box: size)
      .offsetBy(x: box.x, y: box.y)
  }

  private var size: Size { Size(width: box.width, height: box.height) }

  private func subregion(of input: FilterGraph.Input, _ subregions: [Rect]) -> Rect {
    if case .result(let index) = input { subregions[index] } else { region }
  }

  /// The subregion of a primitive that names none. `[Filter Effects 1, §9.3]`
  private func preset(
    of primitive: Primitive, _ inputs: [FilterGraph.Input], _ subregions: [Rect]
  ) -> Rect {
    let isWhole = inputs.contains { if case .result = $0 { false } else { true } }
    if primitive == .tile || inputs.isEmpty || isWhole { return region }
    return inputs.reduce(.zero) { $0.union(subregion(of: $1, subregions)) }
  }

  private func subregion(of child: NodeID, preset: Rect) -> Rect {
    func side(_ name: String, _ unit: Double, _ base: Double, _ preset: Double) -> Double {
      guard let text = references.attribute(name, of: child) else { return preset }
      if text.hasSuffix("%") { return references.number(name, of: child, base: base) ?? preset }
      return references.number(name, of: child).map { $0 * unit } ?? preset
    }
    return Rect(
      x: box.x + side("x", unit.width, box.width, preset.x - box.x),
      y: box.y + side("y", unit.height, box.height, preset.y - box.y),
      width: max(0, side("width", unit.width, box.width, preset.width)),
      height: max(0, side("height", unit.height, box.height, preset.height)))
  }

  // MARK: Space

  private func device(_ rect: Rect) -> DeviceRect { DeviceRect(enclosing: transform.apply(rect)) }

  /// What a length of 1 is in user space. `[Filter Effects 1, §8.2]`
  var unit: Size {
    references.attribute("primitiveUnits", of: node) == "objectBoundingBox"
      ? size : Size(width: 1, height: 1)
  }

  /// Device pixels per pixel of user space.
  var pixelScale: (x: Double, y: Double) {
    (hypot(transform.a, transform.b), hypot(transform.c, transform.d))
  }

  /// Device pixels per unit of the primitives' lengths.
  var scale: (x: Double, y: Double) {
    (pixelScale.x * unit.width, pixelScale.y * unit.height)
  }

  /// A shift of that many units in device pixels.
  func shift(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    let dx = x * unit.width
    let dy = y * unit.height
    return (transform.a * dx + transform.c * dy, transform.b * dx + transform.d * dy)
  }

  /// `color-interpolation-filters`
  private func isLinear(_ child: NodeID) -> Bool {
    let name = "color-interpolation-filters"
    let value = property(name, of: child) ?? property(name, of: node)
    return value?.lowercased() != "srgb"
  }
}

extension PagePainter {
  /// The graph of a `<filter>` over an element's box; nil where the reference is broken or something is
  /// not supported.
  func filterGraph(_ reference: String, _ id: FragmentID) -> FilterGraph? {
    svgFilter(reference, id)?.graph()
  }

  /// The region of an element's filter where that does not lie along the axes of the page: device
  /// rectangles alone would leave its corners too wide.
  func turnedFilterRegion(_ id: FragmentID) -> Rect? {
    let transform = nodes[id.index].transform
    let isUpright =
      transform.b == 0 && transform.c == 0 || transform.a == 0 && transform.d == 0
    let filters = tree.style(of: id).effects.filter
    guard !isUpright, filters.count == 1, case .url(let reference) = filters[0] else { return nil }
    return svgFilter(reference, id)?.region
  }

  private func svgFilter(_ reference: String, _ id: FragmentID) -> SVGFilter? {
    references.element(reference, tag: "filter").map { node in
      SVGFilter(
        painter: self, node: node, style: tree.style(of: id), box: svgReferenceBox(id),
        transform: nodes[id.index].transform)
    }
  }
}
