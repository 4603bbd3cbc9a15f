/// Pixels taken from elsewhere, as far away as another picture's components say.
/// `[Filter Effects 1, §9.11]`
package struct Displacement: Sendable, Hashable {
  package enum Channel: UInt8, Sendable, Hashable { case red, green, blue, alpha }

  /// From components less one half to device pixels; its shift is without meaning.
  package var scale: AffineTransform
  package var x: Channel
  package var y: Channel

  package init(scale: AffineTransform, x: Channel, y: Channel) {
    self.scale = scale
    self.x = x
    self.y = y
  }

  /// With `factor` times the device pixels.
  func scaled(by factor: Double) -> Displacement {
    var result = self
    result.scale = AffineTransform.scale(x: factor, y: factor).concatenating(scale)
    return result
  }
}
