import Campaign
import Dataset
import Findings

/// What the files of one result say of it as a whole; gathered on one walk over the results of its
/// shards, and bounded whatever their number, but for the recipients left out.
struct ResultSummary {
  var job: RenderJob
  var campaign: String
  var title: String
  var counts = ResultCounts()
  /// In file order.
  private(set) var leftOut: [LeftOutRecipient]
  /// All bundles in file order, where they are few enough for the manifest; else none.
  private(set) var bundles: [BundleRecord] = []
  private(set) var bundleCount = 0
  private(set) var assetCount = 0
  /// Bytes of all bundles.
  private(set) var bundleBytes: Int64 = 0
  /// As manifests and answers list them: those of the drop and the job first, then those of its
  /// recipients; a fault that many recipients share is a finding for each up to a hundred, then one
  /// with a count.
  private(set) var listedFindings: [Finding] = []
  private(set) var findingCount = 0
  /// The worst findings, for the report.
  private(set) var worstFindings = Worst<Finding>(kept: Report.shownFindings)
  /// The bundles of the recipients with the worst findings, for the report.
  private(set) var worstBundles = Worst<BundleRecord>(kept: Report.shownRecipients)
  /// Set where the result corrects an earlier one that could be read.
  var changes: ResultChanges?

  init(job: RenderJob, preflight: PreflightRecord, results: ShardResults) throws {
    self.job = job
    campaign = preflight.campaign
    title = preflight.title
    leftOut = preflight.leftOut
    let early = job.findings + preflight.findings
    let earlySeverities = Self.severities(of: early)
    var seenAgain = RepeatedFindings(early)
    var tally = FindingTally(limit: 100, severities: [:])
    for finding in early { worstFindings.take(finding, finding.severity) }
    try results.forEach { result in
      leftOut += result.leftOut
      let severities = Self.severities(of: result.findings)
      for finding in result.findings {
        seenAgain.note(finding)
        tally.add(finding)
        worstFindings.take(finding, finding.severity)
      }
      findingCount += result.findings.count
      for bundle in result.bundles {
        take(
          bundle, [earlySeverities[bundle.key], severities[bundle.key]].compactMap(\.self).max())
      }
    }
    findingCount += early.count
    leftOut.sort { $0.row < $1.row }
    listedFindings = seenAgain.others(of: early) + tally.summary
    counts.excluded = preflight.excluded
    counts.rendered = bundleCount - counts.reused
    counts.failed = leftOut.count { $0.failed }
    counts.skipped = leftOut.count - counts.failed
    counts.total = bundleCount + leftOut.count
  }

  private mutating func take(_ bundle: BundleRecord, _ severity: Severity?) {
    bundleCount += 1
    assetCount += bundle.assets.count
    bundleBytes += bundle.size
    if bundle.isReused { counts.reused += 1 }
    worstBundles.take(bundle, severity)
    if bundleCount <= Manifest.inlineLimit {
      bundles.append(bundle)
    } else {
      bundles.removeAll()
    }
  }

  private static func severities(of findings: [Finding]) -> [String: Severity] {
    var severities: [String: Severity] = [:]
    for finding in findings {
      guard let key = finding.recipient else { continue }
      severities[key] = max(severities[key] ?? .info, finding.severity)
    }
    return severities
  }
}
