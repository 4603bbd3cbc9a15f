import Campaign
import Dataset
import Findings
import Foundation
import Hashing

/// `finish`: writes all files of a result beside its bundles and gives the manifest's bytes.
struct ResultWriter {
  let job: RenderJob
  let results: ShardResults
  let directory: String

  func run() throws -> [UInt8] {
    let files = JobFiles(job)
    let preflight = try files.preflight()
    var summary = try ResultSummary(job: job, preflight: preflight, results: results)
    if let correction = try files.specification().correction {
      summary.changes = try changes(since: correction, summary, plan: try files.plan())
    }
    var published = try writeLists(summary, preflight, try files.snapshot())
    func write(_ name: String, _ bytes: [UInt8]) throws {
      try Data(bytes).write(to: URL(filePath: directory + "/" + name))
      published.append((name, SHA256Digest(of: bytes).hex))
    }
    try write(ErrorsCSV.fileName, try files.errorsCSV(summary.leftOut))
    let report = Report(result: summary) { bundle in
      Thumbnail.dataURL(ofBundle: directory + "/bundles/" + bundle.file, bundle)
    }
    try write(Report.fileName, report.bytes())
    return Manifest.bytes(of: summary, files: published.sorted { $0.name < $1.name })
  }

  /// Writes what has a line for every recipient, as they pass by.
  private func writeLists(
    _ summary: ResultSummary, _ preflight: PreflightRecord, _ snapshot: SnapshotReader
  ) throws -> [(name: String, sha256: String)] {
    let hasList = summary.bundleCount > Manifest.inlineLimit
    let list = try hasList ? ResultFile(path: directory + "/" + Manifest.bundleListName) : nil
    let recipients = try ResultFile(path: directory + "/" + RecipientsCSV.fileName)
    try recipients.append(RecipientsCSV.header)
    let rows = RecipientsCSV(job.findings + preflight.findings) { key in
      guard let field = preflight.emailField,
        case .string(let address)? = try snapshot.recipient(key: key)?.fields[field]
      else { return nil }
      return address
    }
    try results.forEach { result in
      try recipients.append(rows.lines(of: result))
      guard hasList else { return }
      for bundle in result.bundles { try list?.append((bundle.json.line + "\n").utf8) }
    }
    for recipient in summary.leftOut { try recipients.append(RecipientsCSV.line(of: recipient)) }
    var written = [(RecipientsCSV.fileName, try recipients.finish().hex)]
    if let list { written.append((Manifest.bundleListName, try list.finish().hex)) }
    return written
  }

  private func changes(
    since correction: JobSpecification.Correction, _ summary: ResultSummary, plan: RenderPlan
  ) throws -> ResultChanges {
    let leftOut = Set(summary.leftOut.map(\.key))
    return try ResultChanges(
      since: PreviousResult(path: correction.index), results: results,
      isPresent: { try !leftOut.contains($0) && plan.recipient(key: $0) != nil })
  }
}
