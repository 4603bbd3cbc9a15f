import Campaign
import Dataset
import Findings
import Foundation
import Linux

/// What the renderer keeps in a job's work folder, so that every call, also in another process, finds
/// what `prepare` made.
struct JobFiles {
  private let job: RenderJob

  init(_ job: RenderJob) { self.job = job }

  /// Where preflight puts the rows that it read and the plan that it made.
  var planFolder: String { job.work + "/plan" }
  var specificationPath: String { job.work + "/" + JobSpecification.fileName }
  private var preflightPath: String { job.work + "/" + PreflightRecord.fileName }

  func specification() throws -> JobSpecification {
    try JobSpecification(decoding: try Data(contentsOf: URL(filePath: specificationPath)))
  }

  func snapshot() throws -> SnapshotReader {
    try SnapshotReader(path: try specification().paths.snapshot)
  }

  /// Whether a file is there; one that cannot be looked at now may be.
  static func isPresent(_ path: String) throws(SystemError) -> Bool {
    try ifPresent { () throws(SystemError) in try FileStatus(ofPath: path) } != nil
  }

  func plan() throws -> RenderPlan { try RenderPlan(path: try specification().paths.plan) }

  func preflight() throws -> PreflightRecord {
    try JSONDecoder().decode(
      PreflightRecord.self, from: try Data(contentsOf: URL(filePath: preflightPath)))
  }

  func write(_ specification: JobSpecification, _ record: PreflightRecord) throws {
    try JSONEncoder().encode(record).write(to: URL(filePath: preflightPath))
    // Last, since its presence says that the rest is there.
    try specification.encoded().write(to: URL(filePath: specificationPath))
  }

  /// The bytes of `errors.csv`; without the rows' cells where the data was never read.
  func errorsCSV(_ leftOut: [LeftOutRecipient]) throws -> [UInt8] {
    // A job that preflight refuses has rows, but nothing to be rendered by.
    let path = planFolder + "/snapshot.sqlite"
    guard try Self.isPresent(path) else {
      return ErrorsCSV.bytes(leftOut: leftOut, columns: []) { _ in nil }
    }
    let snapshot = try SnapshotReader(path: path)
    var cells: [Int: [String]] = [:]
    var next: Int64 = 1
    while true {
      let page = try snapshot.leftOut(from: next)
      for recipient in page { cells[recipient.row] = recipient.cells }
      guard let last = page.last else { break }
      next = last.rowid + 1
    }
    for recipient in leftOut where cells[recipient.row] == nil && !recipient.key.isEmpty {
      guard let row = try snapshot.recipient(key: recipient.key) else { continue }
      cells[recipient.row] = try snapshot.originalCells(of: row.rowid)
    }
    return ErrorsCSV.bytes(leftOut: leftOut, columns: snapshot.originalColumns) { cells[$0] }
  }
}
