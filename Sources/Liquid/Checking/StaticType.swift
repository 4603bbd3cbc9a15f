package import Dataset

/// What is known of a value before rendering.
package indirect enum StaticType: Sendable, Hashable {
  /// Nothing; every use is allowed.
  case unknown
  case null
  case string, integer, decimal, boolean, date, color, url, email, image
  case list(of: StaticType)
  /// A to-one join, or `format`: fields by name.
  case object(TypeEnvironment)
  /// A to-many join: a list of objects.
  package static func table(_ fields: TypeEnvironment) -> StaticType { .list(of: .object(fields)) }

  package init(_ type: FieldType) {
    switch type {
    case .string: self = .string
    case .integer: self = .integer
    case .decimal: self = .decimal
    case .boolean: self = .boolean
    case .date: self = .date
    case .email: self = .email
    case .url: self = .url
    case .color: self = .color
    case .image: self = .image
    case .list(let item, _): self = .list(of: StaticType(item))
    case .table(let schema): self = .list(of: .object(TypeEnvironment(schema)))
    case .object(let schema): self = .object(TypeEnvironment(schema))
    }
  }
}
