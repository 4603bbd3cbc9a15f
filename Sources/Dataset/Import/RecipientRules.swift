package import Findings

/// What a campaign computes per recipient while its data are imported: `derive`, then `where`.
///
/// Records hold every field by name (nil as `.null`), and the joined rows of `joinsRead`.
package protocol RecipientRules {
  /// The derived fields in the order in which they are computed; text unless the schema types them.
  var derivedFields: [String] { get }
  /// The fields that `where` reads, itself or through derived fields: the only ones validated of a
  /// row that it excludes.
  var conditionFields: Set<String> { get }
  /// The joins that `derive` or `where` read.
  var joinsRead: Set<String> { get }

  /// The text of a derived field; it is then trimmed and typed like a cell.
  func derivedText(of name: String, from record: Record, key: String) throws(RuleFault) -> String
  /// Whether the row is a recipient at all.
  func participates(_ record: Record, key: String) throws(RuleFault) -> Bool
}

/// A rule that could not be evaluated for one recipient; the importer adds recipient, file and row.
package struct RuleFault: Error {
  package var finding: Finding

  package init(_ finding: Finding) {
    self.finding = finding
  }
}
