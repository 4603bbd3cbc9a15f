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
    guard let jobs = try? context.store.jobs() else { return }
    for job in jobs where job.share == share.path && job.state.isFinal {
      if isOver(job.updated, settings.results) { removeResult(job, share) }
      if isOver(job.updated, settings.status) {
        remove(share, .status, EntryName(job.id + ".json"))
        remove(share, .status, EntryName(job.id + "-proof"))
      }
    }
  }

  private func isOver(_ time: Int64, _ seconds: Double?) -> Bool {
    seconds.map { Double(now - time) / 1000 > $0 } ?? false
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
      if isDay && text < limit { remove(share, folder, name) }
    }
  }

  private func removeResult(_ job: JobRecord, _ share: Share) {
    guard job.state == .closed, let result = job.resultName else { return }
    remove(share, .outbox, EntryName(result + ".done"))
    remove(share, .outbox, EntryName(result))
  }

  private func remove(_ share: Share, _ folder: Share.Folder, _ name: EntryName) {
    do {
      try share.directory(folder).removeTree(name)
    } catch {
      context.log.warning("\(share.name): \(folder.rawValue)/\(name) cannot be removed: \(error)")
    }
  }
}
