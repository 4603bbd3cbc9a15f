import Cairo
import Scene

/// Runs a filter graph over a picture. `[Filter Effects 1, §9]`
struct FilterGraphPainting {
  private let graph: FilterGraph
  /// The picture's place in device pixels.
  private let area: DeviceRect

  private typealias Pixels = UnsafeMutableBufferPointer<UInt32>

  static func apply(_ graph: FilterGraph, to surface: PixelSurface, area: DeviceRect)
    throws(CairoError)
  {
    try FilterGraphPainting(graph: graph, area: area).run(surface)
  }

  private func run(_ surface: PixelSurface) throws(CairoError) {
    let source = try copy(surface)
    crop(source, to: graph.region)
    var results: [PixelSurface] = []
    for primitive in graph.primitives {
      let inputs = try inputs(of: primitive, source, results)
      let result = try made(by: primitive, inputs)
      if primitive.isLinear, !primitive.isFlood {
        result.withPixels { LinearLight.toDisplay($0) }
      }
      crop(result, to: primitive.region)
      results.append(result)
    }
    let last = results.last ?? source
    crop(last, to: graph.region)
    transfer(from: last, to: surface)
  }

  /// Pictures of a primitive's own, in its color space.
  private func inputs(
    of primitive: FilterGraph.Primitive, _ source: PixelSurface, _ results: [PixelSurface]
  ) throws(CairoError) -> [PixelSurface] {
    var inputs: [PixelSurface] = []
    for input in primitive.inputs {
      let made: PixelSurface
      switch input {
      case .source: made = try copy(source)
      case .sourceAlpha:
        made = try copy(source)
        made.withPixels { pixels in
          for index in pixels.indices { pixels[index] &= 0xFF00_0000 }
        }
      case .result(let index):
        made = try copy(results.indices.contains(index) ? results[index] : source)
      }
      if primitive.isLinear { made.withPixels { LinearLight.fromDisplay($0) } }
      inputs.append(made)
    }
    return inputs
  }

  private func made(by primitive: FilterGraph.Primitive, _ inputs: [PixelSurface])
    throws(CairoError) -> PixelSurface
  {
    let empty = try PixelSurface(width: area.width, height: area.height)
    let first = inputs.first ?? empty
    let second = inputs.count > 1 ? inputs[1] : empty
    switch primitive.operation {
    case .colorMatrix(let matrix): first.withPixels { ColorMatrix.apply(matrix, to: $0) }
    case .transfer(let tables): first.withPixels { ComponentTransfer.apply(tables, to: $0) }
    case .blur(let x, let y): FilterChain.blur(first, x, y)
    case .offset(let x, let y):
      try draw(first, on: empty, x: x.rounded(), y: y.rounded(), .over)
      return empty
    case .flood(let color):
      empty.clear(PixelMath.word(color))
      return empty
    case .merge:
      for input in inputs { try draw(input, on: empty, .over) }
      return empty
    case .blend(let mode):
      try draw(first, on: second, mode.compositeOperator)
      return second
    case .composite(let composite):
      composite.apply(first, second)
      return first
    case .dropShadow(let x, let y, let sigma, let color):
      try FilterChain.apply(
        [.dropShadow(x: x, y: y, sigma: sigma, color: color)], to: first, area: area)
    case .morphology(let dilates, let x, let y):
      Morphology(dilates: dilates, x: x, y: y).apply(to: first)
    }
    return first
  }

  // MARK: Pictures

  private func copy(_ surface: PixelSurface) throws(CairoError) -> PixelSurface {
    let result = try PixelSurface(width: surface.width, height: surface.height)
    transfer(from: surface, to: result)
    return result
  }

  private func transfer(from source: PixelSurface, to target: PixelSurface) {
    source.withPixels { read in
      target.withPixels { written in
        for index in written.indices { written[index] = read[index] }
      }
    }
  }

  private func draw(
    _ source: PixelSurface, on target: PixelSurface, x: Double = 0, y: Double = 0,
    _ mode: CompositeOperator
  ) throws(CairoError) {
    let pen = try DrawingContext(on: target)
    pen.setSource(source, x: x, y: y)
    pen.setOperator(mode)
    pen.paint()
    try pen.check()
  }

  private func crop(_ surface: PixelSurface, to region: DeviceRect) {
    let kept = region.intersection(area)
    if kept == area { return }
    surface.withPixels { pixels in
      for y in 0..<area.height {
        let isInside = y + area.top >= kept.top && y + area.top < kept.bottom
        for x in 0..<area.width
        where !isInside || x + area.left < kept.left || x + area.left >= kept.right {
          pixels[y * area.width + x] = 0
        }
      }
    }
  }
}

extension FilterGraph.Primitive {
  /// A flood's color is given in sRGB whatever the primitive's color space.
  fileprivate var isFlood: Bool { if case .flood = operation { true } else { false } }
}

extension FilterGraph.Composite {
  /// Leaves the first picture composited with the second in the first. `[Filter Effects 1, §9.8]`
  func apply(_ first: PixelSurface, _ second: PixelSurface) {
    first.withPixels { a in
      second.withPixels { b in
        for index in a.indices { a[index] = combined(a[index], b[index]) }
      }
    }
  }

  private func combined(_ a: UInt32, _ b: UInt32) -> UInt32 {
    let alphaA = a >> 24
    let alphaB = b >> 24
    func sum(_ x: UInt32, _ y: UInt32) -> UInt32 {
      var result: UInt32 = 0
      for shift in [UInt32(0), 8, 16, 24] {
        result |= min((x >> shift & 255) + (y >> shift & 255), 255) << shift
      }
      return result
    }
    switch self {
    case .over: return PixelMath.over(a, b)
    case .in: return PixelMath.scale(a, by: alphaB)
    case .out: return PixelMath.scale(a, by: 255 - alphaB)
    case .atop:
      return sum(PixelMath.scale(a, by: alphaB), PixelMath.scale(b, by: 255 - alphaA))
    case .xor:
      return sum(PixelMath.scale(a, by: 255 - alphaB), PixelMath.scale(b, by: 255 - alphaA))
    case .lighter: return sum(a, b)
    case .arithmetic(let k):
      guard k.count == 4 else { return a }
      var result: UInt32 = 0
      var alpha: UInt32 = 255
      // Premultiplied components may not exceed the alpha, which comes first.
      for shift in [UInt32(24), 16, 8, 0] {
        let x = Double(a >> shift & 255) / 255
        let y = Double(b >> shift & 255) / 255
        let value = k[0] * x * y + k[1] * x + k[2] * y + k[3]
        let byte = min(UInt32((min(max(value.isNaN ? 0 : value, 0), 1) * 255).rounded()), alpha)
        if shift == 24 { alpha = byte }
        result |= byte << shift
      }
      return result
    }
  }
}
