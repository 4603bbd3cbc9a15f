import Foundation
import HotFolder
import JobStore
import Linux
import Logging

/// What clients and operators ask for: through the socket, or by files in `acks/`.
extension Daemon {
  func answer(_ request: ControlRequest) -> ControlResponse {
    do {
      switch request.command {
      case .status: return ControlResponse(status: status)
      case .jobs: return ControlResponse(jobs: shownJobs())
      case .retry: return try withJob(request) { try retry($0) }
      case .cancel: return try withJob(request) { try cancel($0) }
      case .approve: return try withJob(request) { try approve($0) }
      }
    } catch {
      return ControlResponse(error: "\(error)")
    }
  }

  private func withJob(
    _ request: ControlRequest, _ body: (JobRecord) throws -> String?
  ) throws -> ControlResponse {
    guard let id = request.job else { return ControlResponse(error: "no job is named") }
    let job = try context.store.job(id)
    if let error = try body(job) { return ControlResponse(error: error) }
    return ControlResponse(jobs: [StatusFile(try context.store.job(id))])
  }

  /// Goes on with a parked job at once. Returns why not.
  private func retry(_ job: JobRecord) throws -> String? {
    guard job.state == .parked else {
      return job.state == .rejected
        ? "job \(job.id) was rejected: mend the drop and drop it again"
        : "job \(job.id) is \(job.state.rawValue): only parked jobs can be retried"
    }
    try context.store.note("RETRY", job: job.id)
    Task { await scheduler.add(job, isResumed: true) }
    return nil
  }

  private func cancel(_ job: JobRecord) throws -> String? {
    guard !job.state.isFinal, !job.effectiveState.isBeyondRecall else {
      return "job \(job.id) is \(job.state.rawValue): it cannot be cancelled any more"
    }
    try context.store.note(Self.cancelEvent, job: job.id)
    markCancelled(job.id)
    Task { await scheduler.interrupt(job) }
    return nil
  }

  private func approve(_ job: JobRecord) throws -> String? {
    guard job.state == .proof else {
      return "job \(job.id) is \(job.state.rawValue): it does not wait for approval"
    }
    try context.advance(job, to: .approved)
    enqueue(job)
    return nil
  }

  /// `<job>.approve`, `<job>.cancel`, or a consumer's `<result>.ok` or `.failed`: kept in the job's
  /// history and moved to `acks/.done/`.
  func acknowledge(_ share: Share, _ name: EntryName) {
    guard let text = name.utf8, let dot = text.lastIndex(of: ".") else { return }
    let subject = String(text[..<dot])
    do {
      switch text[text.index(after: dot)...] {
      case "approve": try note(subject, "APPROVE", share) { try approve($0) }
      case "cancel": try note(subject, "CANCEL", share) { try cancel($0) }
      case "ok", "failed": try receipt(subject, text, share)
      default: return
      }
      try shelve(name, share)
    } catch JobStore.Failure.noSuchJob {
      // Another daemon's job: its files are for it to read.
      if isForeign(subject, share) { return }
      log.warning("\(share.name): acks/\(text) names no job of this hot folder")
      try? shelve(name, share)
    } catch {
      log.warning("\(share.name): acks/\(text): \(error)")
    }
  }

  private func isForeign(_ job: String, _ share: Share) -> Bool {
    let jobs = try? Claim.foreignJobs(in: share.claimsDirectory(), state: context.state)
    return jobs?.contains(job) == true
  }

  private func shelve(_ name: EntryName, _ share: Share) throws {
    let acks = try share.directory(.acks)
    try acks.rename(name, to: acks.ensureDirectory(".done"), name)
  }

  private func note(
    _ id: String, _ event: String, _ share: Share, _ body: (JobRecord) throws -> String?
  ) throws {
    let job = try context.store.job(id)
    guard job.share == share.path else { throw JobStore.Failure.noSuchJob(id) }
    let refusal = try body(job)
    try context.store.note(event, detail: refusal ?? "by acks/", job: id)
    if let refusal { log.warning("\(share.name): \(refusal)") }
  }

  private func receipt(_ result: String, _ file: String, _ share: Share) throws {
    // A campaign's name may hold `__`, a job's id never does.
    guard let mark = result.range(of: "__", options: .backwards) else { return }
    let id = result[mark.upperBound...].prefix { $0 != "~" }
    guard let job = try? context.store.job(String(id)), job.share == share.path else { return }
    try context.store.note("RECEIPT", detail: file, job: job.id)
  }
}
