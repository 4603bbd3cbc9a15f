/// Bounds on the work for one asset; each is a setting (`limits:` of `hotfolder.yaml`, `platen.yaml`).
package struct AssetLimits: Sendable, Hashable, Codable {
  /// Loop turns of the template per bound document.
  package var loopTurns = 100_000
  /// Bytes of one bound document.
  package var documentBytes = 16 << 20
  /// Nodes of one document tree.
  package var documentNodes = 200_000
  /// Nesting of elements.
  package var documentDepth = 512
  /// Pixels of one decoded image.
  package var imagePixels = 100_000_000
  /// Wall-clock seconds for one asset before its worker is given up.
  package var assetSeconds = 30.0

  package init() {}
}
