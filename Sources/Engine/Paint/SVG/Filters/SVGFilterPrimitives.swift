import Markup
import Scene

extension SVGFilter {
  /// The primitives by their tags. `[Filter Effects 1, §9]`
  enum Primitive: String {
    case blend = "feBlend"
    case colorMatrix = "feColorMatrix"
    case componentTransfer = "feComponentTransfer"
    case composite = "feComposite"
    case convolveMatrix = "feConvolveMatrix"
    case diffuseLighting = "feDiffuseLighting"
    case displacementMap = "feDisplacementMap"
    case dropShadow = "feDropShadow"
    case flood = "feFlood"
    case gaussianBlur = "feGaussianBlur"
    case image = "feImage"
    case merge = "feMerge"
    case morphology = "feMorphology"
    case offset = "feOffset"
    case specularLighting = "feSpecularLighting"
    case tile = "feTile"
    case turbulence = "feTurbulence"
  }

  /// Each primitive takes a picture of its own and the time to paint it.
  private static let mostPrimitives = 100

  /// Why a filter cannot be applied; nil where it can.
  static func limitation(of filter: NodeID, in references: SVGReferences) -> String? {
    let document = references.document
    var count = 0
    for child in document.children(of: filter) where document[child].isElement {
      let tag = document.tag(of: child)
      guard tag.hasPrefix("fe") else { continue }
      guard let primitive = Primitive(rawValue: tag) else { return "<\(tag)> is not supported" }
      count += 1
      if primitive == .convolveMatrix, hasLargeKernel(child, references) {
        return "<\(tag)> weighs more than \(Convolution.largestKernel) pixels"
      }
    }
    return count > mostPrimitives ? "it has more than \(mostPrimitives) primitives" : nil
  }

  func inputs(
    of child: NodeID, _ primitive: Primitive, _ named: (NodeID, String) -> FilterGraph.Input
  ) -> [FilterGraph.Input] {
    switch primitive {
    case .flood, .image, .turbulence: return []
    case .blend, .composite, .displacementMap: return [named(child, "in"), named(child, "in2")]
    case .merge:
      return document.children(of: child).filter { document.tag(of: $0) == "feMergeNode" }
        .map { named($0, "in") }
    case .colorMatrix, .componentTransfer, .convolveMatrix, .diffuseLighting, .dropShadow,
      .gaussianBlur, .morphology, .offset, .specularLighting, .tile:
      return [named(child, "in")]
    }
  }

  /// What a primitive does; transparent pixels where it is in error.
  func operation(_ primitive: Primitive, _ step: Step) -> FilterGraph.Operation {
    let scale = self.scale
    let child = step.node
    switch primitive {
    case .colorMatrix: return .colorMatrix(colorMatrix(child))
    case .componentTransfer: return .transfer(transferTables(child))
    case .gaussianBlur:
      let (x, y) = pair("stdDeviation", of: child)
      return .blur(sigmaX: max(0, x) * scale.x, sigmaY: max(0, y) * scale.y)
    case .offset:
      let (x, y) = shift(number("dx", of: child, 0), number("dy", of: child, 0))
      return .offset(x: x, y: y)
    case .flood:
      return .flood(
        color("flood-color", opacity: "flood-opacity", preset: .black, of: child))
    case .merge: return .merge
    case .blend:
      let mode = BlendMode(rawValue: document.attribute("mode", of: child) ?? "normal")
      return .blend(mode ?? .normal)
    case .composite: return .composite(composite(child))
    case .dropShadow:
      let (sigma, _) = pair("stdDeviation", of: child, preset: 2)
      let (x, y) = shift(number("dx", of: child, 2), number("dy", of: child, 2))
      return .dropShadow(
        x: x, y: y, sigma: max(0, sigma) * scale.x,
        color: color("flood-color", opacity: "flood-opacity", preset: .black, of: child))
    case .morphology:
      let (x, y) = pair("radius", of: child)
      return .morphology(
        dilates: document.attribute("operator", of: child) == "dilate",
        x: Int(min(max(x * scale.x, 0), 4096)), y: Int(min(max(y * scale.y, 0), 4096)))
    case .tile: return .tile(step.tile)
    case .turbulence: return turbulence(step).map { .turbulence($0) } ?? .flood(.transparent)
    case .displacementMap: return .displacement(displacement(child))
    case .convolveMatrix:
      return convolution(child).map { .convolution($0) } ?? .flood(.transparent)
    case .diffuseLighting, .specularLighting:
      return lighting(child, primitive).map { .lighting($0) } ?? .flood(.transparent)
    case .image: return picture(step).map { .picture($0) } ?? .flood(.transparent)
    }
  }

  func pair(_ name: String, of child: NodeID, preset: Double = 0) -> (Double, Double) {
    let numbers = references.numbers(name, of: child)
    return (numbers.first ?? preset, numbers.count > 1 ? numbers[1] : numbers.first ?? preset)
  }

  func number(_ name: String, of child: NodeID, _ preset: Double) -> Double {
    references.number(name, of: child) ?? preset
  }

  /// A whole number, cut to what arithmetic can bear.
  func integer(_ name: String, of child: NodeID, _ preset: Int) -> Int {
    Int(min(max(number(name, of: child, Double(preset)), -1e9), 1e9))
  }
}
