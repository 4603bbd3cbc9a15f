package import Campaign
import Dataset
package import Findings
import Foundation

/// Makes the proof of one campaign, without a hot folder: `platen proof`.
package struct DirectProof {
  package var campaign: OpenedCampaign
  /// Absent or empty; appears by one rename.
  package var output: String
  package var settings: RendererSettings
  /// Called after every sample, from any thread.
  package var progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }

  package struct Outcome: Sendable {
    package var findings: [Finding] = []
    /// Nothing was written.
    package var isRefused = false
    /// Recipients that cannot be delivered, as far as checks and samples tell.
    package var leftOut = 0
    package var samples = 0
    /// The answer of `--json`; nil where the campaign was refused.
    package var json: JSON?

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
    let job = RenderJob(campaign, in: folder)
    let renderer = CampaignRenderer(settings: settings)
    if case .rejected(let rejection) = try await renderer.prepare(job) {
      return Outcome(findings: rejection.findings, isRefused: true)
    }
    let made: (proof: Proof, page: [UInt8])
    do {
      made = try await renderer.makeProof(of: job, awaitsApproval: false, progress: progress)
      await renderer.release(job)
    } catch {
      await renderer.release(job)
      throw error
    }
    try Data(made.page).write(to: URL(filePath: folder.result + "/" + ProofPage.fileName))
    try FileManager.default.removeItem(atPath: folder.result + "/bundles")
    try folder.publish(to: output)
    var outcome = Outcome(findings: made.proof.findings)
    outcome.leftOut = made.proof.preflight.recipients.leftOut + made.proof.undeliverable
    outcome.samples = made.proof.samples.count
    outcome.json = made.proof.json
    return outcome
  }
}
