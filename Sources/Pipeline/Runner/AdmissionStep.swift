import Findings
import Foundation
import Hashing
import HotFolder
import JobStore
import Linux

/// `SNAPSHOT`: finds the descriptor in the copy, tells whether this content was done before, and fixes
/// what the renderer will be told.
struct AdmissionStep {
  let context: JobContext

  func run(_ job: JobRecord, verify: Bool) throws -> JobRunner.Ending? {
    if verify, try !isIntact(job) {
      try restore(job)
      return nil
    }
    let input: DropInput
    do {
      input = try DropInput(job, context)
    } catch let rejection as DropInput.Refusal {
      try context.reject(job, rejection.rejection)
      return nil
    }
    return try context.admission.locked { try admit(job, input) }
  }

  /// Whether the copy still has the digests that were recorded.
  private func isIntact(_ job: JobRecord) throws -> Bool {
    let folder = try context.folder(job).ensure()
    guard let input = try folder.directoryIfPresent(JobFolder.input) else { return false }
    for file in try job.snapshotFiles() {
      let parts = file.path.split(separator: "/").map { EntryName(String($0)) }
      guard let name = parts.last,
        let parent = try input.directoryIfPresent(at: parts.dropLast()),
        try parent.statusIfPresent(of: name)?.size == file.size
      else { return false }
      let source = try parent.open(name)
      var hasher = SHA256Hasher()
      try source.readAll { (bytes) throws(SystemError) in hasher.update(bytes) }
      if hasher.finalize().hex != file.sha256 { return false }
    }
    return try job.ticket().form != .zip || folder.contains(JobFolder.unpacked)
  }

  /// Copies again into the same state; without the claim there is nothing to copy from.
  private func restore(_ job: JobRecord) throws {
    guard let contents = try job.claimHandle().contents() else {
      return try context.reject(job, SnapshotStep.lost(job))
    }
    try SnapshotStep(context: context).repeatCopy(job, contents)
  }

  private func admit(_ job: JobRecord, _ input: DropInput) throws -> JobRunner.Ending? {
    let identity = input.identity
    let holders = try context.store.holders(of: identity.key, in: job.scope)
      .filter { $0.id != job.id }
    var revision = 1
    var supersedes: JobRecord?
    if let same = holders.last(where: { $0.digest == identity.digest }), !identity.rerun {
      let result = same.resultName.map { "outbox/\($0)" }
      try context.reject(
        job,
        Rejection(
          code: .duplicate,
          message: "\(job.name): this content was dropped before, as job \(same.id)"
            + (result.map { ", result \($0)" } ?? "")
            + "; say `rerun: true` in the descriptor to render it again",
          duplicateOf: same.id, result: same.resultName))
      return nil
    }
    if let latest = holders.last {
      let isSame = holders.contains { $0.digest == identity.digest }
      guard isSame || identity.updatesOnChange || identity.rerun else {
        try context.reject(
          job,
          Rejection(
            code: .conflict,
            message: "\(job.name): job \(latest.id) has the same job_key with other content; say"
              + " `on_change: update` in the descriptor to correct it",
            duplicateOf: latest.id, result: latest.resultName))
        return nil
      }
      if !isSame && identity.updatesOnChange {
        guard holders.allSatisfy({ $0.state.isFinal }) else { return .awaitsOthers }
        supersedes = latest
      }
      revision = (holders.map(\.revision).max() ?? 1) + 1
    }
    let render = try encoded(input.renderJob(job, revision, supersedes, context))
    try context.advance(job, to: .admitted) {
      $0.jobKey = identity.key
      $0.digest = identity.digest
      $0.revision = revision
      $0.supersedes = supersedes?.id
      $0.campaign = input.sketch.campaign
      $0.renderJob = render
    }
    return nil
  }
}
