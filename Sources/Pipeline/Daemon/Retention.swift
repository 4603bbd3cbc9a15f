import Foundation
import HotFolder
import JobStore
import Linux
import Logging

/// Removes what has been kept as long as the settings of a hot folder say; what they do not say is kept
/// for ever.
struct Retention {
  let context: JobContext
  /// Milliseconds since 1970.
  let now: Int64

  func sweep(_ share: Share, _ settings: HotFolderSettings.Retention) {
    removeDays(share, .archive, settings.archive)
    removeDays(share, .rejected, settings.rejected)
    release(.result, share, settings.results) { job in
      guard job.state == .closed, let result = job.resultName else { return }
      // The marker first: what has lost it is no result any more.
      try remove(share, .outbox, EntryName(result + ".done"))
      try remove(share, .outbox, EntryName(result))
      try context.folder(job).tidy(keepingResult: false)
    }
    release(.status, share, settings.status) { job in
      try remove(share, .status, EntryName(job.id + ".json"))
      try remove(share, .status, EntryName(job.id + "-proof"))
    }
  }

  /// Removes what finished jobs have kept for long enough.
  private func release(
    _ kept: JobStore.Kept, _ share: Share, _ seconds: Double?,
    _ remove: (JobRecord) throws -> Void
  ) {
    guard let seconds else { return }
    let time = now - Int64(seconds * 1000)
    do {
      while true {
        let jobs = try context.store.finishedJobs(of: share.path, before: time, keeping: kept)
        if jobs.isEmpty { return }
        for job in jobs {
          try remove(job)
          try context.store.release(kept, of: job.id)
        }
      }
    } catch {
      context.log.warning("\(share.name): what is old enough cannot be removed: \(error)")
    }
  }

  /// Folders of days that ended that long ago.
  private func removeDays(_ share: Share, _ folder: Share.Folder, _ seconds: Double?) {
    guard let seconds, let directory = try? share.directory(folder),
      let names = try? directory.names()
    else { return }
    let limit = TimeText.day(milliseconds: now - Int64(seconds * 1000) - 86_400_000)
    for name in names {
      let text = name.display
      let isDay = text.count == 10 && text.allSatisfy { $0.isNumber || $0 == "-" }
      guard isDay, text < limit else { continue }
      do throws(SystemError) {
        try remove(share, folder, name)
      } catch {
        context.log.warning("\(share.name): \(folder.rawValue)/\(name) cannot be removed: \(error)")
      }
    }
  }

  private func remove(
    _ share: Share, _ folder: Share.Folder, _ name: EntryName
  ) throws(SystemError) {
    try share.directory(folder).removeTree(name)
  }
}
