import Campaign
import Dataset
import Findings

/// Everything that the files of one result are written from.
struct ResultSummary {
  var job: RenderJob
  var campaign: String
  var title: String
  var counts: ResultCounts
  /// In file order.
  var bundles: [BundleRecord]
  /// In file order.
  var leftOut: [LeftOutRecipient]
  /// Of the drop and the job first, then of its recipients in file order.
  var findings: [Finding]
  /// As manifests and answers list them: a fault that many recipients share is a finding for each up
  /// to a hundred, then one with a count.
  var listedFindings: [Finding] {
    var tally = FindingTally(limit: 100, severities: [:])
    tally.add(contentsOf: findings.dropFirst(preflightFindings))
    return findings.prefix(preflightFindings) + tally.summary
  }
  /// How many of `findings` are preflight's, which are listed so already.
  private let preflightFindings: Int
  /// Set where the result corrects an earlier one that could be read.
  var changes: ResultChanges?

  /// - Parameters:
  ///   - results: of all shards, in the order of their rows.
  init(job: RenderJob, preflight: PreflightRecord, results: [ShardResult]) {
    self.job = job
    campaign = preflight.campaign
    title = preflight.title
    bundles = results.flatMap(\.bundles)
    leftOut = (preflight.leftOut + results.flatMap(\.leftOut)).sorted { $0.row < $1.row }
    findings = job.findings + preflight.findings + results.flatMap(\.findings)
    preflightFindings = job.findings.count + preflight.findings.count
    counts = ResultCounts()
    counts.excluded = preflight.excluded
    counts.reused = bundles.count { $0.isReused }
    counts.rendered = bundles.count - counts.reused
    counts.failed = leftOut.count { $0.failed }
    counts.skipped = leftOut.count - counts.failed
    counts.total = bundles.count + leftOut.count
  }
}

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
