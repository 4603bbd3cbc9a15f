/// What media queries ask about.
package struct MediaEnvironment: Sendable, Hashable {
  package enum MediaType: String, Sendable { case screen, print }

  /// CSS pixels.
  package var width: Double
  package var height: Double
  package var type: MediaType
  /// Device pixels per CSS pixel.
  package var resolution: Double

  package init(
    width: Double, height: Double, type: MediaType = .screen, resolution: Double = 1
  ) {
    self.width = width
    self.height = height
    self.type = type
    self.resolution = resolution
  }
}
