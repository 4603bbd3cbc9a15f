package import Dataset

/// The names that a template may use, with their types.
package struct TypeEnvironment: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package var type: StaticType
    /// May be nil, so that printing it outside a guard deserves a warning.
    package var isOptional: Bool
  }

  package private(set) var entries: [String: Entry] = [:]

  package init() {}

  /// Every declared field; those that are neither required nor have a default are optional. Lists and
  /// tables never are: an empty one is `[]`.
  package init(_ schema: Schema) {
    for field in schema.fields {
      let type = StaticType(field.type)
      var isOptional = !field.isRequired && field.defaultValue == nil
      if case .list = type { isOptional = false }
      declare(field.name, type, isOptional: isOptional)
    }
  }

  package mutating func declare(_ name: String, _ type: StaticType, isOptional: Bool = false) {
    entries[name] = Entry(type: type, isOptional: isOptional)
  }

  package subscript(name: String) -> Entry? { entries[name] }

  /// In alphabetical order.
  package var names: [String] { entries.keys.sorted() }
}
