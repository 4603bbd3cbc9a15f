import Foundation
import HotFolder
import JobStore
import Linux

/// `CLAIM_INTENT`: moves the members in, or forgets the claim where they are no longer what they were.
struct ClaimStep {
  let context: JobContext

  /// - Returns: an ending where nothing remains of the job.
  func run(_ job: JobRecord) throws -> JobRunner.Ending? {
    let claim = try job.claimHandle()
    do throws(Claim.Failure) {
      try claim.take(job: job.id, state: context.state)
    } catch {
      try claim.giveBack(job: job.id)
      try context.store.delete(job.id)
      return .finished
    }
    try complete(job)
    return nil
  }

  /// The members are ours; from here on the drop has a job.
  func complete(_ job: JobRecord) throws {
    let ticket = try job.ticket()
    try context.advance(job, to: .claimed) { $0.rejection = ticket.rejection }
  }
}
