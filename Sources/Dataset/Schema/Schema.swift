/// The declared fields of a table, in their order, reachable by name.
package struct Schema: Sendable, Hashable {
  package private(set) var fields: [Field] = []
  private var positions: [String: Int] = [:]

  package init(_ fields: some Sequence<Field> = []) {
    for field in fields { self[field.name] = field }
  }

  /// The field of that name. Setting replaces it in its place or appends it; nil removes it.
  package subscript(name: String) -> Field? {
    get { positions[name].map { fields[$0] } }
    set {
      if let newValue {
        if let position = positions[name] {
          fields[position] = newValue
        } else {
          positions[name] = fields.count
          fields.append(newValue)
        }
      } else if let position = positions[name] {
        fields.remove(at: position)
        positions = Dictionary(
          fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
      }
    }
  }

  package var names: [String] { fields.map(\.name) }
  package var isEmpty: Bool { fields.isEmpty }
}
