import Imaging
import Scene

/// The colors of a picture laid out in a grid, at device pixels.
struct TileShader {
  private enum Layout {
    /// Tiles of whole pixels at whole pixels: rows are copied.
    case whole(left: Int, top: Int, stepX: Int, stepY: Int)
    /// Anything else: each pixel is mapped back and sampled.
    case sampled(inverse: AffineTransform)
  }

  private let bitmap: Bitmap
  private let tiles: Tiles
  private let layout: Layout

  /// Nil where the picture cannot be read or the tiles have no area.
  init?(_ tiles: Tiles, transform: AffineTransform, images: ImageStore, ramps: inout RampCache) {
    let device = transform.apply(tiles.tile)
    let isUpright = transform.b == 0 && transform.c == 0 && transform.a > 0 && transform.d > 0
    let stepX = tiles.step.width * transform.a
    let stepY = tiles.step.height * transform.d
    let scaleX = (transform.a * transform.a + transform.b * transform.b).squareRoot()
    let scaleY = (transform.c * transform.c + transform.d * transform.d).squareRoot()
    let width: Int
    let height: Int
    if isUpright, let whole = device.wholePixels, let stepX = Self.whole(stepX),
      let stepY = Self.whole(stepY)
    {
      layout = .whole(left: whole.left, top: whole.top, stepX: stepX, stepY: stepY)
      width = whole.width
      height = whole.height
    } else {
      guard let inverse = transform.inverse else { return nil }
      layout = .sampled(inverse: inverse)
      width = Self.pixels(tiles.tile.width * scaleX)
      height = Self.pixels(tiles.tile.height * scaleY)
    }
    guard width > 0, height > 0, width <= 16_384, height <= 16_384 else { return nil }
    switch tiles.source {
    case .image(let id, let part):
      let isScaled = abs(scaleX - 1) > 1.0 / 4096 || abs(scaleY - 1) > 1.0 / 4096
      guard
        let found = images.bitmap(
          id, part: part, width: width, height: height,
          scale: isScaled ? Size(width: scaleX, height: scaleY) : Size(width: 1, height: 1),
          quality: tiles.quality)
      else { return nil }
      bitmap = found
    case .gradient(let gradient):
      guard
        let drawn = Self.draw(
          gradient, tile: tiles.tile, width: width, height: height, ramps: &ramps)
      else { return nil }
      bitmap = drawn
    }
    self.tiles = tiles
  }

  /// One picture stretched into a frame.
  init?(bitmap: Bitmap, frame: Rect, transform: AffineTransform) {
    guard let inverse = transform.inverse, !frame.isEmpty else { return nil }
    self.bitmap = bitmap
    layout = .sampled(inverse: inverse)
    tiles = Tiles(
      source: .image(ImageID(high: 0, low: 0), part: .zero), tile: frame, step: .zero)
  }

  private static func whole(_ value: Double) -> Int? {
    guard abs(value) < 1e8, abs(value - value.rounded()) < 1.0 / 4096 else { return nil }
    return Int(value.rounded())
  }

  private static func pixels(_ extent: Double) -> Int {
    extent > 0 && extent < 32_767 ? max(1, Int(extent.rounded())) : 0
  }

  private static func draw(
    _ gradient: Gradient, tile: Rect, width: Int, height: Int, ramps: inout RampCache
  ) -> Bitmap? {
    let scale = AffineTransform.scale(
      x: Double(width) / tile.width, y: Double(height) / tile.height)
    guard let shader = GradientShader(gradient, transform: scale, ramps: &ramps) else {
      return nil
    }
    var bitmap = Bitmap(width: width, height: height)
    bitmap.isOpaque = shader.isOpaque
    bitmap.pixels.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for y in 0..<height {
        shader.shade(x: 0, y: y, count: width, into: base + y * width)
      }
    }
    return bitmap
  }

  /// Whether no pixel of the tiled area can be transparent.
  var isOpaque: Bool {
    guard bitmap.isOpaque, case .whole(_, _, let stepX, let stepY) = layout else { return false }
    return stepX <= bitmap.width && stepY <= bitmap.height
  }

  /// Writes the colors of `count` pixels of row `y` from column `x` on; transparent between tiles.
  func shade(x: Int, y: Int, count: Int, into target: UnsafeMutablePointer<UInt32>) {
    switch layout {
    case .whole(let left, let top, let stepX, let stepY):
      shadeWhole(x: x - left, y: y - top, stepX, stepY, count: count, into: target)
    case .sampled(let inverse):
      for column in 0..<count {
        let point = inverse.apply(Point(x: Double(x + column) + 0.5, y: Double(y) + 0.5))
        target[column] = sample(point)
      }
    }
  }

  private func shadeWhole(
    x: Int, y: Int, _ stepX: Int, _ stepY: Int, count: Int,
    into target: UnsafeMutablePointer<UInt32>
  ) {
    let row = stepY > 0 ? Self.modulo(y, stepY) : y
    guard row >= 0, row < bitmap.height else {
      target.update(repeating: 0, count: count)
      return
    }
    bitmap.pixels.withUnsafeBufferPointer { pixels in
      let line = row * bitmap.width
      var column = 0
      while column < count {
        let inside = stepX > 0 ? Self.modulo(x + column, stepX) : x + column
        if inside >= 0, inside < bitmap.width {
          let run = min(bitmap.width - inside, count - column)
          for index in 0..<run { target[column + index] = pixels[line + inside + index] }
          column += run
        } else {
          let gap = stepX > 0 ? stepX - inside : inside < 0 ? -inside : count - column
          let run = min(gap, count - column)
          for index in 0..<run { target[column + index] = 0 }
          column += run
        }
      }
    }
  }

  private static func modulo(_ value: Int, _ divisor: Int) -> Int {
    let rest = value % divisor
    return rest < 0 ? rest + divisor : rest
  }

  private func sample(_ point: Point) -> UInt32 {
    var x = point.x - tiles.tile.x
    var y = point.y - tiles.tile.y
    if tiles.step.width > 0 { x -= (x / tiles.step.width).rounded(.down) * tiles.step.width }
    if tiles.step.height > 0 { y -= (y / tiles.step.height).rounded(.down) * tiles.step.height }
    let u = x / tiles.tile.width * Double(bitmap.width)
    let v = y / tiles.tile.height * Double(bitmap.height)
    // Without repetition the edge pixels go on, since the area's own edge is antialiased.
    let reachX = tiles.step.width > 0 ? 0.0 : 1.0
    let reachY = tiles.step.height > 0 ? 0.0 : 1.0
    guard u >= -reachX, v >= -reachY, u < Double(bitmap.width) + reachX,
      v < Double(bitmap.height) + reachY
    else { return 0 }
    if tiles.quality == .pixelated { return pixel(Int(u.rounded(.down)), Int(v.rounded(.down))) }
    return bilinear(u - 0.5, v - 0.5)
  }

  private func pixel(_ x: Int, _ y: Int) -> UInt32 {
    let column = min(max(x, 0), bitmap.width - 1)
    let row = min(max(y, 0), bitmap.height - 1)
    return bitmap.pixels[row * bitmap.width + column]
  }

  private func bilinear(_ u: Double, _ v: Double) -> UInt32 {
    let left = u.rounded(.down)
    let top = v.rounded(.down)
    let x = Int(left)
    let y = Int(top)
    let shareX = UInt32((u - left) * 256)
    let shareY = UInt32((v - top) * 256)
    let upper = mix(pixel(x, y), pixel(x + 1, y), shareX)
    let lower = mix(pixel(x, y + 1), pixel(x + 1, y + 1), shareX)
    return mix(upper, lower, shareY)
  }

  /// `share` of 256 of the second word and the rest of the first.
  @inline(__always)
  private func mix(_ first: UInt32, _ second: UInt32, _ share: UInt32) -> UInt32 {
    if first == second { return first }
    let rest = 256 - share
    let low =
      ((first & 0x00FF_00FF) &* rest &+ (second & 0x00FF_00FF) &* share &+ 0x0080_0080) >> 8
      & 0x00FF_00FF
    let high =
      ((first >> 8 & 0x00FF_00FF) &* rest &+ (second >> 8 & 0x00FF_00FF) &* share &+ 0x0080_0080)
      & 0xFF00_FF00
    return low | high
  }
}
