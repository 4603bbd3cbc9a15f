import Findings
import Foundation
import HotFolder
import JobStore
import Linux
import Logging

/// Takes one job from wherever it is to its end:
///
///     Drop → Claim → Job → Dataset → RenderPlan (shards) → … → Bundle → OutboxEntry → Receipt
///
/// Each state has one thing to be done next, each done thing is recorded before the next begins, and
/// going on after a crash is the same as going on.
struct JobRunner {
  let context: JobContext
  /// Whether an earlier process was at work: then what is on disk is looked at before it is believed.
  var isResumed: Bool

  /// Why a run ended.
  enum Ending: Sendable, Equatable {
    case finished
    /// A human must approve.
    case awaitsApproval
    /// An earlier job of the same identity must end first.
    case awaitsOthers
    /// Something of ours stands in the way; try again after that many seconds.
    case parked(seconds: Double)
    /// The daemon stops.
    case stopped
  }

  /// Runs until the job ends, waits or must be put down.
  mutating func run(_ id: String) async -> Ending {
    while true {
      do {
        if let ending = try await step(id) { return ending }
      } catch is CancellationError {
        if !context.isCancelled(id) { return .stopped }
      } catch {
        return await park(id, because: error)
      }
    }
  }

  /// Does the one thing that comes next; nil when there is more to do.
  private mutating func step(_ id: String) async throws -> Ending? {
    let context = context
    let job = try await offload { try context.store.job(id) }
    defer { StatusFile.write(job.id, context) }
    if job.state.isFinal { return .finished }
    if job.state == .parked {
      try await unpark(job)
      return nil
    }
    if let rejection = job.rejection {
      try await perform { try GiveBack(context: context).run(job, rejection) }
      await release(job)
      return .finished
    }
    if context.isCancelled(id), !job.state.isBeyondRecall {
      try await perform { try context.cancel(job) }
      return nil
    }
    try Task.checkCancellation()

    let isResumed = isResumed
    self.isResumed = false
    let begun = MonotonicTime.now()
    defer { context.metrics.spent(MonotonicTime.now() - begun, in: job.state.rawValue) }
    switch job.state {
    case .claimIntent: return try await perform { try ClaimStep(context: context).run(job) }
    case .claimed: try await SnapshotStep(context: context).run(job)
    case .snapshot:
      return try await perform { try AdmissionStep(context: context).run(job, verify: isResumed) }
    case .admitted: try await perform { try context.advance(job, to: .preflight) }
    case .preflight: try await PreflightStep(context: context).run(job)
    case .proof: return try await ApprovalStep(context: context).run(job)
    case .approved: try await perform { try PreflightStep(context: context).recordShards(job) }
    case .planned: try await RenderStep(context: context).run(job, verify: isResumed)
    case .bundled: try await perform { try PublishStep(context: context).chooseName(job) }
    case .publishIntent: try await perform { try PublishStep(context: context).publish(job) }
    case .published: try await perform { try PublishStep(context: context).mark(job) }
    case .delivering: try await perform { try DeliveryStep(context: context).run(job) }
    case .archived:
      await release(job)
      try await perform { try PublishStep(context: context).close(job) }
    case .closed, .parked, .rejected, .cancelled: break
    }
    return nil
  }

  @discardableResult
  private func perform<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await offload(body)
  }

  private func release(_ job: JobRecord) async {
    if let render = try? job.render() { await context.renderer.release(render) }
    context.progress.clear(job: job.id)
  }

  // MARK: Parking

  private func park(_ id: String, because error: any Error) async -> Ending {
    let context = context
    context.log(of: id).error("parked: \(error)")
    let parkings = try? await offload {
      try context.store.advance(id, to: .parked, detail: "\(error)") { $0.parkCause = "\(error)" }
        .parkings
    }
    if let job = try? context.store.job(id), let render = try? job.render() {
      await context.renderer.release(render)
    }
    StatusFile.write(id, context)
    let doublings = min(max(0, (parkings ?? 1) - 1), 9)
    return .parked(seconds: min(300, Double(1 << doublings)))
  }

  /// Going on is the test of the cause.
  private func unpark(_ job: JobRecord) async throws {
    guard let origin = job.parkedFrom else {
      throw PipelineFault.recordIncomplete(job.id, "parkedFrom")
    }
    let context = context
    try await perform { try context.store.advance(job.id, to: origin, detail: "resumed") }
  }
}

extension JobContext {
  /// Records a step and passes the point where tests end the process.
  @discardableResult
  func advance(
    _ job: JobRecord, to state: JobState, detail: String? = nil, shards: [ShardRecord]? = nil,
    deliveries: [DeliveryRecord] = [],
    _ change: (inout JobRecord) -> Void = { _ in }
  ) throws -> JobRecord {
    checkpoint("before \(state.rawValue)")
    let next = try store.advance(
      job.id, to: state, detail: detail, shards: shards, deliveries: deliveries
    ) {
      $0.parkings = 0
      change(&$0)
    }
    checkpoint(state.rawValue)
    if state.isFinal { metrics.ended(as: state.rawValue) }
    return next
  }

  /// Records that a job will be given back; the next step does it.
  func reject(_ job: JobRecord, _ rejection: Rejection) throws {
    log(of: job.id).info("rejected: \(rejection.code.rawValue): \(rejection.message)")
    try store.update(job.id, event: "REJECTING", detail: rejection.code.rawValue) {
      $0.rejection = rejection
    }
    checkpoint("REJECTING")
  }

  func cancel(_ job: JobRecord) throws {
    try reject(
      job, Rejection(code: .cancelled, message: "\(job.name): the job was cancelled on request"))
  }
}
