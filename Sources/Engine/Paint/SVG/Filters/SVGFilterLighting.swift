import Glibc
import Markup
import Scene

extension SVGFilter {
  /// The exponents that browsers allow.
  private static let exponents = 1.0...128.0

  /// `feDiffuseLighting` or `feSpecularLighting`; nil without a light.
  /// `[Filter Effects 1, §§9.10, 9.19]`
  func lighting(_ child: NodeID, _ primitive: Primitive) -> Lighting? {
    guard let light = document.children(of: child).lazy.compactMap({ light($0) }).first else {
      return nil
    }
    let isSpecular = primitive == .specularLighting
    let constant = number(isSpecular ? "specularConstant" : "diffuseConstant", of: child, 1)
    return Lighting(
      light: light,
      reflection: isSpecular ? .specular(exponent: exponent(of: child)) : .diffuse,
      constant: max(0, constant),
      surfaceScale: number("surfaceScale", of: child, 1) * depthScale,
      color: color("lighting-color", opacity: nil, preset: .white, of: child))
  }

  /// Device pixels toward the viewer per pixel of user space.
  private var depthScale: Double { hypot(pixelScale.x, pixelScale.y) / 2.squareRoot() }

  private func exponent(of element: NodeID) -> Double {
    min(
      max(number("specularExponent", of: element, 1), Self.exponents.lowerBound),
      Self.exponents.upperBound)
  }

  /// A light source element. `[Filter Effects 1, §10]`
  private func light(_ element: NodeID) -> Lighting.Light? {
    guard document[element].isElement else { return nil }
    switch document.tag(of: element) {
    case "feDistantLight":
      let azimuth = number("azimuth", of: element, 0) * .pi / 180
      let elevation = number("elevation", of: element, 0) * .pi / 180
      let (x, y) = (cos(azimuth) * cos(elevation), sin(azimuth) * cos(elevation))
      // Turned with the element, but no longer.
      let turnedX =
        transform.a / max(pixelScale.x, .ulpOfOne) * x
        + transform.c / max(pixelScale.y, .ulpOfOne) * y
      let turnedY =
        transform.b / max(pixelScale.x, .ulpOfOne) * x
        + transform.d / max(pixelScale.y, .ulpOfOne) * y
      return .distant(Lighting.Vector(x: turnedX, y: turnedY, z: sin(elevation)))
    case "fePointLight": return .point(position(of: element, "x", "y", "z"))
    case "feSpotLight":
      let cone = number("limitingConeAngle", of: element, 0)
      return .spot(
        position(of: element, "x", "y", "z"),
        target: position(of: element, "pointsAtX", "pointsAtY", "pointsAtZ"),
        exponent: exponent(of: element), cone: cone == 0 ? nil : cone)
    default: return nil
    }
  }

  private func position(of element: NodeID, _ x: String, _ y: String, _ z: String)
    -> Lighting.Vector
  {
    let point = transform.apply(
      Point(
        x: box.x + number(x, of: element, 0) * unit.width,
        y: box.y + number(y, of: element, 0) * unit.height))
    let depth = hypot(unit.width, unit.height) / 2.squareRoot()
    return Lighting.Vector(
      x: point.x, y: point.y, z: number(z, of: element, 0) * depth * depthScale)
  }
}
