/// A named size. Layout happens at `width` x `height` CSS pixels; the raster has `scale` times as many.
package struct Format: Sendable, Hashable, Codable {
  package var name: String
  /// CSS pixels.
  package var width: Int
  /// CSS pixels.
  package var height: Int
  /// Device pixels per CSS pixel.
  package var scale: Double

  package init(name: String, width: Int, height: Int, scale: Double = 1) {
    self.name = name
    self.width = width
    self.height = height
    self.scale = scale
  }

  /// The names that every campaign may use without defining them.
  package static let builtIn = [
    Format(name: "portrait", width: 1080, height: 1350),
    Format(name: "landscape", width: 1920, height: 1080),
    Format(name: "story", width: 1080, height: 1920),
    Format(name: "square", width: 1080, height: 1080),
  ]

  package var deviceWidth: Int { Self.device(width, scale) }
  package var deviceHeight: Int { Self.device(height, scale) }

  /// As CSS's `orientation` media feature has it: a square is `portrait`.
  package var orientation: String { width > height ? "landscape" : "portrait" }

  private static func device(_ length: Int, _ scale: Double) -> Int {
    let scaled = (Double(length) * scale).rounded()
    return scaled.isFinite && scaled < 1e9 ? max(1, Int(scaled)) : 1
  }
}
