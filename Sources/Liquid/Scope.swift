package import Dataset

/// The names that a rendering sees: records in layers, the first that has a name wins.
///
/// Layers keep what all recipients share (`campaign`, `format`, `colorway`) apart from each one's own
/// fields, so that nothing is copied per rendering.
package struct Scope: Sendable {
  package var layers: [Record]

  package init(_ layers: Record...) { self.layers = layers }
  package init(layers: [Record]) { self.layers = layers }

  package subscript(name: String) -> Value? {
    for layer in layers {
      if let value = layer[name] { return value }
    }
    return nil
  }
}
