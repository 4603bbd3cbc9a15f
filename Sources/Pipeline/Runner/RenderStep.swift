import Campaign
import Delivery
import Findings
import Foundation
import Hashing
import HotFolder
import JobStore
import Linux

/// `PLANNED`: renders every shard that is not done, then brings them together under a manifest.
struct RenderStep {
  let context: JobContext

  /// Tries that a shard has before it is divided.
  private static let triesAllowed = 3

  func run(_ job: JobRecord, verify: Bool) async throws {
    let staging = try context.staging(job)
    if verify { try await offload { try reopenDamaged(job, staging) } }
    let plan = try job.jobPlan()
    let render = try job.render()
    while true {
      let shards = try await offload { try context.store.shards(of: job.id) }
      let pending = shards.filter { $0.state == .pending }
      if try await refuses(job, render, plan, shards) { return }
      if pending.isEmpty { break }
      try await renderAll(pending, job, render, plan, staging)
    }
    try await bundle(job, render, staging)
  }

  /// Shards whose recorded files are missing or damaged are rendered again.
  private func reopenDamaged(_ job: JobRecord, _ staging: Staging) throws {
    for shard in try context.store.shards(of: job.id) where shard.state == .done {
      let result = try context.result(of: shard)
      if try !staging.isIntact(shard.number, result.bundles.map(Staging.Bundle.init)) {
        try context.store.reopen(shard.number, job: job.id)
      }
    }
  }

  /// Whether more recipients are left out than the campaign allows, or its gate refuses what rendering
  /// found; then the job is rejected.
  private func refuses(
    _ job: JobRecord, _ render: RenderJob, _ plan: JobPlan, _ shards: [ShardRecord]
  ) async throws -> Bool {
    let (rendered, finding) = try await offload {
      var leftOut: [LeftOutRecipient] = []
      var refusal: Finding?
      try context.results(of: shards.filter { $0.state == .done }).forEach { result in
        leftOut += result.leftOut
        refusal = refusal ?? result.refusal
      }
      return (leftOut, refusal)
    }
    let leftOut = plan.leftOut + rendered
    if let finding {
      let refusal = InputRejection(
        code: .recipients, message: "\(job.name): \(finding.message)", findings: [finding],
        leftOut: leftOut.sorted { $0.row < $1.row })
      try await PreflightStep(context: context).reject(job, render, refusal)
      return true
    }
    guard leftOut.count > plan.errorLimit else { return false }
    let refusal = PreflightStep.tooMany(leftOut.sorted { $0.row < $1.row }, plan)
    try await PreflightStep(context: context).reject(job, render, refusal)
    return true
  }

  /// Renders shards side by side; ends early when too many recipients have been left out.
  private func renderAll(
    _ shards: [ShardRecord], _ job: JobRecord, _ render: RenderJob, _ plan: JobPlan,
    _ staging: Staging
  ) async throws {
    try await withThrowingTaskGroup(of: Int.self) { group in
      var queue = shards[...]
      var leftOut = plan.leftOut.count
      for shard in queue.prefix(max(1, context.renderer.concurrency)) {
        add(shard, job, render, staging, to: &group)
      }
      queue = queue.dropFirst(max(1, context.renderer.concurrency))
      while let count = try await group.next() {
        leftOut += count
        if leftOut <= plan.errorLimit, let shard = queue.popFirst() {
          add(shard, job, render, staging, to: &group)
        }
      }
    }
  }

  private func add(
    _ shard: ShardRecord, _ job: JobRecord, _ render: RenderJob, _ staging: Staging,
    to group: inout ThrowingTaskGroup<Int, any Error>
  ) {
    group.addTask {
      try await context.slots.withSlot(priority: job.priority, share: job.share) {
        try await self.render(shard, job, render, staging)
      }
    }
  }

  /// One try of one shard; returns how many of its recipients are left out.
  private func render(
    _ record: ShardRecord, _ job: JobRecord, _ render: RenderJob, _ staging: Staging
  ) async throws -> Int {
    let number = record.number
    if record.tries >= Self.triesAllowed {
      return try await divide(
        record, job, render, because: .workerLost(reason: "it failed too often", recipient: nil))
    }
    let (attempt, directory) = try await offload {
      let attempt = try context.store.beginTry(of: number, job: job.id)
      context.checkpoint("shard started")
      return (attempt, try staging.beginShard(number, attempt: attempt))
    }
    defer { context.progress.clear(shard: number, job: job.id) }
    do {
      let result = try await context.renderer.render(
        record.shard, of: render, attempt: attempt, into: directory,
        progress: { [progress = context.progress] in
          progress.note($0, shard: number, job: job.id)
        })
      try await offload {
        if let earlier = record.digest, earlier != result.digest {
          throw PipelineFault.shardContradicted(number)
        }
        context.checkpoint("shard rendered")
        try staging.commitShard(number, attempt: attempt)
        context.checkpoint("shard renamed")
        try context.store.finish(
          number, job: job.id, result: encoded(result), digest: result.digest)
        try note(result, job)
        context.checkpoint("shard done")
      }
      // A refused job need not be rendered to its end.
      return result.refusal == nil ? result.leftOut.count : 1 << 40
    } catch let failure as RenderFailure {
      staging.abandonShard(number, attempt: attempt)
      guard case .workerLost = failure else { throw failure }
      context.metrics.lostWorker()
      try context.store.note("SHARD_FAILED", detail: "shard \(number): \(failure)", job: job.id)
      guard attempt >= Self.triesAllowed else { return 0 }
      return try await divide(record, job, render, because: failure)
    } catch is CancellationError {
      staging.abandonShard(number, attempt: attempt)
      try? context.store.withdrawTry(of: number, job: job.id)
      throw CancellationError()
    } catch {
      // What stood in the way was ours: it costs the shard no try.
      try? context.store.withdrawTry(of: number, job: job.id)
      throw error
    }
  }

  /// A shard that fails again and again is divided until the bad recipient stands alone.
  private func divide(
    _ record: ShardRecord, _ job: JobRecord, _ render: RenderJob, because failure: RenderFailure
  ) async throws -> Int {
    let parts = try await context.renderer.split(record.shard, of: render)
    guard parts.count > 1 else {
      let result = try await context.renderer.giveUp(record.shard, of: render, because: failure)
      try await offload {
        try context.store.finish(
          record.number, job: job.id, result: encoded(result), digest: result.digest)
        try note(result, job)
      }
      return result.leftOut.count
    }
    try await offload {
      try context.store.divide(
        record.number, job: job.id,
        into: parts.map {
          ShardRecord(
            job: job.id, number: 0, firstRow: $0.firstRow, lastRow: $0.lastRow,
            recipients: $0.recipients)
        })
    }
    return 0
  }

  private func note(_ result: ShardResult, _ job: JobRecord) throws {
    let assets = result.bundles.reduce(0) { $0 + $1.assets.count }
    context.metrics.rendered(
      assets: assets, bundles: result.bundles.count, leftOut: result.leftOut.count)
    try context.store.update(job.id) { record in
      record.recipientsDone += result.bundles.count
      record.assetsDone += assets
    }
    StatusFile.write(job.id, context)
  }

  // MARK: Bundling

  private func bundle(_ job: JobRecord, _ render: RenderJob, _ staging: Staging) async throws {
    let shards = try await offload { try context.store.shards(of: job.id) }
    let (recipients, assets) = try await offload {
      var (recipients, assets) = (0, 0)
      for shard in shards {
        let result = try context.result(of: shard)
        try staging.gather(shard.number, result.bundles.map(Staging.Bundle.init))
        context.checkpoint("shard gathered")
        recipients += result.bundles.count
        assets += result.bundles.reduce(0) { $0 + $1.assets.count }
      }
      try staging.ensureBundles()
      try staging.clearAllButBundles()
      return (recipients, assets)
    }
    let manifest = try await context.renderer.finish(
      render, results: context.results(of: shards), into: staging.path)
    try await offload {
      try keepCopy(of: manifest, job, staging)
      context.checkpoint("manifest made")
      try staging.seal(manifest: manifest)
      let digest = SHA256Digest(of: manifest).hex
      try context.advance(job, to: .bundled) {
        $0.manifestDigest = digest
        $0.recipientsDone = recipients
        $0.assetsDone = assets
      }
    }
  }

  /// Corrections compare with the manifest even after consumers have taken the result away.
  private func keepCopy(of manifest: [UInt8], _ job: JobRecord, _ staging: Staging) throws {
    let target = try context.folder(job).fresh(JobFolder.result)
    try target.write(Staging.manifest, manifest)
    let source = try staging.open()
    let lines: EntryName = "bundles.jsonl"
    if try source.contains(lines) {
      try TreeMove.copy(lines, from: source, to: target, lines)
    }
  }
}

extension ShardRecord {
  var shard: Shard {
    Shard(index: number, firstRow: firstRow, lastRow: lastRow, recipients: recipients)
  }
}

extension Staging.Bundle {
  init(_ record: BundleRecord) {
    self.init(file: record.file, size: record.size, sha256: record.sha256)
  }
}

extension JobContext {
  /// What a finished shard came to.
  fileprivate func result(of shard: ShardRecord) throws -> ShardResult {
    guard let result = try store.result(of: shard.number, job: shard.job) else {
      throw PipelineFault.recordIncomplete(shard.job, "shard \(shard.number)")
    }
    return try JSONDecoder().decode(ShardResult.self, from: result)
  }

  /// What finished shards came to, each read when its turn comes.
  fileprivate func results(of shards: [ShardRecord]) -> ShardResults {
    ShardResults { body in for shard in shards { try body(try result(of: shard)) } }
  }

  func staging(_ job: JobRecord) throws -> Staging {
    Staging(
      root: Share(path: job.share).path + "/outbox/" + Share.staging.display, job: job.id,
      attempt: job.staging)
  }
}
