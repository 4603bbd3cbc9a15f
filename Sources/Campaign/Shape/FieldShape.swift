import Dataset

/// A field's declaration, alike in `fields` of a template and `schema` of a campaign.
enum FieldShape {
  static let scalarTypes = FieldType.scalars.map(\.name)
  static let types = scalarTypes + ["list", "object", "table"]

  static let field = Shape.object([
    .init("type", .scalar(.oneOf(types)), "What the field holds; string where absent."),
    .init("required", .scalar(.boolean), "An empty value is an error of its recipient."),
    .init("default", .scalar(.value), "Taken where the value is empty."),
    .init("min", .scalar(.text("a number or a date")), "The least number or date."),
    .init("max", .scalar(.text("a number or a date")), "The greatest number or date."),
    .init("min_length", length, "In characters."),
    .init("max_length", length, "In characters."),
    .init(
      "one_of", .list(of: .scalar(.value), identity: .value),
      "The only values allowed, compared exactly."),
    .init("format", .scalar(.text("a strftime format such as %Y-%m-%d")), "How dates are written."),
    .init("separator", .scalar(.value), "What stands between the items of a list."),
    .init("of", .scalar(.oneOf(scalarTypes)), "The type of a list's items; string where absent."),
    .init("min_width", length, "The least width of an image, in pixels."),
    .init("min_height", length, "The least height of an image, in pixels."),
    .init(
      "fields", .map(names: .fieldName, of: .definition(.field)),
      "The fields of an object or of a table's rows."),
  ])

  private static let length = Shape.scalar(.integer(0...1_000_000))

  /// Which types a key means anything for; keys that are absent mean something for all.
  static let applicability: [String: [String]] = [
    "default": scalarTypes + ["list"],
    "min": ["integer", "decimal", "date", "list"],
    "max": ["integer", "decimal", "date", "list"],
    "min_length": ["string", "email", "url", "list"],
    "max_length": ["string", "email", "url", "list"],
    "one_of": scalarTypes + ["list"],
    "format": ["date", "list"],
    "separator": ["list"],
    "of": ["list"],
    "min_width": ["image", "list"],
    "min_height": ["image", "list"],
    "fields": ["object", "table"],
  ]
}
