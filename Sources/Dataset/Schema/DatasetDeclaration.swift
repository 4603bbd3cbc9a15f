/// Everything a campaign says about its data: where recipients come from, what their fields are, and
/// which other files belong to them.
package struct DatasetDeclaration: Sendable, Hashable {
  package var source: DatasetSource
  /// The field (or column) whose value identifies a recipient.
  package var key: String
  /// All fields of a recipient: columns, derived fields, and `table`/`object` fields of joins.
  package var schema: Schema
  package var joins: [Join]

  package init(source: DatasetSource, key: String, schema: Schema, joins: [Join] = []) {
    self.source = source
    self.key = key
    self.schema = schema
    self.joins = joins
  }
}
