import Markup
import Scene

/// The outlines and bounds of SVG elements in their own user space. `[SVG 2, §§8.10, 9, 10]`
struct SVGShape {
  let references: SVGReferences

  private var document: Document { references.document }

  /// Nil for what is no basic shape or path.
  func outline(of node: NodeID) -> Path? {
    func number(_ name: String) -> Double { references.number(name, of: node) ?? 0 }
    var path = Path()
    switch document.tag(of: node) {
    case "path":
      return references.attribute("d", of: node).map { PathData($0).path }
    case "rect":
      let rx = references.number("rx", of: node) ?? number("ry")
      let ry = references.number("ry", of: node) ?? number("rx")
      let corner = Size(width: rx, height: ry)
      path.append(
        RoundedRect(
          Rect(
            x: number("x"), y: number("y"), width: number("width"), height: number("height")),
          topLeft: corner, topRight: corner, bottomRight: corner, bottomLeft: corner
        ).constrained())
    case "circle":
      path.append(
        ellipse: Point(x: number("cx"), y: number("cy")), rx: number("r"), ry: number("r"))
    case "ellipse":
      path.append(
        ellipse: Point(x: number("cx"), y: number("cy")), rx: number("rx"), ry: number("ry"))
    case "line":
      path.move(to: Point(x: number("x1"), y: number("y1")))
      path.line(to: Point(x: number("x2"), y: number("y2")))
    case "polyline", "polygon":
      let numbers = references.numbers("points", of: node)
      for index in stride(from: 0, to: numbers.count - 1, by: 2) {
        let point = Point(x: numbers[index], y: numbers[index + 1])
        if index == 0 { path.move(to: point) } else { path.line(to: point) }
      }
      if document.tag(of: node) == "polygon" { path.close() }
    default: return nil
    }
    return path
  }

  /// The bounding box without strokes; nil where it is not known. Transforms of descendants and the
  /// extents of text do not count.
  func bounds(of node: NodeID) -> Rect? {
    if let outline = outline(of: node) { return MeasuredPath(outline).bounds }
    func number(_ name: String) -> Double? { references.number(name, of: node) }
    switch document.tag(of: node) {
    case "image", "use", "svg":
      guard let width = number("width"), let height = number("height") else { return nil }
      return Rect(x: number("x") ?? 0, y: number("y") ?? 0, width: width, height: height)
    case "g", "a", "switch":
      return document.children(of: node).compactMap { bounds(of: $0) }.reduce(nil) { all, next in
        guard let all else { return next }
        let (x, y) = (min(all.x, next.x), min(all.y, next.y))
        return Rect(
          x: x, y: y, width: max(all.maxX, next.maxX) - x, height: max(all.maxY, next.maxY) - y)
      }
    default: return nil
    }
  }

  /// The size of the nearest viewport in user units. `[SVG 2, §8.2]`
  func viewport(of node: NodeID) -> Size? {
    var next = document[node].parentID
    while let ancestor = next, document[ancestor].namespace == .svg {
      if document.tag(of: ancestor) == "svg" {
        let box = references.numbers("viewBox", of: ancestor)
        if box.count == 4 { return Size(width: box[2], height: box[3]) }
        guard let width = references.number("width", of: ancestor),
          let height = references.number("height", of: ancestor)
        else { return nil }
        return Size(width: width, height: height)
      }
      next = document[ancestor].parentID
    }
    return nil
  }
}
