/// Format x colorway x output type: one asset of every recipient.
package struct Variant: Sendable, Hashable, Codable {
  package var format: Format
  /// Nil where neither the campaign nor its template has colorways.
  package var colorway: Colorway?
  package var output: Output
  /// The asset's file name in every bundle, extension included. Nil where `names.asset` reads the
  /// recipient's fields: each recipient's names are then in the plan (`PlannedRecipient.assetNames`).
  package var assetName: String?

  package init(format: Format, colorway: Colorway?, output: Output, assetName: String? = nil) {
    self.format = format
    self.colorway = colorway
    self.output = output
    self.assetName = assetName
  }
}
