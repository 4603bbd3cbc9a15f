/// The content identity of an image: a 128-bit hash of its bytes.
package struct ImageID: Sendable, Hashable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}
