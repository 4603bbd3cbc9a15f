import Cairo
import Scene

/// Runs a filter graph over a picture. `[Filter Effects 1, §9]`
struct FilterGraphPainting {
  let graph: FilterGraph
  /// The picture's place in device pixels.
  let area: DeviceRect
  /// What pictures are painted with.
  let list: DisplayList
  let caches: RasterCaches

  /// A picture, and whether its components are linear light.
  private struct Layer {
    var surface: PixelSurface
    var isLinear = false
  }

  private typealias Pixels = UnsafeMutableBufferPointer<UInt32>

  func run(on surface: PixelSurface) throws(CairoError) {
    let source = Layer(surface: try copy(surface))
    crop(source.surface, to: graph.region)
    let lastUses = self.lastUses
    var results: [Layer?] = []
    for (index, primitive) in graph.primitives.enumerated() {
      let inputs = Inputs(painting: self, primitive: primitive, source: source, results: results)
      let result = try made(by: primitive, inputs)
      crop(result.surface, to: primitive.region)
      results.append(result)
      // Pictures go once nobody reads them any more, so that long graphs take no more memory than
      // wide ones.
      for other in results.indices where lastUses[other] == index { results[other] = nil }
    }
    var last = results.last.flatMap { $0 } ?? source
    convert(&last, toLinear: false)
    crop(last.surface, to: graph.region)
    transfer(from: last.surface, to: surface)
  }

  /// For each primitive the last one that reads its result; the graph's own result is read at the end.
  private var lastUses: [Int] {
    var uses = Array(graph.primitives.indices)
    for (index, primitive) in graph.primitives.enumerated() {
      for case .result(let input) in primitive.inputs where uses.indices.contains(input) {
        uses[input] = max(uses[input], index)
      }
    }
    if let last = uses.indices.last { uses[last] = .max }
    return uses
  }

  /// Pictures of a primitive's own, made when they are asked for.
  private struct Inputs {
    let painting: FilterGraphPainting
    let primitive: FilterGraph.Primitive
    let source: Layer
    let results: [Layer?]

    var count: Int { primitive.inputs.count }

    /// An input in the primitive's color space; transparent where there is none.
    func surface(_ index: Int) throws(CairoError) -> PixelSurface {
      var layer = try layer(index)
      painting.convert(&layer, toLinear: primitive.isLinear)
      return layer.surface
    }

    /// An input in the color space that it is in.
    func layer(_ index: Int) throws(CairoError) -> Layer {
      guard primitive.inputs.indices.contains(index) else {
        return Layer(surface: try painting.blank(), isLinear: primitive.isLinear)
      }
      switch primitive.inputs[index] {
      case .source: return Layer(surface: try painting.copy(source.surface))
      case .sourceAlpha:
        let surface = try painting.copy(source.surface)
        surface.withPixels { pixels in
          for index in pixels.indices { pixels[index] &= 0xFF00_0000 }
        }
        return Layer(surface: surface)
      case .result(let index):
        guard results.indices.contains(index), let result = results[index] else {
          return Layer(surface: try painting.blank(), isLinear: primitive.isLinear)
        }
        return Layer(surface: try painting.copy(result.surface), isLinear: result.isLinear)
      }
    }
  }

  /// What a primitive makes of its inputs. Those that only move pixels leave them in their color space.
  private func made(by primitive: FilterGraph.Primitive, _ inputs: Inputs)
    throws(CairoError) -> Layer
  {
    let isLinear = primitive.isLinear
    switch primitive.operation {
    case .flood(let color):
      // The color is given in sRGB whatever the primitive's color space.
      let result = try blank()
      result.clear(PixelMath.word(color))
      return Layer(surface: result)
    case .picture(let picture): return Layer(surface: try painted(picture))
    case .displacement(let displacement):
      let moved = try inputs.layer(0)
      let result = try displaced(moved.surface, displacement, try inputs.surface(1), primitive)
      return Layer(surface: result, isLinear: moved.isLinear)
    case .offset(let x, let y):
      let moved = try inputs.layer(0)
      let result = try blank()
      try draw(moved.surface, on: result, x: x.rounded(), y: y.rounded(), .over)
      return Layer(surface: result, isLinear: moved.isLinear)
    case .merge:
      let result = try blank()
      for index in 0..<inputs.count { try draw(inputs.surface(index), on: result, .over) }
      return Layer(surface: result, isLinear: isLinear)
    case .turbulence(let turbulence):
      let result = try blank()
      let noise = TurbulenceNoise(turbulence)
      result.withPixels { noise.paint($0, area: area, region: primitive.region) }
      return Layer(surface: result, isLinear: isLinear)
    case .tile(let tile):
      let tiled = try inputs.layer(0)
      let result = try repainted(tiled.surface) { target, source in
        TilePattern(tile: tile).paint(target, from: source, area: area, region: primitive.region)
      }
      return Layer(surface: result, isLinear: tiled.isLinear)
    case .convolution(let convolution):
      return Layer(
        surface: try repainted(inputs.surface(0)) { target, source in
          ConvolutionMatrix(convolution: convolution).paint(
            target, from: source, area: area, region: primitive.region)
        }, isLinear: isLinear)
    case .lighting(let lighting):
      let relief = LightedRelief(lighting, isLinear: isLinear)
      return Layer(
        surface: try repainted(inputs.surface(0)) { target, source in
          relief.paint(target, from: source, area: area, region: primitive.region)
        }, isLinear: isLinear)
    case .blend, .blur, .colorMatrix, .composite, .dropShadow, .morphology, .transfer:
      return Layer(
        surface: try changed(
          inputs.surface(0), by: primitive.operation, isLinear,
          second: { () throws(CairoError) in
            try inputs.surface(1)
          }), isLinear: isLinear)
    }
  }

  /// The operations that change a picture in its place.
  private func changed(
    _ first: PixelSurface, by operation: FilterGraph.Operation, _ isLinear: Bool,
    second: () throws(CairoError) -> PixelSurface
  ) throws(CairoError) -> PixelSurface {
    switch operation {
    case .colorMatrix(let matrix): first.withPixels { ColorMatrix.apply(matrix, to: $0) }
    case .transfer(let tables): first.withPixels { ComponentTransfer.apply(tables, to: $0) }
    case .blur(let x, let y): FilterChain.blur(first, x, y)
    case .blend(let mode):
      let lower = try second()
      try draw(first, on: lower, mode.compositeOperator)
      return lower
    case .composite(let composite): composite.apply(first, try second())
    case .dropShadow(let x, let y, let sigma, let color):
      try FilterChain.dropShadow(
        first, x: x, y: y, sigma: sigma,
        color: isLinear ? LinearLight.fromDisplay(color) : color)
    case .morphology(let dilates, let x, let y):
      Morphology(dilates: dilates, x: x, y: y).apply(to: first)
    case .convolution, .displacement, .flood, .lighting, .merge, .offset, .picture, .tile,
      .turbulence:
      break
    }
    return first
  }

  private func displaced(
    _ source: PixelSurface, _ displacement: Displacement, _ map: PixelSurface,
    _ primitive: FilterGraph.Primitive
  ) throws(CairoError) -> PixelSurface {
    try repainted(source) { target, pixels in
      map.withPixels { map in
        DisplacementMap(displacement: displacement).paint(
          target, from: pixels, map: map, area: area, region: primitive.region)
      }
    }
  }

  private func painted(_ picture: FilterPicture) throws(CairoError) -> PixelSurface {
    guard
      let item = list.item(
        .fill(Fill(.rect(picture.area), .tiles(picture.tiles))), transform: picture.transform,
        clip: nil)
    else { return try blank() }
    let layer = try ItemPainter.layer(list: list, caches: caches, area: area)
    try layer.paint([item])
    return layer.target
  }

  /// A picture made from another.
  private func repainted(
    _ source: PixelSurface, _ paint: (_ target: Pixels, _ source: Pixels) -> Void
  )
    throws(CairoError) -> PixelSurface
  {
    let result = try blank()
    source.withPixels { read in
      result.withPixels { written in paint(written, read) }
    }
    return result
  }

  private func convert(_ layer: inout Layer, toLinear: Bool) {
    guard layer.isLinear != toLinear else { return }
    layer.surface.withPixels {
      if toLinear { LinearLight.fromDisplay($0) } else { LinearLight.toDisplay($0) }
    }
    layer.isLinear = toLinear
  }

  // MARK: Pictures

  private func blank() throws(CairoError) -> PixelSurface {
    try PixelSurface(width: area.width, height: area.height)
  }

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
