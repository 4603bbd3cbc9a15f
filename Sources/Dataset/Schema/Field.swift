package import Findings

/// One declared field: its type, its bounds, and where the declaration stands.
///
/// For lists the bounds (`minimum`, `minLength`, `oneOf`, `dateFormat`…) hold for each item.
package struct Field: Sendable, Hashable {
  package var name: String
  package var type: FieldType
  /// An empty value is an error; of a list, at least one item is needed.
  package var isRequired = false
  /// Taken where the value is empty, and only there.
  package var defaultValue: Value?
  /// The least number or date allowed.
  package var minimum: Value?
  /// The greatest number or date allowed.
  package var maximum: Value?
  /// In grapheme clusters.
  package var minLength: Int?
  /// In grapheme clusters.
  package var maxLength: Int?
  /// The only values allowed, typed as the field (or the list's items) is; compared exactly.
  package var oneOf: [Value]?
  /// The strftime format of dates; nil means ISO 8601.
  package var dateFormat: String?
  /// In pixels, for images.
  package var minWidth: Int?
  /// In pixels, for images.
  package var minHeight: Int?
  /// File and line of the declaration.
  package var declaration: Place

  package init(
    _ name: String, _ type: FieldType, isRequired: Bool = false, defaultValue: Value? = nil,
    minimum: Value? = nil, maximum: Value? = nil, minLength: Int? = nil, maxLength: Int? = nil,
    oneOf: [Value]? = nil, dateFormat: String? = nil, minWidth: Int? = nil, minHeight: Int? = nil,
    declaration: Place = Place()
  ) {
    self.name = name
    self.type = type
    self.isRequired = isRequired
    self.defaultValue = defaultValue
    self.minimum = minimum
    self.maximum = maximum
    self.minLength = minLength
    self.maxLength = maxLength
    self.oneOf = oneOf
    self.dateFormat = dateFormat
    self.minWidth = minWidth
    self.minHeight = minHeight
    self.declaration = declaration
  }
}
