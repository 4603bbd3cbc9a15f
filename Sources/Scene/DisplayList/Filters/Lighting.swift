/// A picture's alpha as a relief under a light. `[Filter Effects 1, §§9.10, 9.19, 10]`
package struct Lighting: Sendable, Hashable {
  /// A position or a direction: pixels right, down and toward the viewer.
  package struct Vector: Sendable, Hashable {
    package var x: Double
    package var y: Double
    package var z: Double

    package init(x: Double, y: Double, z: Double) {
      self.x = x
      self.y = y
      self.z = z
    }
  }

  package enum Light: Sendable, Hashable {
    /// The direction to the light, of length 1.
    case distant(Vector)
    case point(Vector)
    /// - Parameters:
    ///   - exponent: how fast the light fades from its axis.
    ///   - cone: degrees from the axis beyond which all is dark; nil for no end.
    case spot(Vector, target: Vector, exponent: Double, cone: Double?)
  }

  /// How the surface throws light back.
  package enum Reflection: Sendable, Hashable {
    case diffuse
    case specular(exponent: Double)
  }

  package var light: Light
  package var reflection: Reflection
  /// How much of the light is thrown back.
  package var constant: Double
  /// The height of opaque pixels, in pixels.
  package var surfaceScale: Double
  package var color: Color

  package init(
    light: Light, reflection: Reflection, constant: Double, surfaceScale: Double, color: Color
  ) {
    self.light = light
    self.reflection = reflection
    self.constant = constant
    self.surfaceScale = surfaceScale
    self.color = color
  }

  /// With `factor` times the device pixels.
  func scaled(by factor: Double) -> Lighting {
    func scaled(_ vector: Vector) -> Vector {
      Vector(x: vector.x * factor, y: vector.y * factor, z: vector.z * factor)
    }
    var result = self
    result.surfaceScale *= factor
    switch light {
    case .distant: break
    case .point(let position): result.light = .point(scaled(position))
    case .spot(let position, let target, let exponent, let cone):
      result.light = .spot(
        scaled(position), target: scaled(target), exponent: exponent, cone: cone)
    }
    return result
  }
}
