/// A filter effect whose steps take each other's results. `[Filter Effects 1, §9]`
///
/// All lengths and areas are in device pixels.
package struct FilterGraph: Sendable, Hashable {
  package enum Input: Sendable, Hashable {
    case source
    case sourceAlpha
    /// The result of an earlier primitive, by its index.
    case result(Int)
  }

  package enum Operation: Sendable, Hashable {
    /// Four rows of five numbers on non-premultiplied components in 0…1.
    case colorMatrix([Double])
    /// For red, green, blue and alpha: 256 results for the values 0, 1/255 … 1.
    case transfer([[UInt8]])
    case blur(sigmaX: Double, sigmaY: Double)
    case offset(x: Double, y: Double)
    case flood(Color)
    /// All inputs over one another, the first at the bottom.
    case merge
    /// The first input over the second.
    case blend(BlendMode)
    case composite(Composite)
    case dropShadow(x: Double, y: Double, sigma: Double, color: Color)
    /// The greatest, or least, components within a distance.
    case morphology(dilates: Bool, x: Int, y: Int)
    case turbulence(Turbulence)
    /// An area of the input over and over.
    case tile(DeviceRect)
    case picture(FilterPicture)
    /// The first input's pixels, moved as the second one says.
    case displacement(Displacement)
    case convolution(Convolution)
    case lighting(Lighting)
  }

  package enum Composite: Sendable, Hashable {
    case over, `in`, out, atop, xor, lighter
    /// `k1·a·b + k2·a + k3·b + k4`
    case arithmetic([Double])
  }

  package struct Primitive: Sendable, Hashable {
    package var operation: Operation
    package var inputs: [Input]
    /// Whether components are linear light while the operation runs.
    package var isLinear: Bool
    /// Outside of it the result is transparent.
    package var region: DeviceRect

    package init(
      _ operation: Operation, inputs: [Input], isLinear: Bool, region: DeviceRect
    ) {
      self.operation = operation
      self.inputs = inputs
      self.isLinear = isLinear
      self.region = region
    }
  }

  /// The last one's result is the filter's.
  package var primitives: [Primitive]
  /// What the filter reads and writes.
  package var region: DeviceRect

  package init(primitives: [Primitive], region: DeviceRect) {
    self.primitives = primitives
    self.region = region
  }

  /// The graph with all lengths multiplied.
  package func scaled(by factor: Double) -> FilterGraph {
    func scaled(_ rect: DeviceRect) -> DeviceRect {
      func side(_ value: Int) -> Int {
        Int(
          min(max(Double(value) * factor, Double(-DeviceRect.limit)), Double(DeviceRect.limit))
            .rounded())
      }
      return DeviceRect(
        left: side(rect.left), top: side(rect.top), right: side(rect.right),
        bottom: side(rect.bottom))
    }
    var result = self
    result.region = scaled(region)
    for index in primitives.indices {
      let operation = primitives[index].operation
      result.primitives[index].region = scaled(primitives[index].region)
      result.primitives[index].operation =
        switch operation {
        case .blur(let x, let y): .blur(sigmaX: x * factor, sigmaY: y * factor)
        case .offset(let x, let y): .offset(x: x * factor, y: y * factor)
        case .dropShadow(let x, let y, let sigma, let color):
          .dropShadow(x: x * factor, y: y * factor, sigma: sigma * factor, color: color)
        case .morphology(let dilates, let x, let y):
          .morphology(dilates: dilates, x: Int(Double(x) * factor), y: Int(Double(y) * factor))
        case .turbulence(let turbulence): .turbulence(turbulence.scaled(by: factor))
        case .tile(let area): .tile(scaled(area))
        case .picture(let picture): .picture(picture.scaled(by: factor))
        case .displacement(let displacement): .displacement(displacement.scaled(by: factor))
        case .convolution(let convolution): .convolution(convolution.scaled(by: factor))
        case .lighting(let lighting): .lighting(lighting.scaled(by: factor))
        case .colorMatrix, .transfer, .flood, .merge, .blend, .composite: operation
        }
    }
    return result
  }

  /// Whether the result shows something even where the filtered picture is empty.
  package var paintsOnItsOwn: Bool {
    primitives.contains { primitive in
      switch primitive.operation {
      case .flood, .turbulence, .picture, .lighting, .transfer, .colorMatrix: true
      case .composite(.arithmetic), .convolution: true
      case .blur, .offset, .merge, .blend, .composite, .dropShadow, .morphology, .tile,
        .displacement:
        false
      }
    }
  }
}
