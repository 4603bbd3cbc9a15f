import Markup
import Scene

extension SVGFilter {
  private static let identity: [Double] = [
    1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0,
  ]

  func colorMatrix(_ child: NodeID) -> [Double] {
    let values = references.numbers("values", of: child)
    switch document.attribute("type", of: child) ?? "matrix" {
    case "saturate":
      return FilterFunction.saturate(values.first ?? 1).colorMatrix ?? Self.identity
    case "hueRotate":
      return FilterFunction.hueRotate(values.first ?? 0).colorMatrix ?? Self.identity
    case "luminanceToAlpha":
      return Array(repeating: 0, count: 15) + [0.2125, 0.7154, 0.0721, 0, 0]
    default: return values.count == 20 ? values : Self.identity
    }
  }

  func composite(_ child: NodeID) -> FilterGraph.Composite {
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

  /// A color property of a primitive with its opacity, as attributes or as style.
  func color(_ name: String, opacity: String?, preset: Color, of child: NodeID) -> Color {
    var color = preset
    if let text = property(name, of: child) {
      var cursor = TokenBuffer(text).all.cursor
      if case .constant(let found)? = cursor.color() { color = style.resolve(found) }
    }
    if let opacity = opacity.flatMap({ property($0, of: child) }).flatMap({ Double($0) }),
      opacity.isFinite
    {
      color.alpha *= min(max(opacity, 0), 1)
    }
    return color
  }

  /// What an element's own style or its attribute says of a property.
  func property(_ name: String, of element: NodeID) -> String? {
    let declarations = (document.attribute("style", of: element) ?? "").split(separator: ";")
    for declaration in declarations {
      let parts = declaration.split(separator: ":", maxSplits: 1)
      if parts.count == 2, String(parts[0]).trimmingSpaces == name {
        return String(parts[1]).trimmingSpaces
      }
    }
    return document.attribute(name, of: element)?.trimmingSpaces
  }
}
