package import Campaign
import Dataset
import Findings
import Foundation
import Synchronization

/// The renderer of campaigns: all that reads what clients wrote happens in worker processes.
package final class CampaignRenderer: JobRenderer {
  private let current: Mutex<RendererSettings>
  private let pools = Mutex<[String: WorkerPool]>([:])

  package init(settings: RendererSettings) {
    current = Mutex(settings)
  }

  private var settings: RendererSettings { current.withLock { $0 } }

  package func adopt(templates: [String], fonts: [String]) {
    current.withLock {
      $0.templates = templates
      $0.fonts = fonts
    }
  }

  package var concurrency: Int { settings.workers.count }

  package func prepare(_ job: RenderJob) async throws -> Preparation {
    try await CheckWorker(job: job, settings: settings).run()
  }

  package func proof(_ job: RenderJob, into directory: String) async throws {
    let proof: (proof: Proof, page: [UInt8])
    do {
      proof = try await makeProof(of: job, awaitsApproval: true)
    } catch {
      await release(job)
      throw error
    }
    // Nobody knows how long the approval takes: no worker waits for it.
    await release(job)
    try Data(proof.page).write(to: URL(filePath: directory + "/" + ProofPage.fileName))
  }

  /// A finished proof: the page, and what `--json` answers.
  func makeProof(
    of job: RenderJob, awaitsApproval: Bool,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> (proof: Proof, page: [UInt8]) {
    let scratch = job.work + "/proof"
    try? FileManager.default.removeItem(atPath: scratch)
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    var run = ProofRun(job: job, pool: try pool(for: job), scratch: scratch)
    run.progress = progress
    var proof = try await run.run()
    proof.awaitsApproval = awaitsApproval
    let page = ProofPage(proof: proof) { name in
      FileManager.default.contents(atPath: scratch + "/" + name).map { Array($0) }
    }
    return (proof, page.bytes())
  }

  package func render(
    _ shard: Shard, of job: RenderJob, attempt: Int, into directory: String,
    progress: @escaping @Sendable (Int) -> Void
  ) async throws -> ShardResult {
    let pool = try pool(for: job)
    var result = try await pool.render(shard, into: directory, progress: progress)
    result.refusal = Admission(gate: pool.job.gate).gateRefusal(of: result.findings)
    return result
  }

  package func split(_ shard: Shard, of job: RenderJob) async throws -> [Shard] {
    let recipients = try JobFiles(job).plan().recipients(in: shard)
    guard recipients.count > 1 else { return [shard] }
    let middle = recipients.count / 2
    return [recipients[..<middle], recipients[middle...]].map { half in
      Shard(
        index: shard.index, firstRow: half.first?.row ?? shard.firstRow,
        lastRow: half.last?.row ?? shard.lastRow, recipients: half.count)
    }
  }

  package func giveUp(
    _ shard: Shard, of job: RenderJob, because failure: RenderFailure
  ) async throws -> ShardResult {
    let files = JobFiles(job)
    let snapshot = try files.snapshot()
    let leftOut = try files.plan().recipients(in: shard).map { recipient in
      let row = try snapshot.recipient(key: recipient.key)?.row ?? 0
      let finding = Finding(
        .workerLost, "rendering this recipient ended its worker every time: \(failure)",
        at: Place(row: row), recipient: recipient.key)
      return LeftOutRecipient(key: recipient.key, row: row, finding: finding, failed: true)
    }
    return ShardResult(
      bundles: [], leftOut: leftOut, findings: leftOut.map(\.finding), digest: ""
    ).sealed()
  }

  package func finish(
    _ job: RenderJob, results: ShardResults, into directory: String
  ) async throws -> [UInt8] {
    try await onThread { try ResultWriter(job: job, results: results, directory: directory).run() }
  }

  package func writeErrors(
    _ job: RenderJob, leftOut: [LeftOutRecipient], to path: String
  ) async throws {
    try await onThread {
      let bytes = try JobFiles(job).errorsCSV(leftOut)
      try Data(bytes).write(to: URL(filePath: path))
    }
  }

  package func release(_ job: RenderJob) async {
    pools.withLock { $0.removeValue(forKey: job.id) }?.end()
  }

  private func pool(for job: RenderJob) throws -> WorkerPool {
    let settings = settings
    return try pools.withLock { pools in
      if let pool = pools[job.id] { return pool }
      let files = JobFiles(job)
      var workers = settings.workers
      if let memory = job.limits?.workerMemory { workers.memory = memory }
      let pool = WorkerPool(
        specification: files.specificationPath, job: try files.specification(),
        readable: job.readableFolders(settings), settings: workers)
      pools[job.id] = pool
      return pool
    }
  }
}

/// What all jobs of one daemon, or of one command, have in common.
package struct RendererSettings: Sendable, Codable {
  package var workers: WorkerSettings
  /// Folders of installed templates, the first that has a name wins.
  package var templates: [String]
  /// Font folders beside the templates' own.
  package var fonts: [String]
  package var limits: AssetLimits

  package init(
    workers: WorkerSettings = WorkerSettings(), templates: [String], fonts: [String] = [],
    limits: AssetLimits = AssetLimits()
  ) {
    self.workers = workers
    self.templates = templates
    self.fonts = fonts
    self.limits = limits
  }
}
