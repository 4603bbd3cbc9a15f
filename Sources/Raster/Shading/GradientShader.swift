import Scene

/// The colors of a gradient at device pixels. Each pixel is computed from its own position alone, so
/// neighbours painted at other times fit without a seam.
struct GradientShader {
  private let geometry: Gradient.Geometry
  private let ramp: GradientRamp
  /// From device pixels to the gradient's coordinates.
  private let inverse: AffineTransform

  var isOpaque: Bool { ramp.isOpaque }

  /// - Parameters:
  ///   - transform: from the gradient's coordinates to device pixels.
  ///   - ramps: made ramps by gradient and length.
  init?(_ gradient: Gradient, transform: AffineTransform, ramps: inout RampCache) {
    guard let inverse = transform.inverse else { return nil }
    self.inverse = inverse
    geometry = gradient.geometry
    ramp = ramps.ramp(for: gradient, pixels: Self.length(gradient.geometry, transform))
  }

  /// How many device pixels the offsets from 0 to 1 take.
  private static func length(_ geometry: Gradient.Geometry, _ transform: AffineTransform) -> Double
  {
    let scale = max(
      (transform.a * transform.a + transform.b * transform.b).squareRoot(),
      (transform.c * transform.c + transform.d * transform.d).squareRoot())
    switch geometry {
    case .linear(let from, let to):
      let dx = to.x - from.x
      let dy = to.y - from.y
      return (dx * dx + dy * dy).squareRoot() * scale
    case .radial(_, let rx, let ry): return max(rx, ry) * scale
    case .conic: return 8192
    }
  }

  /// Writes the colors of `count` pixels of row `y` from column `x` on.
  func shade(x: Int, y: Int, count: Int, into target: UnsafeMutablePointer<UInt32>) {
    let start = inverse.apply(Point(x: Double(x) + 0.5, y: Double(y) + 0.5))
    switch geometry {
    case .linear(let from, let to):
      linear(from, to, start: start, count: count, into: target)
    case .radial(let center, let rx, let ry):
      for column in 0..<count {
        let step = Double(column)
        let dx = (start.x + inverse.a * step - center.x) / rx
        let dy = (start.y + inverse.b * step - center.y) / ry
        target[column] = ramp.color(at: (dx * dx + dy * dy).squareRoot())
      }
    case .conic(let center, let angle):
      let turn = angle / 360
      for column in 0..<count {
        let step = Double(column)
        let dx = start.x + inverse.a * step - center.x
        let dy = start.y + inverse.b * step - center.y
        var offset = turnsFromUp(dx, dy) - turn
        offset -= offset.rounded(.down)
        target[column] = ramp.color(at: offset)
      }
    }
  }

  private func linear(
    _ from: Point, _ to: Point, start: Point, count: Int, into target: UnsafeMutablePointer<UInt32>
  ) {
    let dx = to.x - from.x
    let dy = to.y - from.y
    let squared = dx * dx + dy * dy
    guard squared > 0 else {
      target.update(repeating: ramp.after, count: count)
      return
    }
    let first = ((start.x - from.x) * dx + (start.y - from.y) * dy) / squared
    let step = (inverse.a * dx + inverse.b * dy) / squared
    if abs(step) < 1e-12 {
      target.update(repeating: ramp.color(at: first), count: count)
      return
    }
    for column in 0..<count { target[column] = ramp.color(at: first + Double(column) * step) }
  }
}

/// The share of a clockwise turn from straight up to a direction, 0…1, to about a millionth.
///
/// A polynomial of plain multiplications, since the C library's arc tangent may differ between
/// machines. The coefficients are a least-squares fit of atan(z) / 2π on 0…1.
@inline(__always)
private func turnsFromUp(_ x: Double, _ y: Double) -> Double {
  let ax = abs(x)
  let ay = abs(y)
  let large = max(ax, ay)
  guard large > 0 else { return 0 }
  let z = min(ax, ay) / large
  let s = z * z
  var turn =
    z
    * (0.159154928057 + s
      * (-0.053050572525 + s
        * (0.031809560543 + s
          * (-0.022543223698 + s
            * (0.016722870443 + s
              * (-0.011535371132 + s
                * (0.006350094201 + s * (-0.002301100237 + s * 0.000392815237))))))))
  if ax > ay { turn = 0.25 - turn }
  if y > 0 { turn = 0.5 - turn }
  return x < 0 ? 1 - turn : turn
}

/// Ramps by the content of their gradients.
struct RampCache {
  private struct Key: Hashable {
    var stops: [Gradient.Stop]
    var isRepeating: Bool
    var pixels: Double
  }

  private var ramps = ByteBoundedCache<Key, GradientRamp>(limit: 8 << 20)

  mutating func ramp(for gradient: Gradient, pixels: Double) -> GradientRamp {
    let key = Key(stops: gradient.stops, isRepeating: gradient.isRepeating, pixels: pixels)
    if let known = ramps.value(for: key) { return known }
    let ramp = GradientRamp(
      stops: gradient.stops, isRepeating: gradient.isRepeating, pixels: pixels)
    ramps.insert(ramp, byteCount: ramp.byteCount, for: key)
    return ramp
  }
}
