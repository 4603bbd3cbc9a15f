/// Dark squares and bars, ready to become a picture.
struct SymbolShape {
  typealias Rectangle = (x: Double, y: Double, width: Double, height: Double)

  let width: Double
  let height: Double
  let rectangles: [Rectangle]

  init(width: Double, height: Double, rectangles: [Rectangle]) {
    self.width = width
    self.height = height
    self.rectangles = rectangles
  }

  /// The dark part alone, without whatever clear space is around it.
  init(cropping rectangles: [Rectangle]) {
    let left = rectangles.map(\.x).min() ?? 0
    let top = rectangles.map(\.y).min() ?? 0
    self.init(
      width: (rectangles.map { $0.x + $0.width }.max() ?? 0) - left,
      height: (rectangles.map { $0.y + $0.height }.max() ?? 0) - top,
      rectangles: rectangles.map { ($0.x - left, $0.y - top, $0.width, $0.height) })
  }

  /// The symbol as an SVG document without white space around the mark-up.
  ///
  /// - Parameters:
  ///   - margin: the quiet zone on each side, in modules.
  ///   - color: any CSS color; the background stays clear unless `background` names one.
  func svg(margin: Double, color: String, background: String?) -> String {
    let fullWidth = Self.number(width + 2 * margin)
    let fullHeight = Self.number(height + 2 * margin)
    var svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(fullWidth) \(fullHeight)\""
      + " width=\"\(fullWidth)\" height=\"\(fullHeight)\" shape-rendering=\"crispEdges\">"
    if let background {
      svg +=
        "<rect width=\"\(fullWidth)\" height=\"\(fullHeight)\" fill=\"\(Self.escaped(background))\"/>"
    }
    svg += "<path fill=\"\(Self.escaped(color))\" d=\""
    for rectangle in rectangles {
      svg += "M\(Self.number(rectangle.x + margin)) \(Self.number(rectangle.y + margin))"
      svg += "h\(Self.number(rectangle.width))v\(Self.number(rectangle.height))"
      svg += "h-\(Self.number(rectangle.width))z"
    }
    return svg + "\"/></svg>"
  }

  /// Without a fraction where there is none.
  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? String(Int(value)) : String(value)
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
