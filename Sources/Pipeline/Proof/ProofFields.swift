import Campaign
import Dataset

/// What a proof must know of the fields: which hold text that is set in lines, which may be missing.
/// Kept with preflight's record, since the schema itself is not.
struct ProofFields: Sendable, Codable {
  struct Field: Sendable, Codable {
    var kind: Kind
    /// The default of a text or an image.
    var defaultText: String?
  }

  enum Kind: String, Sendable, Codable {
    case text, number, date, boolean, image, list, table, object
    /// Addresses and colors: read, but not set as text.
    case code
  }

  /// By dotted path, the fields of tables and objects under their names.
  var fields: [String: Field] = [:]
  /// The paths in the order of their declaration.
  var paths: [String] = []

  init(_ schema: Schema) { add(schema, prefix: "") }

  private mutating func add(_ schema: Schema, prefix: String) {
    for field in schema.fields {
      let path = prefix + field.name
      paths.append(path)
      var known = Field(kind: Kind(field.type))
      if case .string(let text)? = field.defaultValue { known.defaultText = text }
      fields[path] = known
      switch field.type {
      case .table(let inner), .object(let inner): add(inner, prefix: path + ".")
      default: break
      }
    }
  }
}

extension ProofFields.Kind {
  init(_ type: FieldType) {
    self =
      switch type {
      case .string: .text
      case .integer, .decimal: .number
      case .date: .date
      case .boolean: .boolean
      case .image: .image
      case .email, .url, .color: .code
      case .list: .list
      case .table: .table
      case .object: .object
      }
  }
}
