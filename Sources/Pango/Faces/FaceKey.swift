/// The content identity of a static face: 128 bits over its bytes, index and pinned axes.
///
/// Whoever registers a face computes its key; equal keys mean equal glyphs.
package struct FaceKey: Sendable, Hashable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}
