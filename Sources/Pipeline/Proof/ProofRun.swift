import Campaign
import Dataset
import Findings
import Foundation
import Rendering

/// Makes the proof of a prepared job: chooses recipients that may break the design, has a worker render
/// them, and gathers what there is to show.
struct ProofRun {
  let job: RenderJob
  let pool: WorkerPool
  /// Where the worker writes pictures; empty, and no part of the proof.
  let scratch: String
  /// Called after every sample with the number made and the number of all.
  var progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }

  /// Recipients shown at most.
  private static let samplesAtMost = 24
  /// Pictures beyond which each is made smaller, so that the page stays light.
  private static let largePictures = 72

  func run() async throws -> Proof {
    let files = JobFiles(job)
    let specification = try files.specification()
    let record = try files.preflight()
    let plan = try files.plan()
    let snapshot = try files.snapshot()
    let census = try await onThread {
      var census = ProofCensus(
        specification, page: try RenderingConfiguration(specification, cacheBytes: 0).page.template,
        fields: record.fields)
      try census.run(plan, snapshot)
      return census
    }
    let widest = try await measured(census)
    let (samples, unshown) = ProofSelection.choose(
      census.reasons(widest: widest), limit: Self.samplesAtMost)
    let pictures = samples.count * specification.variants.count
    let size =
      pictures > Self.largePictures
      ? PictureSize(width: 420, height: 840) : PictureSize(width: 640, height: 1280)
    var shown: [Proof.Sample] = []
    for (index, sample) in samples.enumerated() {
      try Task.checkCancellation()
      shown.append(
        Proof.Sample(
          recipient: try await render(sample, snapshot, size), reasons: sample.reasons))
      progress(index + 1, samples.count)
    }
    return Proof(
      job: job, preflight: record, variants: specification.variants.count, samples: shown,
      unshown: unshown,
      branches: census.branches.sorted { $0.key < $1.key }.map {
        Proof.BranchUse(branch: $0.key, count: $0.value.count)
      }, evaluated: census.evaluated, recipients: plan.count, awaitsApproval: false)
  }

  private func render(
    _ sample: ProofSample, _ snapshot: SnapshotReader, _ size: PictureSize
  ) async throws -> ProofRecipient {
    do {
      let answer = try await pool.ask(
        .sample(row: sample.row, directory: scratch, pictures: size), about: "\(sample.row)",
        writable: scratch)
      guard case .sampled(let recipient) = answer else {
        throw RenderFailure.inconsistent("the worker answers what nobody asked")
      }
      return recipient
    } catch let failure as RenderFailure {
      guard case .workerLost(let reason, _) = failure else { throw failure }
      var rows = snapshot.recipients(in: sample.row...sample.row)
      let row = try rows.next()
      let finding = Finding(
        .workerLost, "rendering this recipient ended its worker: \(reason)",
        at: Place(row: row?.row), recipient: row?.key)
      return ProofRecipient(
        key: row?.key ?? "", row: row?.row ?? 0, assets: [], findings: [finding])
    }
  }

  // MARK: Widths

  /// Of each text field the value that is widest once it is set, among those that look widest.
  private func measured(
    _ census: ProofCensus
  ) async throws -> [String: (seen: FieldExtremes.Seen, pixels: Double?)] {
    var pages: [Int64: [MeasuredText]] = [:]
    var widest: [String: (seen: FieldExtremes.Seen, pixels: Double?)] = [:]
    for (path, texts) in census.textCandidates {
      for text in texts {
        if pages[text.row] == nil { pages[text.row] = try await runs(of: text.row) }
        let width = TextWidth.measured(text.text, in: pages[text.row] ?? [])
        guard let known = widest[path] else {
          widest[path] = (text, width)
          continue
        }
        if let width, width > known.pixels ?? 0 { widest[path] = (text, width) }
      }
    }
    return widest
  }

  private func runs(of row: Int64) async throws -> [MeasuredText] {
    do {
      let answer = try await pool.ask(
        .measure(row: row), about: "\(row)", writable: scratch)
      guard case .measured(let texts) = answer else { return [] }
      return texts
    } catch let failure as RenderFailure {
      // Whoever ends the worker is found when it is rendered.
      guard case .workerLost = failure else { throw failure }
      return []
    }
  }
}
