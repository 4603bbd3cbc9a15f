import Scene

/// A brush made ready to give the color of any device pixel.
enum BrushShader {
  case solid(UInt32)
  case gradient(GradientShader)
  case tiles(TileShader)

  /// Nil where there is nothing to show.
  init?(
    _ brush: Brush, transform: AffineTransform, images: ImageStore, ramps: inout RampCache
  ) {
    switch brush {
    case .color(let color): self = .solid(PixelMath.word(color))
    case .gradient(let gradient):
      guard let shader = GradientShader(gradient, transform: transform, ramps: &ramps) else {
        return nil
      }
      self = .gradient(shader)
    case .tiles(let tiles):
      guard
        let shader = TileShader(
          tiles, transform: transform, images: images, ramps: &ramps)
      else { return nil }
      self = .tiles(shader)
    }
  }

  var isOpaque: Bool {
    switch self {
    case .solid(let word): word >> 24 == 255
    case .gradient(let shader): shader.isOpaque
    case .tiles(let shader): shader.isOpaque
    }
  }

  func shade(x: Int, y: Int, count: Int, into target: UnsafeMutablePointer<UInt32>) {
    switch self {
    case .solid(let word): target.update(repeating: word, count: count)
    case .gradient(let shader): shader.shade(x: x, y: y, count: count, into: target)
    case .tiles(let shader): shader.shade(x: x, y: y, count: count, into: target)
    }
  }
}
