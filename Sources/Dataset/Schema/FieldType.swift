/// What a field holds; decides how its text is read and which filters may take it.
package indirect enum FieldType: Sendable, Hashable {
  case string
  /// A whole number within 64 bits.
  case integer
  /// An exact decimal number.
  case decimal
  case boolean
  case date
  case email
  /// `http`, `https` or `mailto`.
  case url
  /// Any CSS color but `currentColor` and `var()`.
  case color
  /// A picture's path relative to the drop, then the template.
  case image
  /// Several values in one cell, split at `separator`; a JSON array as it is.
  case list(of: FieldType, separator: String)
  /// The rows of a to-many join, or a JSON array of objects.
  case table(Schema)
  /// The row of a to-one join, or a JSON object.
  case object(Schema)

  /// The separator of lists that name none.
  package static let defaultSeparator = "|"

  /// The name that descriptors use: `integer`, `list`, `table`…
  package var name: String {
    switch self {
    case .string: "string"
    case .integer: "integer"
    case .decimal: "decimal"
    case .boolean: "boolean"
    case .date: "date"
    case .email: "email"
    case .url: "url"
    case .color: "color"
    case .image: "image"
    case .list: "list"
    case .table: "table"
    case .object: "object"
    }
  }

  /// The type that a descriptor names, for types which need no further description.
  package init?(scalarNamed name: String) {
    guard let type = Self.scalars.first(where: { $0.name == name }) else { return nil }
    self = type
  }

  /// The types of single values, in the order in which messages list them.
  package static let scalars: [FieldType] = [
    .string, .integer, .decimal, .boolean, .date, .email, .url, .color, .image,
  ]
}
