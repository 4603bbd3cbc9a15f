/// Bounds on a descriptor, held before and while it is parsed.
package struct YAMLLimits: Sendable, Hashable, Codable {
  package var bytes = 1 << 20
  package var nodes = 10_000
  package var depth = 64

  package init() {}
}
