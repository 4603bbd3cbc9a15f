import Markup
import Scene

extension SVGFilter {
  /// `feTurbulence`; nil where it is in error. `[Filter Effects 1, §9.21]`
  func turbulence(_ step: Step) -> Turbulence? {
    let (x, y) = pair("baseFrequency", of: step.node)
    guard x >= 0, y >= 0,
      let toUser = transform.concatenating(.translation(x: box.x, y: box.y)).inverse
    else { return nil }
    let isStitched = references.attribute("stitchTiles", of: step.node) == "stitch"
    return Turbulence(
      isFractal: document.attribute("type", of: step.node) == "fractalNoise", frequencyX: x,
      frequencyY: y, octaves: integer("numOctaves", of: step.node, 1),
      seed: integer("seed", of: step.node, 0),
      tile: isStitched ? step.subregion.offsetBy(x: -box.x, y: -box.y) : nil, toUser: toUser)
  }

  /// `feDisplacementMap` `[Filter Effects 1, §9.11]`
  func displacement(_ child: NodeID) -> Displacement {
    func channel(_ name: String) -> Displacement.Channel {
      switch references.attribute(name, of: child) {
      case "R": .red
      case "G": .green
      case "B": .blue
      default: .alpha
      }
    }
    // One length for both axes: browsers take that of the horizontal one.
    let length = number("scale", of: child, 0) * unit.width
    var scale = transform.concatenating(.scale(x: length, y: length))
    scale.tx = 0
    scale.ty = 0
    return Displacement(
      scale: scale, x: channel("xChannelSelector"), y: channel("yChannelSelector"))
  }
}
