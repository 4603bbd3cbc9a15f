import Campaign
import Dataset
import Findings
import Foundation
import Hashing

/// `finish`: writes all files of a result beside its bundles and gives the manifest's bytes.
struct ResultWriter {
  let job: RenderJob
  let results: [ShardResult]
  let directory: String

  func run() throws -> [UInt8] {
    let files = JobFiles(job)
    let preflight = try files.preflight()
    var summary = ResultSummary(job: job, preflight: preflight, results: results)
    if let correction = try files.specification().correction {
      summary.changes = try ResultChanges(
        since: PreviousResult(path: correction.index), bundles: summary.bundles)
    }
    let snapshot = try files.snapshot()
    var published: [(name: String, sha256: String)] = []
    func write(_ name: String, _ bytes: [UInt8]) throws {
      try Data(bytes).write(to: URL(filePath: directory + "/" + name))
      published.append((name, SHA256Digest(of: bytes).hex))
    }
    if let list = Manifest.bundleList(of: summary) { try write(Manifest.bundleListName, list) }
    try write(ErrorsCSV.fileName, try files.errorsCSV(summary.leftOut))
    try write(
      RecipientsCSV.fileName,
      try RecipientsCSV.bytes(of: summary) { key in
        guard let field = preflight.emailField,
          case .string(let address)? = try snapshot.recipient(key: key)?.fields[field]
        else { return nil }
        return address
      })
    let report = Report(result: summary) { bundle in
      Thumbnail.dataURL(ofBundle: directory + "/bundles/" + bundle.file, bundle)
    }
    try write(Report.fileName, report.bytes())
    return Manifest.bytes(of: summary, files: published.sorted { $0.name < $1.name })
  }
}
