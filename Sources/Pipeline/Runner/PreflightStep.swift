import Campaign
import Findings
import Foundation
import HotFolder
import JobStore
import Linux

/// `PREFLIGHT`: has the renderer check everything and make the plan.
struct PreflightStep {
  let context: JobContext

  func run(_ job: JobRecord) async throws {
    let render = try job.render()
    switch try await context.renderer.prepare(render) {
    case .rejected(let refusal):
      // What a share that has gone away seems to lack is nobody's mistake.
      if let absence = try await offload({ Share(path: job.share).absence() }) {
        throw AbsentShare(share: job.share, reason: absence)
      }
      try await reject(job, render, refusal)
    case .planned(let plan):
      guard plan.leftOut.count <= plan.errorLimit else {
        return try await reject(job, render, Self.tooMany(plan.leftOut, plan))
      }
      try await offload {
        let data = try encoded(plan)
        let planned = try context.store.update(job.id) { record in
          record.plan = data
          record.campaign = plan.campaign
          record.recipientsTotal = plan.recipients
          record.assetsTotal = plan.assets
        }
        if plan.requiresApproval {
          try context.advance(planned, to: .proof)
        } else {
          try recordShards(planned)
        }
      }
    }
  }

  /// `APPROVED`, or a plan that needs no approval: the shards are recorded, all pending.
  func recordShards(_ job: JobRecord) throws {
    let plan = try job.jobPlan()
    let shards = plan.shards.map {
      ShardRecord(
        job: job.id, number: $0.index, firstRow: $0.firstRow, lastRow: $0.lastRow,
        recipients: $0.recipients)
    }
    try context.advance(job, to: .planned, shards: shards)
  }

  /// More recipients are left out than the campaign allows.
  static func tooMany(_ leftOut: [LeftOutRecipient], _ plan: JobPlan) -> InputRejection {
    let first = leftOut.first.map { ": \($0.finding.place) \($0.finding.message)" } ?? ""
    return InputRejection(
      code: .recipients,
      message: "\(leftOut.count) of \(plan.recipients) recipients cannot be delivered,"
        + " \(plan.errorLimit) may be left out\(first); errors.csv lists them",
      findings: leftOut.prefix(100).map(\.finding), leftOut: leftOut)
  }

  /// The setting that a message names as the limit that was met.
  static func limit(in message: String) -> String? {
    message.firstMatch(of: #/\blimits\.([a-z_]+)/#).map { String($0.1) }
  }

  /// Records the rejection, with `errors.csv` where recipients are its reason.
  func reject(_ job: JobRecord, _ render: RenderJob, _ refusal: InputRejection) async throws {
    let folder = context.folder(job)
    let hasErrors = refusal.code == .recipients
    if hasErrors {
      try await context.renderer.writeErrors(
        render, leftOut: refusal.leftOut, to: folder.path(JobFolder.errors))
    }
    try await offload {
      let place = refusal.findings.first { $0.severity == .error }?.place ?? Place()
      var rejection = Rejection(
        code: refusal.code, message: refusal.message, file: place.file, row: place.row,
        line: place.line, column: place.column, limit: Self.limit(in: refusal.message),
        findings: refusal.findings)
      rejection.hasErrorsFile = hasErrors
      try context.reject(job, rejection)
    }
  }
}

/// The hot folder is away: its jobs wait for it.
private struct AbsentShare: Error, CustomStringConvertible {
  let share: String
  let reason: String

  var description: String { "\(share) cannot be worked on: \(reason)" }
}
