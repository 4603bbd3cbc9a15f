import Hashing

extension Hasher128 {
  mutating func combine(_ graph: FilterGraph) {
    combine(graph.region)
    combine(graph.primitives.count)
    for primitive in graph.primitives {
      combine(primitive.isLinear)
      combine(primitive.region)
      combine(primitive.inputs.count)
      for input in primitive.inputs {
        switch input {
        case .source: combine(-1)
        case .sourceAlpha: combine(-2)
        case .result(let index): combine(index)
        }
      }
      combine(primitive.operation)
    }
  }

  private mutating func combine(_ area: DeviceRect) {
    combine(area.left)
    combine(area.top)
    combine(area.right)
    combine(area.bottom)
  }

  private mutating func combine(_ numbers: [Double]) {
    combine(numbers.count)
    for number in numbers { combine(number) }
  }

  private mutating func combine(_ operation: FilterGraph.Operation) {
    switch operation {
    case .colorMatrix(let numbers):
      combine(1)
      combine(numbers)
    case .transfer(let tables):
      combine(2)
      combine(tables.count)
      for table in tables {
        combine(table.count)
        for value in table { combine(Int(value)) }
      }
    case .blur(let x, let y):
      combine(3)
      combine(x)
      combine(y)
    case .offset(let x, let y):
      combine(4)
      combine(x)
      combine(y)
    case .flood(let color):
      combine(5)
      combine(color)
    case .merge: combine(6)
    case .blend(let mode):
      combine(7)
      combine(mode.rawValue)
    case .composite(let composite):
      combine(8)
      combine(composite)
    case .dropShadow(let x, let y, let sigma, let color):
      combine(9)
      combine(x)
      combine(y)
      combine(sigma)
      combine(color)
    case .morphology(let dilates, let x, let y):
      combine(10)
      combine(dilates)
      combine(x)
      combine(y)
    case .turbulence(let turbulence):
      combine(11)
      combine(turbulence)
    case .tile(let area):
      combine(12)
      combine(area)
    case .picture(let picture):
      combine(13)
      combine(picture.tiles)
      combine(picture.area)
      combine(picture.transform)
    case .displacement(let displacement):
      combine(14)
      combine(displacement.scale)
      combine(displacement.x.rawValue)
      combine(displacement.y.rawValue)
    case .convolution(let convolution):
      combine(15)
      combine(convolution)
    case .lighting(let lighting):
      combine(16)
      combine(lighting)
    }
  }

  private mutating func combine(_ turbulence: Turbulence) {
    combine(turbulence.isFractal)
    combine(turbulence.frequencyX)
    combine(turbulence.frequencyY)
    combine(turbulence.octaves)
    combine(turbulence.seed)
    combine(turbulence.tile != nil)
    if let tile = turbulence.tile { combine(tile) }
    combine(turbulence.toUser)
  }

  private mutating func combine(_ convolution: Convolution) {
    combine(convolution.columns)
    combine(convolution.rows)
    combine(convolution.kernel)
    combine(convolution.divisor)
    combine(convolution.bias)
    combine(convolution.targetX)
    combine(convolution.targetY)
    combine(convolution.edgeMode.rawValue)
    combine(convolution.preservesAlpha)
    combine(convolution.step)
  }

  private mutating func combine(_ lighting: Lighting) {
    func numbers(_ vector: Lighting.Vector) -> [Double] { [vector.x, vector.y, vector.z] }
    switch lighting.light {
    case .distant(let direction):
      combine(1)
      combine(numbers(direction))
    case .point(let position):
      combine(2)
      combine(numbers(position))
    case .spot(let position, let target, let exponent, let cone):
      combine(3)
      combine(numbers(position) + numbers(target) + [exponent] + (cone.map { [$0] } ?? []))
    }
    switch lighting.reflection {
    case .diffuse: combine(1)
    case .specular(let exponent):
      combine(2)
      combine(exponent)
    }
    combine(lighting.constant)
    combine(lighting.surfaceScale)
    combine(lighting.color)
  }

  private mutating func combine(_ composite: FilterGraph.Composite) {
    switch composite {
    case .over: combine(1)
    case .in: combine(2)
    case .out: combine(3)
    case .atop: combine(4)
    case .xor: combine(5)
    case .lighter: combine(6)
    case .arithmetic(let numbers):
      combine(7)
      combine(numbers)
    }
  }
}
