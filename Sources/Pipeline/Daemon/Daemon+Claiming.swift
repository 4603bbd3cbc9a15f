import Foundation
import HotFolder
import JobStore
import Linux
import Logging

extension Daemon {
  /// Turns a drop into a job: the intent is durable before anything moves.
  func claim(
    _ share: Share, _ settings: HotFolderSettings, _ drop: Drop, _ verdict: Verdict
  ) -> Claim.Failure? {
    do {
      let job = try makeRecord(share, settings, drop, verdict)
      try context.store.insert(job)
      context.checkpoint("CLAIM_INTENT")
      do {
        if let failure = try take(job) { return failure }
      } catch {
        // The job is recorded: what was begun is finished or undone like after a crash.
        log(of: job.id).error("\(drop.primary) of \(share.name) is not claimed yet: \(error)")
        enqueue(job)
        return nil
      }
      StatusFile.write(job.id, context)
      log(of: job.id).info("claimed \(drop.primary) of \(share.name)")
      enqueue(job)
      return nil
    } catch let failure as Claim.Failure {
      return failure
    } catch let error as SystemError {
      return .system(error)
    } catch {
      log.error("\(share.name): \(drop.primary) cannot be claimed: \(error)")
      return .system(SystemError("record", path: drop.primary.display, code: 5))
    }
  }

  /// Moves the members in; where that fails, all is as before.
  private func take(_ job: JobRecord) throws -> Claim.Failure? {
    let claim = try job.claimHandle()
    do throws(Claim.Failure) {
      try claim.take(job: job.id, state: context.state)
    } catch {
      try claim.giveBack(job: job.id)
      try context.store.delete(job.id)
      return error
    }
    context.checkpoint("claimed")
    try ClaimStep(context: context).complete(job)
    return nil
  }

  private func makeRecord(
    _ share: Share, _ settings: HotFolderSettings, _ drop: Drop, _ verdict: Verdict
  ) throws -> JobRecord {
    let scope = try share.scope()
    let key = try Claim.freeKey(
      Claim.key(scope: scope, primary: drop.primary), in: share.claimsDirectory(),
      state: context.state
    ) { (try? context.store.isClaimKeyTaken($0, share: share.path)) ?? true }
    let (id, time) = identifiers.next()
    var evidence = 0
    if case .admit(let level) = verdict { evidence = level }
    var job = JobRecord(
      id: id, scope: scope, share: share.path, name: drop.primary.display, state: .claimIntent,
      evidence: evidence, created: time, claimKey: key,
      claim: try encoded(ClaimTicket(drop, verdict)))
    job.priority = settings.priority
    return job
  }
}
