import Glibc
import Scene

/// Lights a picture's alpha as if it were a relief. `[Filter Effects 1, §§9.10, 9.19]`
struct LightedRelief {
  private typealias Vector = SIMD3<Double>
  /// The breadth of the soft edge of a cone, as a difference of cosines.
  private static let softness = 0.016

  private let lighting: Lighting
  private let color: SIMD3<Double>

  /// - Parameter isLinear: whether components are linear light.
  init(_ lighting: Lighting, isLinear: Bool) {
    self.lighting = lighting
    let color = isLinear ? LinearLight.fromDisplay(lighting.color) : lighting.color
    self.color = SIMD3(color.red, color.green, color.blue)
  }

  /// Paints the pixels of `region`, whose edges are the relief's.
  func paint(
    _ target: UnsafeMutableBufferPointer<UInt32>, from source: UnsafeMutableBufferPointer<UInt32>,
    area: DeviceRect, region: DeviceRect
  ) {
    let painted = region.intersection(area)
    guard !painted.isEmpty else { return }
    let origin = (painted.top - area.top) * area.width + painted.left - area.left
    let relief = Relief(
      width: painted.width, height: painted.height, scale: lighting.surfaceScale
    ) { x, y in Double(source[origin + y * area.width + x] >> 24) / 255 }
    let lamp = Lamp(lighting.light)
    for y in 0..<painted.height {
      for x in 0..<painted.width {
        let place = Vector(
          Double(painted.left + x) + 0.5, Double(painted.top + y) + 0.5, relief.height(x, y))
        let light = lamp.light(at: place)
        target[origin + y * area.width + x] = reflected(
          normal: relief.normal(x, y), light.direction, light.strength)
      }
    }
  }

  private func reflected(normal: SIMD3<Double>, _ direction: SIMD3<Double>, _ strength: Double)
    -> UInt32
  {
    switch lighting.reflection {
    case .diffuse:
      let factor = lighting.constant * max((normal * direction).sum(), 0) * strength
      return PixelMath.word(components: SIMD4(clamped(color * factor), 1))
    case .specular(let exponent):
      // Halfway to the eye, which is straight above.
      let half = unit(direction + SIMD3(0, 0, 1))
      let cosine = max((normal * half).sum(), 0)
      let light = clamped(color * (lighting.constant * pow(cosine, exponent) * strength))
      let alpha = light.max()
      return PixelMath.word(premultiplied: SIMD4(light, alpha))
    }
  }

  private func clamped(_ light: SIMD3<Double>) -> SIMD3<Double> {
    light.replacing(with: 0, where: light .!= light).clamped(lowerBound: .zero, upperBound: .one)
  }

  /// What reaches a place of the light.
  private struct Lamp {
    private let light: Lighting.Light
    private let axis: SIMD3<Double>
    /// Cosines between which a spot fades out.
    private let dark: Double
    private let bright: Double

    init(_ light: Lighting.Light) {
      self.light = light
      var axis = SIMD3<Double>.zero
      var dark = -2.0
      if case .spot(let position, let target, _, let cone) = light {
        axis = unit(SIMD3(target) - SIMD3(position))
        if let cone { dark = cos(min(max(cone.magnitude, 0), 90) * .pi / 180) }
      }
      self.axis = axis
      self.dark = dark
      bright = dark + LightedRelief.softness
    }

    /// The direction to the light from a place, and how much of it comes there.
    func light(at place: SIMD3<Double>) -> (direction: SIMD3<Double>, strength: Double) {
      switch light {
      case .distant(let direction): return (SIMD3(direction), 1)
      case .point(let position): return (unit(SIMD3(position) - place), 1)
      case .spot(let position, _, let exponent, _):
        let direction = unit(SIMD3(position) - place)
        let cosine = -(direction * axis).sum()
        guard cosine > 0, cosine >= dark else { return (direction, 0) }
        var strength = pow(cosine, exponent)
        if cosine < bright { strength *= (cosine - dark) / (bright - dark) }
        return (direction, strength)
      }
    }
  }
}

/// The heights of a picture's alpha.
private struct Relief {
  let width: Int
  let height: Int
  private let scale: Double
  private let alphas: [Float]

  init(width: Int, height: Int, scale: Double, alpha: (Int, Int) -> Double) {
    self.width = width
    self.height = height
    self.scale = scale.isFinite ? scale : 0
    var alphas: [Float] = []
    alphas.reserveCapacity(width * height)
    for y in 0..<height {
      for x in 0..<width { alphas.append(Float(alpha(x, y))) }
    }
    self.alphas = alphas
  }

  func height(_ x: Int, _ y: Int) -> Double { scale * alpha(x, y) }

  @inline(__always)
  private func alpha(_ x: Int, _ y: Int) -> Double { Double(alphas[y * width + x]) }

  /// The direction that the surface faces, by Sobel's operator on the neighbours that there are.
  func normal(_ x: Int, _ y: Int) -> SIMD3<Double> {
    let left = max(x - 1, 0)
    let right = min(x + 1, width - 1)
    let top = max(y - 1, 0)
    let bottom = min(y + 1, height - 1)
    var slopeX = 0.0
    var weights = 0.0
    if right > left {
      for row in top...bottom {
        let weight = row == y ? 2.0 : 1
        slopeX += weight * (alpha(right, row) - alpha(left, row))
        weights += weight
      }
      slopeX *= 2 / (weights * Double(right - left))
    }
    var slopeY = 0.0
    weights = 0
    if bottom > top {
      for column in left...right {
        let weight = column == x ? 2.0 : 1
        slopeY += weight * (alpha(column, bottom) - alpha(column, top))
        weights += weight
      }
      slopeY *= 2 / (weights * Double(bottom - top))
    }
    return unit(SIMD3(-scale * slopeX, -scale * slopeY, 1))
  }
}

/// A vector of length 1 with the same direction; zero for none.
private func unit(_ vector: SIMD3<Double>) -> SIMD3<Double> {
  let length = (vector * vector).sum().squareRoot()
  return length > 0 && length.isFinite ? vector / length : .zero
}

extension SIMD3<Double> {
  fileprivate init(_ vector: Lighting.Vector) { self.init(vector.x, vector.y, vector.z) }
}
