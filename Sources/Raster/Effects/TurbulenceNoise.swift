import Glibc
import Scene

/// Clouds and marble: the specification's reference algorithm, all four components at once.
/// `[Filter Effects 1, §9.21]`
struct TurbulenceNoise {
  /// Further octaves add less than any pixel can show.
  private static let mostOctaves = 10
  private static let cells = 256
  /// Keeps positions left of and above the origin positive.
  private static let shift = 4096.0
  /// Beyond, a position has no fraction left to tell pixels apart.
  private static let farthest = 1e12

  private let turbulence: Turbulence
  private let octaves: Int
  private var lattice: [Int] = []
  private var gradientX: [SIMD4<Double>] = []
  private var gradientY: [SIMD4<Double>] = []
  private var frequency: (x: Double, y: Double)
  private var stitch: Stitch?
  /// Browsers measure positions from half a device pixel before a pixel's center.
  private let nudge: (x: Double, y: Double)

  /// Where lattice cells start over, so that opposite edges of a tile meet.
  private struct Stitch {
    var width: Double
    var height: Double
    var wrapX: Double
    var wrapY: Double

    mutating func doubleFrequency() {
      width *= 2
      height *= 2
      wrapX = 2 * wrapX - TurbulenceNoise.shift
      wrapY = 2 * wrapY - TurbulenceNoise.shift
    }
  }

  init(_ turbulence: Turbulence) {
    self.turbulence = turbulence
    octaves = min(turbulence.octaves, Self.mostOctaves)
    frequency = (turbulence.frequencyX, turbulence.frequencyY)
    let user = turbulence.toUser
    nudge = (hypot(user.a, user.b) / 2, hypot(user.c, user.d) / 2)
    makeLattice()
    if let tile = turbulence.tile, tile.width > 0, tile.height > 0 { fit(to: tile) }
  }

  /// Paints the pixels of `region`.
  func paint(_ target: UnsafeMutableBufferPointer<UInt32>, area: DeviceRect, region: DeviceRect) {
    let painted = region.intersection(area)
    for y in painted.top..<painted.bottom {
      let row = (y - area.top) * area.width - area.left
      for x in painted.left..<painted.right {
        let point = turbulence.toUser.apply(Point(x: Double(x) + 0.5, y: Double(y) + 0.5))
        target[row + x] = PixelMath.word(
          components: color(x: point.x + nudge.x, y: point.y + nudge.y))
      }
    }
  }

  /// Red, green, blue and alpha in 0…1, not premultiplied, at a place in user space.
  func color(x: Double, y: Double) -> SIMD4<Double> {
    var x = x * frequency.x
    var y = y * frequency.y
    var stitch = stitch
    var ratio = 1.0
    var sum = SIMD4<Double>.zero
    for _ in 0..<max(octaves, 0) {
      let value = noise(x, y, stitch)
      sum += (turbulence.isFractal ? value : value.magnitude) / ratio
      x *= 2
      y *= 2
      ratio *= 2
      stitch?.doubleFrequency()
    }
    if turbulence.isFractal { sum = (sum + 1) / 2 }
    return sum.clamped(lowerBound: .zero, upperBound: .one)
  }

  // MARK: Preparation

  /// The generator of Park and Miller, as the specification spells it out.
  private struct Random {
    private static let modulus = 2_147_483_647
    private var state: Int

    init(seed: Int) {
      var seed = seed
      if seed <= 0 { seed = -(seed % (Self.modulus - 1)) + 1 }
      state = min(seed, Self.modulus - 1)
    }

    mutating func next() -> Int {
      state = 16807 * (state % 127_773) - 2836 * (state / 127_773)
      if state <= 0 { state += Self.modulus }
      return state
    }
  }

  private mutating func makeLattice() {
    var random = Random(seed: turbulence.seed)
    lattice = Array(0..<Self.cells)
    gradientX = Array(repeating: .zero, count: Self.cells)
    gradientY = gradientX
    for channel in 0..<4 {
      for cell in 0..<Self.cells {
        let x = Double(random.next() % (2 * Self.cells) - Self.cells) / Double(Self.cells)
        let y = Double(random.next() % (2 * Self.cells) - Self.cells) / Double(Self.cells)
        let length = (x * x + y * y).squareRoot()
        gradientX[cell][channel] = length > 0 ? x / length : 0
        gradientY[cell][channel] = length > 0 ? y / length : 0
      }
    }
    for cell in (1..<Self.cells).reversed() {
      lattice.swapAt(cell, random.next() % Self.cells)
    }
    // Indices are sums of two, so all is there twice.
    lattice += lattice
    gradientX += gradientX
    gradientY += gradientY
  }

  /// Changes the frequencies to the nearest ones with whole waves across a tile.
  private mutating func fit(to tile: Rect) {
    func fitted(_ frequency: Double, _ extent: Double) -> Double {
      guard frequency != 0 else { return 0 }
      let low = (extent * frequency).rounded(.down) / extent
      let high = (extent * frequency).rounded(.up) / extent
      return low > 0 && frequency / low < high / frequency ? low : high
    }
    frequency = (fitted(frequency.x, tile.width), fitted(frequency.y, tile.height))
    let width = (tile.width * frequency.x + 0.5).rounded(.down)
    let height = (tile.height * frequency.y + 0.5).rounded(.down)
    stitch = Stitch(
      width: width, height: height, wrapX: Self.shift + width, wrapY: Self.shift + height)
  }

  // MARK: Noise

  private func noise(_ x: Double, _ y: Double, _ stitch: Stitch?) -> SIMD4<Double> {
    let x = x + Self.shift
    let y = y + Self.shift
    guard x.magnitude < Self.farthest, y.magnitude < Self.farthest else { return .zero }
    let cellX = x.rounded(.towardZero)
    let cellY = y.rounded(.towardZero)
    let left = x - cellX
    let top = y - cellY
    let x0 = cell(cellX, stitch?.wrapX, stitch?.width)
    let x1 = cell(cellX + 1, stitch?.wrapX, stitch?.width)
    let y0 = cell(cellY, stitch?.wrapY, stitch?.height)
    let y1 = cell(cellY + 1, stitch?.wrapY, stitch?.height)
    let i = lattice[x0]
    let j = lattice[x1]
    let shareX = left * left * (3 - 2 * left)
    let shareY = top * top * (3 - 2 * top)
    let upper = mix(
      gradient(lattice[i + y0], left, top), gradient(lattice[j + y0], left - 1, top), shareX)
    let lower = mix(
      gradient(lattice[i + y1], left, top - 1), gradient(lattice[j + y1], left - 1, top - 1),
      shareX)
    return mix(upper, lower, shareY)
  }

  @inline(__always)
  private func cell(_ position: Double, _ wrap: Double?, _ extent: Double?) -> Int {
    var position = position
    if let wrap, let extent, position >= wrap { position -= extent }
    guard position.magnitude < 2 * Self.farthest else { return 0 }
    return Int(position) & (Self.cells - 1)
  }

  @inline(__always)
  private func gradient(_ cell: Int, _ x: Double, _ y: Double) -> SIMD4<Double> {
    gradientX[cell] * x + gradientY[cell] * y
  }

  @inline(__always)
  private func mix(_ a: SIMD4<Double>, _ b: SIMD4<Double>, _ share: Double) -> SIMD4<Double> {
    a + (b - a) * share
  }
}

extension SIMD4<Double> {
  fileprivate var magnitude: SIMD4<Double> { replacing(with: -self, where: self .< 0) }
}
