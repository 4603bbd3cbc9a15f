/// One recipient of the plan: which row becomes which bundle.
package struct PlannedRecipient: Sendable, Hashable, Codable {
  /// The rowid in the snapshot's table of recipients.
  package var row: Int64
  package var key: String
  /// Relative to `bundles/`, with subfolder and `.zip`: `SW000123.zip`, `0007/SW000123.zip`.
  package var bundle: String
  /// The assets' names in the order of the variants; nil where they are the variants' own.
  package var assetNames: [String]?

  package init(row: Int64, key: String, bundle: String, assetNames: [String]? = nil) {
    self.row = row
    self.key = key
    self.bundle = bundle
    self.assetNames = assetNames
  }
}
