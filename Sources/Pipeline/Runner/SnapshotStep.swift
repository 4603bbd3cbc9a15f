import Archive
import Findings
import Foundation
import HotFolder
import JobStore
import Linux

/// `CLAIMED`: copies the drop to where nobody else writes, and unpacks archives.
struct SnapshotStep {
  let context: JobContext

  func run(_ job: JobRecord) async throws {
    let claim = try job.claimHandle()
    guard let contents = try await offload({ try claim.contents() }) else {
      return try await offload { try context.reject(job, Self.lost(job)) }
    }
    try await waitUntilQuiet(contents, job)
    try await offload { try copy(job, contents) }
  }

  static func lost(_ job: JobRecord) -> Rejection {
    Rejection(
      code: .lost, message: "\(job.name): the claimed files were removed before they were copied")
  }

  /// A late writer keeps writing into the files it has open, wherever they are moved: at least one
  /// further look, and as many as it takes.
  private func waitUntilQuiet(_ contents: Directory, _ job: JobRecord) async throws {
    let settings = context.settings(Share(path: job.share))
    let quiet = settings.quiet ?? 2
    var last = try await offload { try contents.tree() }
    try await Task.sleep(for: .seconds(quiet / 4))
    var current = try await offload { try contents.tree() }
    var rest = 0.0
    while current != last || rest > 0 {
      rest = current != last ? quiet : rest - quiet / 4
      last = current
      try await Task.sleep(for: .seconds(quiet / 4))
      current = try await offload { try contents.tree() }
    }
  }

  private func copy(_ job: JobRecord, _ contents: Directory) throws {
    guard let data = try makeCopy(job, contents) else { return }
    try context.advance(job, to: .snapshot) { $0.snapshot = data }
  }

  /// Copies again where an earlier copy turned out damaged; the state stays.
  func repeatCopy(_ job: JobRecord, _ contents: Directory) throws {
    guard let data = try makeCopy(job, contents) else { return }
    try context.store.update(job.id, event: "SNAPSHOT_REPEATED") { $0.snapshot = data }
  }

  /// - Returns: the files, encoded; nil where the job was rejected, or the drop is still changing.
  private func makeCopy(_ job: JobRecord, _ contents: Directory) throws -> Data? {
    let limits = context.settings(Share(path: job.share)).limits.drop
    let folder = context.folder(job)
    let target = try folder.fresh(JobFolder.input)
    let files: [Snapshot.File]
    do throws(Snapshot.Failure) {
      files = try Snapshot.copy(contents, into: target, limits: Snapshot.Limits(limits))
    } catch {
      switch error {
      case .unsettled: return nil
      case .refused(let code, let message):
        try context.reject(
          job,
          Rejection(
            code: code, message: "\(job.name): \(message)", limit: PreflightStep.limit(in: message))
        )
        return nil
      case .system(let error): throw error
      }
    }
    context.checkpoint("snapshot copied")
    let ticket = try job.ticket()
    if ticket.form == .zip, let rejection = try unpack(ticket, folder, limits) {
      try context.reject(job, rejection)
      return nil
    }
    return try encoded(files)
  }

  /// Unpacks the drop's archive; what is wrong with it becomes a rejection.
  private func unpack(
    _ ticket: ClaimTicket, _ folder: JobFolder, _ limits: ZipLimits
  ) throws -> Rejection? {
    let target = try folder.fresh(JobFolder.unpacked)
    let archive = try folder.ensure().directory(JobFolder.input).open(ticket.primaryName)
    do throws(ArchiveError) {
      try ZipExtractor.extract(
        descriptor: archive.number, into: target.descriptor, limits: limits)
      return nil
    } catch {
      let name = ticket.primaryName.display
      guard error.code != .system else {
        throw SystemError("unpack", path: name, code: error.errno)
      }
      let place = error.entry.map { "\(name), entry \($0)" } ?? name
      let limit = error.limit.map { " (setting limits.\($0))" } ?? ""
      return Rejection(
        code: RejectCode(rawValue: error.code.rawValue) ?? .badZip,
        message: "\(place): \(error.message)\(limit); mend the archive and drop it again",
        file: error.entry ?? name, limit: error.limit)
    }
  }
}

extension Snapshot.Limits {
  init(_ limits: ZipLimits) {
    self.init(
      entries: limits.entries, depth: limits.depth, nameBytes: limits.nameBytes,
      fileBytes: limits.fileBytes, totalBytes: limits.totalBytes)
  }
}
