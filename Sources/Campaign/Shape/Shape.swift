import Findings

/// What a node of a descriptor may be. Tables of shapes describe both files; from them files are
/// validated (`DescriptorValidator`) and the published JSON Schemas are generated (`JSONSchema`).
indirect enum Shape: Sendable {
  case scalar(ScalarRule)
  case list(of: Shape, identity: Identity)
  /// A map with fixed keys.
  case object([Key])
  /// A map with free keys.
  case map(names: ScalarRule, of: Shape)
  /// One of several, told apart by the kind of node.
  case choice([Shape])
  /// A shape that refers to itself, by its name in the JSON Schema.
  case definition(Definition)

  struct Key: Sendable {
    var name: String
    var shape: Shape
    var isRequired: Bool
    /// One sentence for editors.
    var meaning: String

    init(_ name: String, _ shape: Shape, _ meaning: String, required: Bool = false) {
      self.name = name
      self.shape = shape
      self.meaning = meaning
      isRequired = required
    }
  }

  /// What makes two items of a list the same thing twice.
  enum Identity: Sendable {
    /// Nothing does.
    case none
    /// The scalar itself.
    case value
    /// The scalar, or this key of a map.
    case key(String)
  }

  enum Definition: String, Sendable, CaseIterable {
    case field

    var shape: Shape {
      switch self {
      case .field: FieldShape.field
      }
    }
  }

  /// The shape itself, with a definition looked up.
  var resolved: Shape {
    if case .definition(let definition) = self { definition.shape } else { self }
  }

  /// What a reader of an error should write instead.
  var expected: String {
    switch resolved {
    case .scalar(let rule): rule.expected
    case .list(let item, _): "a list of \(item.expected)"
    case .object(let keys): "a map with " + keys.prefix(6).map(\.name).joined(separator: ", ")
    case .map(let names, let value): "a map from \(names.expected) to \(value.expected)"
    case .choice(let shapes): shapes.map(\.expected).joined(separator: ", or ")
    case .definition: ""
    }
  }
}
