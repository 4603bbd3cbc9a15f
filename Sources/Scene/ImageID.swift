/// The content identity of an image: a 128-bit hash of its bytes, and how they are seen.
package struct ImageID: Sendable, Hashable {
  package let high: UInt64
  package let low: UInt64
  /// Whether the image is turned as its metadata asks. `[CSS Images 3, §6.1]`
  package let isOriented: Bool

  package init(high: UInt64, low: UInt64, isOriented: Bool = true) {
    self.high = high
    self.low = low
    self.isOriented = isOriented
  }
}
