import Campaign
import Dataset
import Findings

/// What `prepare` found out about a job, kept in its work folder for the calls that follow.
struct PreflightRecord: Sendable, Codable {
  var campaign: String
  var title: String
  var excluded: Int
  var leftOut: [LeftOutRecipient]
  var findings: [Finding]
  /// The fields that hold an address, for `recipients.csv`; nil where the schema has none.
  var emailField: String?
  /// For proofs.
  var fields: ProofFields
  var recipients: RecipientCounts
  var estimate: Estimate

  static let fileName = "preflight.json"
}
