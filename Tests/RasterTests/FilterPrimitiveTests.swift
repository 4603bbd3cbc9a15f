import Cairo
import Scene
import Testing

@testable import Raster

/// Each filter primitive on small pictures, against what the specification's formulas give.
/// `[Filter Effects 1, §9]`
@Suite struct FilterPrimitiveTests {
  private typealias Operation = FilterGraph.Operation

  /// The words that a primitive makes of a picture, which is its second input as well.
  private func filtered(
    _ width: Int, _ words: [UInt32], _ operation: Operation, isLinear: Bool = false,
    region: DeviceRect? = nil
  ) throws -> [UInt32] {
    let area = DeviceRect(left: 0, top: 0, right: width, bottom: words.count / width)
    let primitive = FilterGraph.Primitive(
      operation, inputs: [.source, .source], isLinear: isLinear, region: region ?? area)
    return try run([primitive], area, words)
  }

  private func run(_ primitives: [FilterGraph.Primitive], _ area: DeviceRect, _ words: [UInt32])
    throws -> [UInt32]
  {
    let surface = try PixelSurface(width: area.width, height: area.height, pixels: words)
    let rasterizer = try makeRasterizer()
    try FilterGraphPainting(
      graph: FilterGraph(primitives: primitives, region: area), area: area,
      list: DisplayList(width: area.width, height: area.height), caches: rasterizer.caches
    ).run(on: surface)
    return surface.withPixels { Array($0) }
  }

  private let red: UInt32 = 0xFFFF_0000
  private let blue: UInt32 = 0xFF00_00FF
  private let white: UInt32 = 0xFFFF_FFFF

  // MARK: Noise

  private func noise(
    _ fractal: Bool, _ x: Double, _ y: Double, _ octaves: Int, _ seed: Int, tile: Rect? = nil
  ) -> TurbulenceNoise {
    TurbulenceNoise(
      Turbulence(
        isFractal: fractal, frequencyX: x, frequencyY: y, octaves: octaves, seed: seed, tile: tile,
        toUser: .identity))
  }

  @Test func noiseIsThatOfTheReferenceCode() {
    func bytes(_ noise: TurbulenceNoise, _ x: Double, _ y: Double) -> [Int] {
      let color = noise.color(x: x, y: y)
      return (0..<4).map { Int((color[$0] * 255).rounded()) }
    }
    // From a run of the specification's C code.
    let marble = noise(false, 0.05, 0.05, 1, 0)
    #expect(bytes(marble, 1, 1) == [15, 2, 11, 16])
    #expect(bytes(marble, 22, 6) == [25, 58, 8, 78])
    let clouds = noise(true, 0.03, 0.1, 3, 7)
    #expect(bytes(clouds, 1, 1) == [148, 105, 131, 98])
    #expect(bytes(clouds, 22, 6) == [126, 86, 193, 141])
    let stitched = noise(
      false, 0.02, 0.03, 2, -3, tile: Rect(x: 0, y: 0, width: 8, height: 8))
    #expect(bytes(stitched, 8, 6) == [75, 18, 83, 17])
  }

  @Test func stitchedNoiseMeetsItself() {
    let noise = noise(true, 0.1, 0.2, 2, 5, tile: Rect(x: 0, y: 0, width: 8, height: 8))
    #expect(noise.color(x: 0, y: 3) == noise.color(x: 8, y: 3))
    #expect(noise.color(x: 5, y: 3) == noise.color(x: 5, y: 11))
    #expect(noise.color(x: 0, y: 3) != noise.color(x: 4, y: 3))
  }

  @Test func noiseBearsAnyFigures() {
    for value in [0, 1e300, .infinity, .nan, -1e300] as [Double] {
      let tile = Rect(x: value, y: value, width: value, height: 4)
      for seed in [0, .max, .min + 1, -2_147_483_646] {
        let color = noise(true, value, 0.1, 1 << 40, seed, tile: tile).color(x: value, y: 3)
        #expect((0..<4).allSatisfy { (0...1).contains(color[$0]) })
      }
    }
  }

  // MARK: Moves

  @Test func tilesRepeatOneArea() throws {
    let picture = (0..<6).map { UInt32(0xFF00_0000) | UInt32($0) }
    #expect(
      try filtered(6, picture, .tile(DeviceRect(left: 2, top: 0, right: 4, bottom: 1)))
        == [2, 3, 2, 3, 2, 3].map { 0xFF00_0000 | $0 })
    #expect(try filtered(6, picture, .tile(.empty)) == Array(repeating: 0, count: 6))
  }

  @Test func pixelsMoveByHalfTheScaleWhereAChannelIsFull() throws {
    // Blue is full in the third pixel alone: it takes what lies 2 to the right, the others what lies 2
    // to the left.
    let picture: [UInt32] = [red, red, blue, red, 0xFF00_FF00]
    let displacement = Displacement(
      scale: AffineTransform(a: 4, d: 0), x: .blue, y: .red)
    #expect(
      try filtered(5, picture, .displacement(displacement)) == [0, 0, 0xFF00_FF00, red, blue])
    for scale in [Double.infinity, .nan, 1e300] {
      let far = Displacement(scale: AffineTransform(a: scale, d: scale), x: .blue, y: .red)
      #expect(try filtered(5, picture, .displacement(far)) == [0, 0, 0, 0, 0])
    }
  }

  @Test func picturesTakeTheirPlace() throws {
    let rasterizer = try makeRasterizer()
    let area = DeviceRect(left: 0, top: 0, right: 4, bottom: 2)
    let gradient = ramp(.linear(from: .zero, to: Point(x: 4, y: 0)), [.white, .white])
    let picture = FilterPicture(
      tiles: Tiles(
        source: .gradient(gradient), tile: Rect(x: 0, y: 0, width: 4, height: 2), step: .zero),
      area: Rect(x: 1, y: 0, width: 2, height: 1), transform: .identity)
    let surface = try PixelSurface(width: 4, height: 2)
    try FilterGraphPainting(
      graph: FilterGraph(
        primitives: [
          FilterGraph.Primitive(.picture(picture), inputs: [], isLinear: true, region: area)
        ], region: area), area: area, list: DisplayList(width: 4, height: 2),
      caches: rasterizer.caches
    ).run(on: surface)
    #expect(surface.withPixels { Array($0) } == [0, white, white, 0, 0, 0, 0, 0])
  }

  // MARK: Convolution

  private func convolution(
    _ columns: Int, _ kernel: [Double], divisor: Double = 1, bias: Double = 0, target: Int,
    _ edgeMode: Convolution.EdgeMode = .none, preservesAlpha: Bool = false, step: Double = 1
  ) throws -> Operation {
    .convolution(
      try #require(
        Convolution(
          columns: columns, rows: kernel.count / columns, kernel: kernel, divisor: divisor,
          bias: bias, targetX: target, targetY: 0, edgeMode: edgeMode,
          preservesAlpha: preservesAlpha, step: Size(width: step, height: step))))
  }

  @Test func kernelsAreTurnedAround() throws {
    // The first figure weighs the right neighbour, so the picture moves to the left.
    let moved = try filtered(3, [red, blue, white], convolution(3, [1, 0, 0], target: 1))
    #expect(moved == [blue, white, 0])
  }

  @Test func edgesAreRepeatedWrappedOrEmpty() throws {
    func moved(_ mode: Convolution.EdgeMode) throws -> [UInt32] {
      try filtered(3, [red, blue, white], convolution(3, [0, 0, 1], target: 1, mode))
    }
    #expect(try moved(.none) == [0, red, blue])
    #expect(try moved(.duplicate) == [red, red, blue])
    #expect(try moved(.wrap) == [white, red, blue])
  }

  @Test func sumsAreDividedAndBiased() throws {
    let average = try filtered(
      2, [0xFF00_0000, 0xFF64_3214], convolution(2, [1, 1], divisor: 2, target: 0, .duplicate))
    #expect(average == [0xFF32_190A, 0xFF64_3214])
    let biased = try filtered(
      1, [0x8040_2000], convolution(1, [1], bias: 0.2, target: 0, preservesAlpha: true))
    // Colors as they are without alpha: 127.5 + 51 and so on, then thinned again.
    #expect(biased == [0x805A_3A1A])
  }

  @Test func kernelsBearAnyFigures() throws {
    for figure in [Double.infinity, -.infinity, .nan, 1e300] {
      let made = try filtered(
        2, [red, blue], convolution(2, [figure, 1], bias: figure, target: 0, step: figure))
      #expect(made.allSatisfy { $0 >> 16 & 255 <= $0 >> 24 })
    }
    #expect(
      Convolution(
        columns: .max, rows: .max, kernel: [], divisor: 1, bias: 0, targetX: 0, targetY: 0,
        edgeMode: .none, preservesAlpha: false, step: .zero) == nil)
  }

  // MARK: Light

  private func lighting(
    _ light: Lighting.Light, _ reflection: Lighting.Reflection = .diffuse, constant: Double = 1,
    surfaceScale: Double = 1, color: Color = .white
  ) -> Operation {
    .lighting(
      Lighting(
        light: light, reflection: reflection, constant: constant, surfaceScale: surfaceScale,
        color: color))
  }

  @Test func levelSurfacesAreAsBrightAsTheLightStandsHigh() throws {
    let slanted = Lighting.Light.distant(Lighting.Vector(x: 0.6, y: 0, z: 0.8))
    #expect(try filtered(2, [red, red], lighting(slanted)) == [0xFFCC_CCCC, 0xFFCC_CCCC])
    // The half vector's cosine is √0.9; its square is what exponent 2 makes of it.
    let shining = try filtered(
      2, [red, red], lighting(slanted, .specular(exponent: 2), color: Color(r: 255, g: 0, b: 0)))
    #expect(shining == [0xE6E6_0000, 0xE6E6_0000])
  }

  @Test func slopesFaceAwayFromTheHeight() throws {
    // Alpha 0, ½ and 1: Sobel's operator counts twice the slope, so that it faces left at 45°.
    let picture: [UInt32] = [0, 0x8000_0000, 0xFF00_0000]
    let left = Lighting.Light.distant(Lighting.Vector(x: -1, y: 0, z: 0))
    #expect(try filtered(3, picture, lighting(left)).map { $0 & 255 } == [181, 180, 180])
    let right = Lighting.Light.distant(Lighting.Vector(x: 1, y: 0, z: 0))
    #expect(
      try filtered(3, picture, lighting(right))
        == Array(repeating: 0xFF00_0000, count: 3))
  }

  @Test func lampsShineFromTheirPlaceAndSpotsWithinTheirCone() throws {
    let above = Lighting.Vector(x: 2.5, y: 0.5, z: 1)
    let flat = [UInt32](repeating: 0, count: 5)
    let lamp = try filtered(5, flat, lighting(.point(above)))
    // Cosines 1/√5, 1/√2, 1.
    #expect(lamp.map { $0 & 255 } == [114, 180, 255, 180, 114])
    let spot = Lighting.Light.spot(
      above, target: Lighting.Vector(x: 2.5, y: 0.5, z: 0), exponent: 1, cone: 30)
    #expect(try filtered(5, flat, lighting(spot)).map { $0 & 255 } == [0, 0, 255, 0, 0])
  }

  @Test func lightBearsAnyFigures() throws {
    for figure in [Double.infinity, -.infinity, .nan, 1e300, 0] {
      let vector = Lighting.Vector(x: figure, y: figure, z: figure)
      let spot = Lighting.Light.spot(vector, target: vector, exponent: figure, cone: figure)
      for light in [spot, .point(vector), .distant(vector)] {
        for reflection in [Lighting.Reflection.diffuse, .specular(exponent: figure)] {
          let operation = lighting(light, reflection, constant: figure, surfaceScale: figure)
          #expect(try filtered(2, [red, 0], operation).count == 2)
        }
      }
    }
  }

  // MARK: The graph

  @Test func floodsAndShadowsKeepTheirColorInLinearLight() throws {
    let gray = Color(r: 128, g: 128, b: 128)
    #expect(try filtered(1, [red], .flood(gray), isLinear: true) == [0xFF80_8080])
    let shadow = try filtered(
      2, [red, 0], .dropShadow(x: 1, y: 0, sigma: 0, color: gray), isLinear: true)
    #expect(shadow[0] == red)
    #expect(abs(Int(shadow[1] & 255) - 128) <= 1)
  }

  @Test func thinColorsKeepTheirShadesThroughLinearLight() throws {
    let thin: [UInt32] = [0x2018_1410, 0x1010_0C08, 0xFF80_4060, 0]
    let made = try filtered(
      4, thin, .morphology(dilates: true, x: 0, y: 0), isLinear: true)
    for (before, after) in zip(thin, made) {
      for shift in [UInt32(0), 8, 16, 24] {
        #expect(abs(Int(before >> shift & 255) - Int(after >> shift & 255)) <= 1)
      }
    }
  }

  @Test func farReachingMorphologyIsThatOfEveryPixelInReach() throws {
    let width = 23
    let words = (0..<width).map { UInt32($0 * 11 % 256) * 0x0101_0101 }
    for reach in [1, 2, 7, 30] {
      let thick = try filtered(width, words, .morphology(dilates: true, x: reach, y: 0))
      let thin = try filtered(width, words, .morphology(dilates: false, x: reach, y: 0))
      for index in 0..<width {
        let near = words[max(0, index - reach)...min(width - 1, index + reach)]
        #expect(thick[index] == near.max())
        let isCut = index - reach < 0 || index + reach >= width
        #expect(thin[index] == (isCut ? 0 : near.min()))
      }
    }
  }

  @Test func onlyWhatTheResultIsMadeFromIsPainted() {
    let page = DeviceRect(left: 0, top: 0, right: 100, bottom: 100)
    func reach(_ operations: [Operation]) -> DeviceRect {
      let primitives = operations.enumerated().map { index, operation in
        FilterGraph.Primitive(
          operation, inputs: [index == 0 ? .source : .result(index - 1)], isLinear: false,
          region: .everything)
      }
      return Filter.graph(FilterGraph(primitives: primitives, region: .everything))
        .reach(of: page)
    }
    #expect(reach([.flood(.black), .merge]) == page)
    #expect(
      reach([.offset(x: 30, y: -5)]) == DeviceRect(left: -30, top: 0, right: 100, bottom: 105))
    #expect(
      reach([.morphology(dilates: true, x: 2, y: 3), .offset(x: 10, y: 0)])
        == DeviceRect(left: -12, top: -3, right: 100, bottom: 103))
    let tile = DeviceRect(left: 500, top: 0, right: 510, bottom: 10)
    #expect(reach([.tile(tile)]) == page.union(tile))
    #expect(reach([.offset(x: .nan, y: .infinity)]).width == 100)
  }

  @Test func inputsThatAreNotThereAreTransparent() throws {
    let area = DeviceRect(left: 0, top: 0, right: 1, bottom: 1)
    let primitive = FilterGraph.Primitive(
      .merge, inputs: [.result(0), .result(7)], isLinear: true, region: area)
    #expect(try run([primitive], area, [red]) == [0])
  }
}
