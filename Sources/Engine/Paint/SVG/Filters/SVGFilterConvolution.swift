import Markup
import Scene

extension SVGFilter {
  private static func order(_ child: NodeID, _ references: SVGReferences) -> (Double, Double) {
    let numbers = references.numbers("order", of: child)
    return (numbers.first ?? 3, numbers.count > 1 ? numbers[1] : numbers.first ?? 3)
  }

  static func hasLargeKernel(_ child: NodeID, _ references: SVGReferences) -> Bool {
    let (columns, rows) = order(child, references)
    return columns >= 1 && rows >= 1 && columns * rows > Double(Convolution.largestKernel)
  }

  /// `feConvolveMatrix`; nil where it is in error. `[Filter Effects 1, §9.9]`
  func convolution(_ child: NodeID) -> Convolution? {
    let (width, height) = Self.order(child, references)
    let most = Double(Convolution.largestKernel)
    guard width >= 1, height >= 1, width <= most, height <= most else { return nil }
    let columns = Int(width)
    let rows = Int(height)
    let kernel = references.numbers("kernelMatrix", of: child)
    var divisor = number("divisor", of: child, 0)
    if divisor == 0 { divisor = kernel.reduce(0, +) }
    if divisor == 0 { divisor = 1 }
    return Convolution(
      columns: columns, rows: rows, kernel: kernel, divisor: divisor,
      bias: number("bias", of: child, 0), targetX: integer("targetX", of: child, columns / 2),
      targetY: integer("targetY", of: child, rows / 2), edgeMode: edgeMode(child),
      preservesAlpha: references.attribute("preserveAlpha", of: child) == "true",
      step: Size(width: painter.scale, height: painter.scale))
  }

  private func edgeMode(_ child: NodeID) -> Convolution.EdgeMode {
    switch references.attribute("edgeMode", of: child) {
    case "wrap": .wrap
    case "none": .none
    default: .duplicate
    }
  }
}
