import Findings

/// `recipients.csv`: who got what, for spreadsheets and mail tools.
enum RecipientsCSV {
  static let fileName = "recipients.csv"

  /// - Parameter email: the address of the recipient with that key; nil where there is none.
  static func bytes(of result: ResultSummary, email: (String) throws -> String?) rethrows -> [UInt8]
  {
    var codes: [String: [String]] = [:]
    for finding in result.findings {
      guard let key = finding.recipient else { continue }
      if codes[key]?.contains(finding.code.name) != true {
        codes[key, default: []].append(finding.code.name)
      }
    }
    var file = CSVFile()
    file.append(["key", "email", "bundle", "status", "findings"])
    for bundle in result.bundles {
      file.append([
        bundle.key, try email(bundle.key) ?? "", "bundles/" + bundle.file,
        bundle.isReused ? "reused" : "rendered",
        codes[bundle.key, default: []].joined(separator: " "),
      ])
    }
    for recipient in result.leftOut {
      file.append([
        recipient.key, "", "", recipient.failed ? "failed" : "skipped",
        recipient.finding.code.name,
      ])
    }
    return file.bytes
  }
}
