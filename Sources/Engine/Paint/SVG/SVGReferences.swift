import Markup
import Scene

/// Elements of inline SVG that style refers to: masks, clipping paths and filters. `[SVG 2, §4.4]`
struct SVGReferences {
  let document: Document
  private let elements: [String: NodeID]

  init(_ document: Document) {
    self.document = document
    var elements: [String: NodeID] = [:]
    for index in document.nodes.indices where document.nodes[index].isElement {
      let node = NodeID(Int32(clamping: index))
      guard let name = document.attribute("id", of: node), elements[name] == nil else { continue }
      elements[name] = node
    }
    self.elements = elements
  }

  /// The element that a reference such as `#name` leads to, if it has the tag.
  func element(_ reference: String, tag: String) -> NodeID? {
    guard reference.hasPrefix("#"), let node = elements[String(reference.dropFirst())],
      document[node].namespace == .svg, document.tag(of: node) == tag
    else { return nil }
    return node
  }

  /// The element of inline SVG with that name.
  func element(named name: String) -> NodeID? {
    elements[name].flatMap { document[$0].namespace == .svg ? $0 : nil }
  }

  /// An attribute by its name in SVG, whose letters the parsed tree may have in lower case.
  func attribute(_ name: String, of node: NodeID) -> String? {
    document.attribute(name, of: node) ?? document.attribute(name.lowercased(), of: node)
  }

  /// A number, a length in pixels or a percentage of `base`.
  func number(_ name: String, of node: NodeID, base: Double = 1) -> Double? {
    guard let text = attribute(name, of: node)?.trimmingSpaces else { return nil }
    let value: Double?
    if text.hasSuffix("%") {
      value = Double(text.dropLast()).map { $0 / 100 * base }
    } else {
      value = Double(text.hasSuffix("px") ? text.dropLast(2) : text[...])
    }
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// Numbers with white space or commas between them.
  func numbers(_ name: String, of node: NodeID) -> [Double] {
    (attribute(name, of: node) ?? "").split { $0 == "," || $0.isWhitespace }.compactMap {
      Double($0)
    }.filter(\.isFinite)
  }

  /// `x`, `y`, `width` and `height` of a mask or filter, from the bounding box's corner.
  /// `[CSS Masking 1, §7.12; Filter Effects 1, §9.2]`
  func region(of node: NodeID, unitsName: String, box: Size) -> Rect {
    let isUser = attribute(unitsName, of: node) == "userSpaceOnUse"
    func side(_ name: String, _ extent: Double, _ preset: Double) -> Double {
      if isUser { return number(name, of: node, base: extent) ?? preset * extent }
      return (number(name, of: node) ?? preset) * extent
    }
    return Rect(
      x: side("x", box.width, -0.1), y: side("y", box.height, -0.1),
      width: max(0, side("width", box.width, 1.2)),
      height: max(0, side("height", box.height, 1.2)))
  }

  /// The outermost `<svg>` that an element stands in, whose other resources it may use.
  func owner(of node: NodeID) -> NodeID {
    var owner = node
    while let parent = document[owner].parentID, document[parent].namespace == .svg {
      owner = parent
    }
    return owner
  }
}
