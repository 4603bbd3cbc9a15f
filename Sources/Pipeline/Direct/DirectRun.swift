package import Campaign
package import Findings
import Foundation
import Linux

/// Renders one campaign now, into a folder, without a hot folder: `platen render`.
///
/// The same renderer and the same result as a job of the daemon; what the daemon keeps in its database
/// lies in a folder here that is gone afterwards, since nobody resumes a command.
package struct DirectRun {
  package var campaign: OpenedCampaign
  /// Absent or empty; filled by one rename at the end.
  package var output: String
  package var settings: RendererSettings
  package var selection = Selection()
  /// Called after every recipient, from any thread.
  package var progress: @Sendable (Progress) -> Void = { _ in }

  /// A part of the recipients.
  package struct Selection: Sendable {
    /// The recipient with this key alone.
    package var key: String?
    /// The first so many.
    package var limit: Int?

    package init(key: String? = nil, limit: Int? = nil) {
      self.key = key
      self.limit = limit
    }
  }

  package struct Progress: Sendable {
    package var done: Int
    package var total: Int
    package var assetsPerRecipient: Int
  }

  package struct Outcome: Sendable {
    package var counts = ResultCounts()
    package var findings: [Finding] = []
    /// Nothing was published.
    package var isRefused = false

    package init(findings: [Finding] = [], isRefused: Bool = false) {
      self.findings = findings
      self.isRefused = isRefused
    }
  }

  package init(campaign: OpenedCampaign, output: String, settings: RendererSettings) {
    self.campaign = campaign
    self.output = output
    self.settings = settings
  }

  /// - Throws: errors of the machine; what is wrong with the campaign is in the outcome.
  package func run() async throws -> Outcome {
    let folder = try WorkingFolder(beside: output)
    defer { folder.remove() }
    let job = RenderJob(
      campaign, in: folder, inputs: try InputDigests.of(campaign, besides: output))
    let renderer = CampaignRenderer(settings: settings)
    switch try await renderer.prepare(job) {
    case .rejected(let rejection): return try refused(rejection.findings)
    case .planned(let plan): return try await render(plan, job, renderer, folder)
    }
  }

  private func render(
    _ plan: JobPlan, _ job: RenderJob, _ renderer: CampaignRenderer, _ folder: WorkingFolder
  ) async throws -> Outcome {
    let shards = try selected(plan, job)
    let total = shards.reduce(0) { $0 + $1.recipients }
    let perRecipient = try JobFiles(job).specification().variants.count
    let progress = progress
    let rendering = ShardQueue(renderer: renderer, job: job, folder: folder) {
      progress(Progress(done: $0, total: total, assetsPerRecipient: perRecipient))
    }
    let preflightLeftOut = selection.isEverybody ? plan.leftOut.count : 0
    do {
      try await rendering.run(shards, leftOutLimit: plan.errorLimit - preflightLeftOut)
    } catch let refusal as TooManyLeftOut {
      await renderer.release(job)
      return try refused(try JobFiles(job).preflight().findings + refusal.findings(plan))
    } catch let refusal as GateRefusal {
      await renderer.release(job)
      return try refused(try JobFiles(job).preflight().findings + [refusal.finding])
    } catch {
      await renderer.release(job)
      throw error
    }
    await renderer.release(job)
    try folder.checkBundles()
    let manifest = try await renderer.finish(job, results: folder.results, into: folder.result)
    try Data(manifest).write(to: URL(filePath: folder.result + "/" + Manifest.fileName))
    try folder.publish(to: output)
    let summary = try ResultSummary(
      job: job, preflight: try JobFiles(job).preflight(), results: folder.results)
    var outcome = Outcome(findings: summary.listedFindings)
    outcome.counts = summary.counts
    return outcome
  }

  private func refused(_ findings: [Finding]) throws -> Outcome {
    Outcome(findings: findings, isRefused: true)
  }

  /// The shards to render; with a selection, the record of preflight is cut down to it as well.
  private func selected(_ plan: JobPlan, _ job: RenderJob) throws -> [Shard] {
    guard !selection.isEverybody else { return plan.shards }
    let files = JobFiles(job)
    var record = try files.preflight()
    record.leftOut = record.leftOut.filter { $0.key == selection.key }
    try files.write(try files.specification(), record)
    let recipients = try files.plan()
    if let key = selection.key {
      guard let recipient = try recipients.recipient(key: key) else {
        throw SelectionError(key: key)
      }
      return [
        Shard(index: 0, firstRow: recipient.row, lastRow: recipient.row, recipients: 1)
      ]
    }
    var left = selection.limit ?? 0
    var shards: [Shard] = []
    for shard in plan.shards where left > 0 {
      let taken = try recipients.recipients(in: shard).prefix(left)
      guard let first = taken.first, let last = taken.last else { continue }
      shards.append(
        Shard(
          index: shard.index, firstRow: first.row, lastRow: last.row, recipients: taken.count))
      left -= taken.count
    }
    return shards
  }
}

extension DirectRun.Selection {
  fileprivate var isEverybody: Bool { key == nil && limit == nil }
}

/// The key that `--only` names is not in the plan.
package struct SelectionError: Error, CustomStringConvertible {
  let key: String

  package var description: String {
    "no recipient that can be rendered has the key ‘\(key)’: compare `platen check`"
  }
}
