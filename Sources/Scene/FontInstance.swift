/// One exact face at one size, as paint refers to it.
///
/// `face` is the content identity of the face (file bytes, index, pinned axes, synthesis), so two runs
/// with equal instances and glyphs look the same whoever made them; the face's bytes are looked up by
/// it in the worker's font store.
package struct FontInstance: Sendable, Hashable {
  package var face: FaceID
  /// Pixels per em.
  package var size: Double
  /// Whether the face is emboldened or slanted by drawing, because no real face fits.
  package var syntheticBold: Bool
  package var syntheticOblique: Bool

  package init(
    face: FaceID, size: Double, syntheticBold: Bool = false, syntheticOblique: Bool = false
  ) {
    self.face = face
    self.size = size
    self.syntheticBold = syntheticBold
    self.syntheticOblique = syntheticOblique
  }
}

/// The content identity of a font face: a 128-bit hash of its bytes, index and axes.
package struct FaceID: Sendable, Hashable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}
