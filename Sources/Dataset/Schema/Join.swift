/// Rows of another file that belong to a recipient, by equal values.
package struct Join: Sendable, Hashable {
  /// The name under which templates see the joined rows.
  package var name: String
  package var source: DatasetSource
  /// Which field of the recipient equals which column of the joined file; all must be equal.
  package var by: [Link]
  /// A list of rows instead of one.
  package var isMany: Bool
  /// A to-one join may lack its partner, or have several (then the first counts).
  package var isOptional: Bool
  /// The order of the rows of a to-many join; ties and no order keep the file's.
  package var order: [Order]
  /// The most rows of a to-many join.
  package var limit: Int?
  /// The joined file's fields.
  package var fields: Schema

  package init(
    name: String, source: DatasetSource, by: [Link], isMany: Bool = false,
    isOptional: Bool = false, order: [Order] = [], limit: Int? = nil, fields: Schema
  ) {
    self.name = name
    self.source = source
    self.by = by
    self.isMany = isMany
    self.isOptional = isOptional
    self.order = order
    self.limit = limit
    self.fields = fields
  }

  /// One pair of values that must be equal.
  package struct Link: Sendable, Hashable {
    /// The recipient's field.
    package var field: String
    /// The joined file's column.
    package var column: String

    package init(field: String, column: String) {
      self.field = field
      self.column = column
    }
  }

  /// One column to sort by.
  package struct Order: Sendable, Hashable {
    package var column: String
    package var isDescending: Bool

    package init(column: String, isDescending: Bool = false) {
      self.column = column
      self.isDescending = isDescending
    }
  }
}
