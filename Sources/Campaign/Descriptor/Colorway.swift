/// A named set of CSS custom properties, also reachable as `[data-colorway=NAME]` on the root.
package struct Colorway: Sendable, Hashable, Codable {
  package var name: String
  /// In the order of the descriptor.
  package var properties: [Property]

  package struct Property: Sendable, Hashable, Codable {
    /// With its two dashes: `--accent`.
    package var name: String
    /// A declaration's value as CSS source text.
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(name: String, properties: [Property] = []) {
    self.name = name
    self.properties = properties
  }
}
