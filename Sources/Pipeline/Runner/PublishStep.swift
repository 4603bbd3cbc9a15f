import Delivery
import Foundation
import HotFolder
import JobStore
import Linux
import Logging

/// From a finished result in staging to a closed job: name, rename, marker, archive.
struct PublishStep {
  let context: JobContext

  /// `BUNDLED`: makes sure the result is what was recorded, and chooses its name.
  func chooseName(_ job: JobRecord) throws {
    guard let digest = job.manifestDigest, let campaign = job.campaign else {
      throw PipelineFault.recordIncomplete(job.id, "manifestDigest")
    }
    let staging = try context.staging(job)
    guard try staging.isSealed(manifestDigest: digest) else { return try stageAgain(job) }
    try permissions(job).apply(to: staging.open())
    let outbox = try Share(path: job.share).directory(.outbox)
    let name = try Publication.freeName("\(campaign)__\(job.id)", in: outbox)
    try context.advance(job, to: .publishIntent) { $0.resultName = name }
  }

  private func permissions(_ job: JobRecord) -> ResultPermissions {
    let settings = context.settings(Share(path: job.share))
    return ResultPermissions(owner: settings.owner, mode: settings.mode)
  }

  /// `PUBLISH_INTENT`: the one rename.
  func publish(_ job: JobRecord) throws {
    guard let name = job.resultName, let digest = job.manifestDigest else {
      throw PipelineFault.recordIncomplete(job.id, "resultName")
    }
    let outbox = try Share(path: job.share).directory(.outbox)
    let outcome = try Publication.publish(
      context.staging(job), as: name, in: outbox, manifestDigest: digest)
    context.checkpoint("renamed")
    switch outcome {
    case .published:
      try context.advance(job, to: .published)
    case .taken:
      let base = name.prefix { $0 != "~" }
      let next = try Publication.freeName(String(base), in: outbox)
      try context.store.update(job.id, event: "RENAMED", detail: next) { $0.resultName = next }
    case .missing:
      try stageAgain(job)
    }
  }

  /// The staged result is not what was recorded: made again from the plan, in a new folder.
  private func stageAgain(_ job: JobRecord) throws {
    let shards = try context.store.shards(of: job.id).map { shard in
      var shard = shard
      shard.state = .pending
      shard.tries = 0
      return shard
    }
    try context.advance(job, to: .planned, detail: "staged again", shards: shards) {
      $0.staging += 1
      $0.resultName = nil
      $0.recipientsDone = 0
      $0.assetsDone = 0
    }
  }

  /// `PUBLISHED`: tells consumers by the marker, and fixes who else is to be told.
  func mark(_ job: JobRecord) throws {
    guard let name = job.resultName, let digest = job.manifestDigest else {
      throw PipelineFault.recordIncomplete(job.id, "resultName")
    }
    let share = Share(path: job.share)
    try Publication.mark(
      name, in: share.directory(.outbox), manifestDigest: digest, permissions: permissions(job))
    context.checkpoint("marked")
    let addresses = context.settings(share).notify
    try context.advance(
      job, to: .delivering,
      deliveries: addresses.enumerated().map { index, address in
        DeliveryRecord(job: job.id, number: index + 1, address: address.text)
      })
  }

  /// The end of `DELIVERING`: puts the input into the archive.
  func archive(_ job: JobRecord) throws {
    let share = Share(path: job.share)
    let claim = try job.claimHandle()
    let contents = try claim.contents()
    if let contents { try reportLateWrites(job, contents) }
    let shelf = InputShelf(
      root: try share.directory(.archive), date: TimeText.day(milliseconds: job.created),
      name: job.id)
    try shelf.place(
      members: contents, named: job.ticket().memberNames,
      orCopyOf: try context.folder(job).inputIfPresent())
    context.checkpoint("archived")
    try context.advance(job, to: .archived)
  }

  /// Bytes that came after the snapshot are in the archive but not in the result.
  private func reportLateWrites(_ job: JobRecord, _ contents: Directory) throws {
    for file in try job.snapshotFiles() {
      let parts = file.path.split(separator: "/").map { EntryName(String($0)) }
      guard let name = parts.last,
        let status = try contents.directoryIfPresent(at: parts.dropLast())?
          .statusIfPresent(of: name)
      else { continue }
      if status.size != file.size || status.modified != file.source.modified {
        context.log(of: job.id).warning("\(file.path) was written to after it was copied")
        try context.store.note("LATE_WRITE", detail: file.path, job: job.id)
      }
    }
  }

  /// `ARCHIVED`: nothing of the job is left but its result and its records.
  func close(_ job: JobRecord) throws {
    try job.claimHandle().remove()
    // Without a job_key other content is another job: nothing can correct this one.
    try context.folder(job).tidy(keepingResult: job.jobKey != job.digest)
    try context.advance(job, to: .closed)
  }
}
