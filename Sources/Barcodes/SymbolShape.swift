/// Dark squares and bars, ready to become a picture.
struct SymbolShape {
  var width: Double
  var height: Double
  /// x, y, width and height of each dark rectangle.
  var rectangles: [(x: Double, y: Double, width: Double, height: Double)]

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
