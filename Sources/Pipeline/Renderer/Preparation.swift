package import Campaign
package import Findings

/// What preflight and planning came to.
package enum Preparation: Sendable, Codable {
  case planned(JobPlan)
  case rejected(InputRejection)
}

/// The plan as the pipeline sees it; the plan proper lies below `RenderJob.work`.
package struct JobPlan: Sendable, Hashable, Codable {
  /// The campaign's id: the first half of the result's name.
  package var campaign: String
  /// In file order, without gaps or overlaps among planned recipients.
  package var shards: [Shard]
  /// Participating recipients: planned ones and those already left out.
  package var recipients: Int
  /// Assets of all planned recipients.
  package var assets: Int
  /// Participating recipients that preflight has found undeliverable.
  package var leftOut: [LeftOutRecipient]
  /// How many recipients may be left out before the job is refused: 0 with `on_error: fail`.
  package var errorLimit: Int
  package var requiresApproval: Bool
  /// A guess at the bytes of all bundles, held against the free disk space.
  package var estimatedBytes: Int64
  /// Findings of the job as a whole, for its history; the renderer keeps its own for the manifest.
  package var findings: [Finding]

  package init(
    campaign: String, shards: [Shard], recipients: Int, assets: Int,
    leftOut: [LeftOutRecipient] = [], errorLimit: Int, requiresApproval: Bool = false,
    estimatedBytes: Int64 = 0, findings: [Finding] = []
  ) {
    self.campaign = campaign
    self.shards = shards
    self.recipients = recipients
    self.assets = assets
    self.leftOut = leftOut
    self.errorLimit = errorLimit
    self.requiresApproval = requiresApproval
    self.estimatedBytes = estimatedBytes
    self.findings = findings
  }
}

/// The input's fault: the job is rejected with this code and these findings.
package struct InputRejection: Sendable, Hashable, Codable {
  /// A code of section 9 that preflight may give: `DESCRIPTOR`, `TEMPLATE`, `DATA`, `RECIPIENTS`,
  /// `LIMIT`, `PATH`, `NAME`, `AMBIGUOUS` or `EMPTY`.
  package var code: RejectCode
  /// One line: what, where, what to do.
  package var message: String
  /// The first error is the one that `reason.json` takes its place from.
  package var findings: [Finding]
  /// With `RECIPIENTS`: who would have been left out, for `errors.csv`.
  package var leftOut: [LeftOutRecipient]

  package init(
    code: RejectCode, message: String, findings: [Finding] = [], leftOut: [LeftOutRecipient] = []
  ) {
    self.code = code
    self.message = message
    self.findings = findings
    self.leftOut = leftOut
  }
}
