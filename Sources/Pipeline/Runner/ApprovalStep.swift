import HotFolder
import JobStore
import Linux

/// `PROOF`: shows the proof in `status/<job>-proof/` and waits for a human.
struct ApprovalStep {
  let context: JobContext

  func run(_ job: JobRecord) async throws -> JobRunner.Ending? {
    let share = Share(path: job.share)
    let name: EntryName = "\(job.id)-proof"
    let isShown = try await offload { try share.directory(.status).contains(name) }
    if !isShown {
      let temporary: EntryName = ".\(job.id)-proof.tmp"
      let path = try await offload {
        let status = try share.directory(.status)
        try status.removeTree(temporary)
        return try status.ensureDirectory(temporary).path
      }
      try await context.renderer.proof(job.render(), into: path)
      try await offload {
        let status = try share.directory(.status)
        try status.rename(temporary, to: status, name)
      }
    }
    return .awaitsApproval
  }
}
