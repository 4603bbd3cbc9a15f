/// How large a document may be before it is refused, so that no page takes a worker's time or memory.
package struct HTMLLimits: Sendable, Hashable {
  /// Open elements within one another. Parsing takes time quadratic in it.
  package var depth: Int
  /// Elements and stretches of text, as tags in the source.
  package var nodes: Int
  /// Bytes of source.
  package var bytes: Int

  package init(depth: Int = 512, nodes: Int = 200_000, bytes: Int = 16 << 20) {
    self.depth = depth
    self.nodes = nodes
    self.bytes = bytes
  }
}
