import Glibc
import Markup
import Scene

/// Reads a `<filter>` of inline SVG into a graph at device resolution. `[Filter Effects 1, §§8–9]`
struct SVGFilter {
  let references: SVGReferences
  let node: NodeID
  let style: ComputedStyle
  /// The filtered box, whose corner is the origin of user space.
  let box: Rect
  let transform: AffineTransform

  private var document: Document { references.document }

  /// Nil where a primitive is not supported.
  func graph() -> FilterGraph? {
    let size = Size(width: box.width, height: box.height)
    let region = device(
      references.region(of: node, unitsName: "filterUnits", box: size).offsetBy(
        x: box.x, y: box.y))
    var primitives: [FilterGraph.Primitive] = []
    var names: [String: Int] = [:]
    for child in document.children(of: node) where document[child].isElement {
      guard document.tag(of: child).hasPrefix("fe") else { continue }
      func input(_ element: NodeID, _ name: String) -> FilterGraph.Input {
        switch document.attribute(name, of: element) {
        case "SourceGraphic": return .source
        case "SourceAlpha": return .sourceAlpha
        case let result?: if let index = names[result] { return .result(index) }
        case nil: break
        }
        return primitives.isEmpty ? .source : .result(primitives.count - 1)
      }
      guard let (operation, inputs) = operation(child, input) else { return nil }
      primitives.append(
        FilterGraph.Primitive(
          operation, inputs: inputs, isLinear: isLinear(child), region: subregion(child, region)))
      if let name = document.attribute("result", of: child) { names[name] = primitives.count - 1 }
    }
    return FilterGraph(primitives: primitives, region: region)
  }

  // MARK: Space

  private func device(_ rect: Rect) -> DeviceRect { DeviceRect(enclosing: transform.apply(rect)) }

  private var usesBoundingBox: Bool {
    references.attribute("primitiveUnits", of: node) == "objectBoundingBox"
  }

  /// Device pixels per unit of the primitives' lengths.
  private var scale: (x: Double, y: Double) {
    let x = hypot(transform.a, transform.b)
    let y = hypot(transform.c, transform.d)
    return usesBoundingBox ? (x * box.width, y * box.height) : (x, y)
  }

  private func subregion(_ child: NodeID, _ region: DeviceRect) -> DeviceRect {
    let names = ["x", "y", "width", "height"]
    guard names.contains(where: { document.attribute($0, of: child) != nil }) else { return region }
    let unit =
      usesBoundingBox ? Size(width: box.width, height: box.height) : Size(width: 1, height: 1)
    let whole = references.region(
      of: node, unitsName: "filterUnits", box: Size(width: box.width, height: box.height))
    func side(_ name: String, _ unit: Double, _ base: Double, _ preset: Double) -> Double {
      guard let text = document.attribute(name, of: child) else { return preset }
      if text.hasSuffix("%") { return references.number(name, of: child, base: base) ?? preset }
      return references.number(name, of: child).map { $0 * unit } ?? preset
    }
    let rect = Rect(
      x: box.x + side("x", unit.width, box.width, whole.x),
      y: box.y + side("y", unit.height, box.height, whole.y),
      width: max(0, side("width", unit.width, box.width, whole.width)),
      height: max(0, side("height", unit.height, box.height, whole.height)))
    return device(rect).intersection(region)
  }

  /// `color-interpolation-filters`
  private func isLinear(_ child: NodeID) -> Bool {
    for element in [child, node] {
      let name = "color-interpolation-filters"
      if let value = document.attribute(name, of: element) { return value != "sRGB" }
      let style = (document.attribute("style", of: element) ?? "").replacing(" ", with: "")
      if style.contains("\(name):") { return !style.contains("\(name):sRGB") }
    }
    return true
  }

  // MARK: Primitives

  private typealias Operation = FilterGraph.Operation
  private typealias Input = FilterGraph.Input

  /// The primitives that are supported, by their tags. `[Filter Effects 1, §9]`
  enum Primitive: String {
    case blend = "feBlend"
    case colorMatrix = "feColorMatrix"
    case componentTransfer = "feComponentTransfer"
    case composite = "feComposite"
    case dropShadow = "feDropShadow"
    case flood = "feFlood"
    case gaussianBlur = "feGaussianBlur"
    case merge = "feMerge"
    case morphology = "feMorphology"
    case offset = "feOffset"
  }

  private func operation(_ child: NodeID, _ named: (NodeID, String) -> Input)
    -> (Operation, [Input])?
  {
    let scale = self.scale
    func input(_ name: String) -> Input { named(child, name) }
    func pair(_ name: String) -> (Double, Double) {
      let numbers = numbers(name, of: child)
      return (numbers.first ?? 0, numbers.count > 1 ? numbers[1] : numbers.first ?? 0)
    }
    func number(_ name: String, _ preset: Double) -> Double {
      references.number(name, of: child) ?? preset
    }
    switch Primitive(rawValue: document.tag(of: child)) {
    case .colorMatrix: return colorMatrix(child).map { (.colorMatrix($0), [input("in")]) }
    case .componentTransfer: return (.transfer(transferTables(child)), [input("in")])
    case .gaussianBlur:
      let (x, y) = pair("stdDeviation")
      return (.blur(sigmaX: max(0, x) * scale.x, sigmaY: max(0, y) * scale.y), [input("in")])
    case .offset:
      return (.offset(x: number("dx", 0) * scale.x, y: number("dy", 0) * scale.y), [input("in")])
    case .flood: return (.flood(floodColor(child)), [])
    case .merge:
      let parts = document.children(of: child).filter { document.tag(of: $0) == "feMergeNode" }
      return (.merge, parts.map { named($0, "in") })
    case .blend:
      let mode = BlendMode(rawValue: document.attribute("mode", of: child) ?? "normal")
      return (.blend(mode ?? .normal), [input("in"), input("in2")])
    case .composite: return (.composite(composite(child)), [input("in"), input("in2")])
    case .dropShadow:
      let (sigma, _) = pair("stdDeviation")
      return (
        .dropShadow(
          x: number("dx", 2) * scale.x, y: number("dy", 2) * scale.y,
          sigma: max(0, sigma) * scale.x, color: floodColor(child)), [input("in")]
      )
    case .morphology:
      let (x, y) = pair("radius")
      return (
        .morphology(
          dilates: document.attribute("operator", of: child) == "dilate",
          x: Int(min(max(x * scale.x, 0), 4096)), y: Int(min(max(y * scale.y, 0), 4096))),
        [input("in")]
      )
    case nil: return nil
    }
  }

  private func numbers(_ name: String, of child: NodeID) -> [Double] {
    references.numbers(name, of: child)
  }

  private func colorMatrix(_ child: NodeID) -> [Double]? {
    let values = numbers("values", of: child)
    switch document.attribute("type", of: child) ?? "matrix" {
    case "saturate": return FilterFunction.saturate(values.first ?? 1).colorMatrix
    case "hueRotate": return FilterFunction.hueRotate(values.first ?? 0).colorMatrix
    case "luminanceToAlpha":
      return Array(repeating: 0, count: 15) + [0.2125, 0.7154, 0.0721, 0, 0]
    default:
      if values.count == 20 { return values }
      return [1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0]
    }
  }

  private func composite(_ child: NodeID) -> FilterGraph.Composite {
    switch document.attribute("operator", of: child) {
    case "in": .in
    case "out": .out
    case "atop": .atop
    case "xor": .xor
    case "lighter": .lighter
    case "arithmetic":
      .arithmetic(["k1", "k2", "k3", "k4"].map { references.number($0, of: child) ?? 0 })
    default: .over
    }
  }

  /// `flood-color` and `flood-opacity`, as attributes or as style.
  private func floodColor(_ child: NodeID) -> Color {
    func value(_ name: String) -> String? {
      let declarations = (document.attribute("style", of: child) ?? "").split(separator: ";")
      for declaration in declarations {
        let parts = declaration.split(separator: ":", maxSplits: 1)
        if parts.count == 2, String(parts[0]).trimmingSpaces == name {
          return String(parts[1]).trimmingSpaces
        }
      }
      return document.attribute(name, of: child)
    }
    var color = Color.black
    if let text = value("flood-color") {
      var cursor = TokenBuffer(text).all.cursor
      if case .constant(let found)? = cursor.color() { color = style.resolve(found) }
    }
    if let opacity = value("flood-opacity").flatMap({ Double($0) }), opacity.isFinite {
      color.alpha *= min(max(opacity, 0), 1)
    }
    return color
  }
}

extension SVGFilter {
  /// A table of 256 results for each component. `[Filter Effects 1, §9.7]`
  private func transferTables(_ child: NodeID) -> [[UInt8]] {
    ["feFuncR", "feFuncG", "feFuncB", "feFuncA"].map { tag in
      let function = document.children(of: child).filter { document.tag(of: $0) == tag }.last
      return (0..<256).map { value in
        let input = Double(value) / 255
        let output = function.map { transferred(input, $0) } ?? input
        return UInt8((min(max(output.isNaN ? 0 : output, 0), 1) * 255).rounded())
      }
    }
  }

  private func transferred(_ value: Double, _ function: NodeID) -> Double {
    func number(_ name: String, _ preset: Double) -> Double {
      references.number(name, of: function) ?? preset
    }
    let table = references.numbers("tableValues", of: function)
    switch document.attribute("type", of: function) {
    case "table":
      guard let last = table.last else { return value }
      let position = value * Double(table.count - 1)
      let index = Int(position)
      guard index + 1 < table.count else { return last }
      return table[index] + (position - Double(index)) * (table[index + 1] - table[index])
    case "discrete":
      guard !table.isEmpty else { return value }
      return table[min(Int(value * Double(table.count)), table.count - 1)]
    case "linear": return number("slope", 1) * value + number("intercept", 0)
    case "gamma":
      return number("amplitude", 1) * pow(value, number("exponent", 1)) + number("offset", 0)
    default: return value
    }
  }
}

extension PagePainter {
  /// The graph of a `<filter>` over an element's box; nil where the reference is broken or a primitive is
  /// not supported.
  func filterGraph(_ reference: String, _ id: FragmentID) -> FilterGraph? {
    guard let node = references.element(reference, tag: "filter") else { return nil }
    return SVGFilter(
      references: references, node: node, style: tree.style(of: id), box: svgReferenceBox(id),
      transform: nodes[id.index].transform
    ).graph()
  }
}
