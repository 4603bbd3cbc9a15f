/// Perlin's noise. `[Filter Effects 1, §9.21]`
package struct Turbulence: Sendable, Hashable {
  /// Clouds rather than marble.
  package var isFractal: Bool
  /// Waves per unit of user space.
  package var frequencyX: Double
  package var frequencyY: Double
  package var octaves: Int
  package var seed: Int
  /// An area of user space whose opposite edges are to meet.
  package var tile: Rect?
  /// From device pixels to user space.
  package var toUser: AffineTransform

  package init(
    isFractal: Bool, frequencyX: Double, frequencyY: Double, octaves: Int, seed: Int, tile: Rect?,
    toUser: AffineTransform
  ) {
    self.isFractal = isFractal
    self.frequencyX = frequencyX
    self.frequencyY = frequencyY
    self.octaves = octaves
    self.seed = seed
    self.tile = tile
    self.toUser = toUser
  }

  /// With `factor` times the device pixels.
  func scaled(by factor: Double) -> Turbulence {
    var result = self
    result.toUser = toUser.concatenating(.scale(x: 1 / factor, y: 1 / factor))
    return result
  }
}
