import Markup
import Scene

/// Turns an inline `<svg>` element back into markup that an SVG renderer reads.
struct SVGMarkup {
  let document: Document
  /// What the page's style sheets say of the elements; nil for what is only referred to.
  private let style: SVGElementStyle?
  /// Where pictures inside of the element come from.
  private let images: (any ImageSource)?

  init(_ document: Document) {
    self.document = document
    style = nil
    images = nil
  }

  /// - Parameter shaper: measures text along paths and baselines.
  init(_ styled: StyledTree, shaper: (any TextShaper)?, images: any ImageSource) {
    self.images = images
    document = styled.document
    style = SVGElementStyle(styled, shaper: shaper)
  }

  /// The element as content with its natural dimensions. `[CSS Images 3, §5.1]`, `[SVG 2, §8.2]`
  func content(of node: NodeID) -> ReplacedContent {
    let width = length("width", of: node)
    let height = length("height", of: node)
    var ratio = viewBoxRatio(of: node)
    if ratio == nil, let width, let height, height > 0 { ratio = width / height }
    var text = ""
    write(node, into: &text, isRoot: true, depth: 0)
    return .svg(markup: text, width: width, height: height, ratio: ratio)
  }

  /// A picture of a region of user space.
  ///
  /// - Parameters:
  ///   - resources: an element whose contents the body may refer to.
  ///   - body: writes what is drawn.
  func picture(resources: NodeID, region: Rect, body: (SVGMarkup) -> String) -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
      + " width=\"\(region.width)\" height=\"\(region.height)\""
      + " viewBox=\"\(region.x) \(region.y) \(region.width) \(region.height)\""
      + " preserveAspectRatio=\"none\"><defs>" + contents(of: resources) + "</defs>"
      + body(self) + "</svg>"
  }

  /// The children of an element.
  func contents(of node: NodeID) -> String {
    var text = ""
    for child in document.children(of: node) { write(child, into: &text, isRoot: false, depth: 0) }
    return text
  }

  /// An element under another `id` and without one of its attributes.
  func renamed(_ node: NodeID, id: String, dropping dropped: String) -> String {
    let tag = document.tag(of: node)
    var text = "<\(tag) id=\"\(id)\""
    for attribute in document.attributes(of: node)
    where attribute.name != "id" && attribute.name.lowercased() != dropped.lowercased() {
      write(attribute, into: &text)
    }
    return text + ">" + contents(of: node) + "</\(tag)>"
  }

  /// Another showing of an element among the resources.
  func use(_ id: String) -> String { "<use xlink:href=\"#\(escaped(id))\"/>" }

  private func length(_ name: String, of node: NodeID) -> Double? {
    guard var text = document.attribute(name, of: node)?.trimmingSpaces else { return nil }
    let units: [(String, Double)] = [
      ("px", 1), ("pt", 96.0 / 72), ("in", 96), ("cm", 96 / 2.54), ("mm", 9.6 / 2.54), ("pc", 16),
    ]
    var factor = 1.0
    if let unit = units.first(where: { text.hasSuffix($0.0) }) {
      text.removeLast(unit.0.count)
      factor = unit.1
    }
    guard let value = Double(text), value.isFinite, value >= 0 else { return nil }
    return value * factor
  }

  private func viewBoxRatio(of node: NodeID) -> Double? {
    guard
      let text = document.attribute("viewbox", of: node) ?? document.attribute("viewBox", of: node)
    else { return nil }
    let numbers = text.split { $0 == " " || $0 == "," || $0 == "\n" || $0 == "\t" }
      .compactMap { Double($0) }
    guard numbers.count == 4, numbers[2] > 0, numbers[3] > 0 else { return nil }
    let ratio = numbers[2] / numbers[3]
    return ratio.isFinite ? ratio : nil
  }

  private func write(_ node: NodeID, into text: inout String, isRoot: Bool, depth: Int) {
    let entry = document[node]
    if entry.isText {
      let parent = entry.parentID.flatMap { style?.styled.style(of: $0) }
      let own = document.text(of: node)
      text += escaped(parent.flatMap { style?.transformed(own, by: $0) } ?? own)
      return
    }
    // SVG readers refuse deeper trees themselves.
    guard entry.isElement, depth < 256 else { return }
    if let style, let shaper = style.shaper, SVGTextPath.isLed(node, in: document) {
      writeAlongPath(node, SVGTextPath(style: style, shaper: shaper), into: &text)
      return
    }
    let tag = document.tag(of: node)
    if tag.lowercased() == "fedropshadow" {
      writeDropShadow(node, into: &text)
      return
    }
    text += "<\(tag)"
    if isRoot {
      text += " xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
    }
    let styled = style?.attributes(of: node, isRoot: isRoot) ?? []
    for attribute in document.attributes(of: node)
    where !styled.contains(where: { $0.name == attribute.name }) {
      // The root is as large as its box, whatever its attributes say.
      if isRoot, Self.placing.contains(attribute.name) { continue }
      if tag == "image", let images, let url = SVGPicture.embedded(attribute, from: images) {
        text += " xlink:href=\"\(url)\""
      } else {
        write(attribute, into: &text)
      }
    }
    for (name, value) in styled where !value.isEmpty { text += " \(name)=\"\(escaped(value))\"" }
    text += ">"
    for child in document.children(of: node) {
      write(child, into: &text, isRoot: false, depth: depth + 1)
    }
    text += "</\(tag)>"
  }

  private static let placing: Set<String> = ["x", "y", "width", "height"]

  /// A `<text>` element as a group of its clusters, each turned to where the path has it.
  private func writeAlongPath(_ node: NodeID, _ led: SVGTextPath, into text: inout String) {
    text += group(node, led.style)
    for child in document.children(of: node) where document[child].isElement {
      text += group(child, led.style)
      for piece in led.pieces(of: child) {
        text +=
          "<text transform=\"\(piece.transform)\" style=\"text-anchor:start;letter-spacing:0\">"
          + escaped(piece.text) + "</text>"
      }
      text += "</g>"
    }
    text += "</g>"
  }

  /// `<feDropShadow>`, which SVG renderers may not know, as the primitives that it stands for.
  /// `[Filter Effects 1, §9.12]`
  private func writeDropShadow(_ node: NodeID, into text: inout String) {
    func own(_ name: String, _ preset: String) -> String {
      escaped(
        document.attribute(name, of: node) ?? document.attribute(name.lowercased(), of: node)
          ?? preset)
    }
    let id = "shadow\(node.raw)"
    let input = document.attribute("in", of: node).map { " in=\"\(escaped($0))\"" } ?? ""
    var look = (style?.attributes(of: node, isRoot: false) ?? [])
      .map { " \($0.name)=\"\(escaped($0.value))\"" }.joined()
    if style == nil {
      look =
        " flood-color=\"\(own("flood-color", "black"))\""
        + " flood-opacity=\"\(own("flood-opacity", "1"))\""
    }
    text += "<feOffset\(input) dx=\"0\" dy=\"0\" result=\"\(id)i\"/>"
    text += "<feGaussianBlur in=\"\(id)i\" stdDeviation=\"\(own("stdDeviation", "2"))\"/>"
    text += "<feOffset dx=\"\(own("dx", "2"))\" dy=\"\(own("dy", "2"))\" result=\"\(id)o\"/>"
    text += "<feFlood\(look) result=\"\(id)f\"/>"
    text += "<feComposite in=\"\(id)f\" in2=\"\(id)o\" operator=\"in\" result=\"\(id)s\"/>"
    text += "<feMerge result=\"\(own("result", id))\"><feMergeNode in=\"\(id)s\"/>"
    text += "<feMergeNode in=\"\(id)i\"/></feMerge>"
  }

  private func group(_ node: NodeID, _ style: SVGElementStyle) -> String {
    "<g"
      + style.attributes(of: node, isRoot: false)
      .map { " \($0.name)=\"\(escaped($0.value))\"" }.joined() + ">"
  }

  private func write(_ attribute: Attribute, into text: inout String) {
    guard !attribute.name.hasPrefix("xmlns"), !attribute.name.isEmpty else { return }
    let name = Self.camelCase[attribute.name] ?? attribute.name
    text += " \(name)=\"\(escaped(attribute.value))\""
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// The spelling of attributes that the parsed tree has in lower case. `[HTML, §13.2.6.5]`
  private static let camelCase: [String: String] = {
    let names = [
      "attributeName", "attributeType", "baseFrequency", "clipPathUnits", "diffuseConstant",
      "edgeMode", "filterUnits", "gradientTransform", "gradientUnits", "kernelMatrix",
      "kernelUnitLength", "lengthAdjust", "limitingConeAngle", "markerHeight", "markerUnits",
      "markerWidth", "maskContentUnits", "maskUnits", "numOctaves", "pathLength",
      "patternContentUnits", "patternTransform", "patternUnits", "pointsAtX", "pointsAtY",
      "pointsAtZ", "preserveAlpha", "preserveAspectRatio", "primitiveUnits", "refX", "refY",
      "specularConstant", "specularExponent", "spreadMethod", "startOffset", "stdDeviation",
      "stitchTiles", "surfaceScale", "systemLanguage", "tableValues", "targetX", "targetY",
      "textLength", "viewBox", "xChannelSelector", "yChannelSelector",
    ]
    return Dictionary(uniqueKeysWithValues: names.map { ($0.lowercased(), $0) })
  }()
}

extension String {
  var trimmingSpaces: String {
    let spaces: Set<Character> = [" ", "\t", "\n", "\r", "\u{0C}"]
    guard let start = firstIndex(where: { !spaces.contains($0) }),
      let end = lastIndex(where: { !spaces.contains($0) })
    else { return "" }
    return String(self[start...end])
  }
}
