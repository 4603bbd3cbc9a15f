import Glibc
import Scene

extension PagePainter {
  /// The filter functions at device resolution; none where one refers to nothing.
  /// `[Filter Effects 1, §§5, 6, 9]`
  func resolve(_ functions: [FilterFunction], of id: FragmentID) -> [Filter] {
    let style = tree.style(of: id)
    let node = nodes[id.index]
    var graphs: [String: FilterGraph] = [:]
    for case .url(let reference) in functions {
      guard let graph = filterGraph(reference, id) else { return [] }
      graphs[reference] = graph
    }
    let transform = node.transform
    let scaleX = (transform.a * transform.a + transform.b * transform.b).squareRoot()
    let scaleY = (transform.c * transform.c + transform.d * transform.d).squareRoot()
    return functions.compactMap { function in
      switch function {
      case .blur(let sigma):
        return sigma > 0 ? .blur(sigmaX: sigma * scaleX, sigmaY: sigma * scaleY) : nil
      case .dropShadow(let shadow):
        let x = transform.a * shadow.x + transform.c * shadow.y
        let y = transform.b * shadow.x + transform.d * shadow.y
        return .dropShadow(
          x: x, y: y, sigma: shadow.blur * scaleX, color: style.resolve(shadow.color))
      case .url(let reference): return graphs[reference].map { .graph($0) }
      case .brightness, .contrast, .grayscale, .hueRotate, .invert, .opacity, .saturate, .sepia:
        return function.colorMatrix.map { .colorMatrix($0) }
      }
    }
  }
}

extension FilterFunction {
  /// The shorthand functions as matrices; nil for the others. `[Filter Effects 1, §13.1]`
  var colorMatrix: [Double]? {
    switch self {
    case .brightness(let amount): Self.ramp(slope: max(0, amount), intercept: 0)
    case .contrast(let amount):
      Self.ramp(slope: max(0, amount), intercept: 0.5 - 0.5 * max(0, amount))
    case .invert(let amount):
      Self.ramp(slope: 1 - 2 * Self.share(amount), intercept: Self.share(amount))
    case .opacity(let amount):
      [1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, Self.share(amount), 0]
    case .grayscale(let amount): Self.saturation(1 - Self.share(amount), Self.grayscaleWeights)
    case .saturate(let amount): Self.saturation(max(0, amount), Self.saturateWeights)
    case .sepia(let amount): Self.sepia(1 - Self.share(amount))
    case .hueRotate(let degrees): Self.hueRotation(degrees)
    case .blur, .dropShadow, .url: nil
    }
  }

  private static func share(_ amount: Double) -> Double { min(max(amount, 0), 1) }

  private static func ramp(slope: Double, intercept: Double) -> [Double] {
    [
      slope, 0, 0, 0, intercept, 0, slope, 0, 0, intercept, 0, 0, slope, 0, intercept, 0, 0, 0, 1,
      0,
    ]
  }

  private static let grayscaleWeights = (red: 0.2126, green: 0.7152, blue: 0.0722)
  private static let saturateWeights = (red: 0.213, green: 0.715, blue: 0.072)

  private static func saturation(_ s: Double, _ w: (red: Double, green: Double, blue: Double))
    -> [Double]
  {
    let (r, g, b) = (w.red * (1 - s), w.green * (1 - s), w.blue * (1 - s))
    return [r + s, g, b, 0, 0, r, g + s, b, 0, 0, r, g, b + s, 0, 0, 0, 0, 0, 1, 0]
  }

  /// - Parameter keep: how much of the original color stays.
  private static func sepia(_ keep: Double) -> [Double] {
    [
      0.393 + 0.607 * keep, 0.769 - 0.769 * keep, 0.189 - 0.189 * keep, 0, 0,
      0.349 - 0.349 * keep, 0.686 + 0.314 * keep, 0.168 - 0.168 * keep, 0, 0,
      0.272 - 0.272 * keep, 0.534 - 0.534 * keep, 0.131 + 0.869 * keep, 0, 0, 0, 0, 0, 1, 0,
    ]
  }

  private static func hueRotation(_ degrees: Double) -> [Double] {
    let c = cos(degrees * .pi / 180)
    let s = sin(degrees * .pi / 180)
    return [
      0.213 + c * 0.787 - s * 0.213, 0.715 - c * 0.715 - s * 0.715, 0.072 - c * 0.072 + s * 0.928,
      0, 0,
      0.213 - c * 0.213 + s * 0.143, 0.715 + c * 0.285 + s * 0.140, 0.072 - c * 0.072 - s * 0.283,
      0, 0,
      0.213 - c * 0.213 - s * 0.787, 0.715 - c * 0.715 + s * 0.715, 0.072 + c * 0.928 + s * 0.072,
      0, 0,
      0, 0, 0, 1, 0,
    ]
  }
}
