import Findings

/// `recipients.csv`: who got what, for spreadsheets and mail tools.
struct RecipientsCSV {
  static let fileName = "recipients.csv"

  /// The codes that preflight found of recipients, by key.
  private let early: [String: [String]]
  /// The address of the recipient with that key; nil where there is none.
  private let email: (String) throws -> String?

  init(_ early: [Finding], email: @escaping (String) throws -> String?) {
    self.early = Self.codes(of: early)
    self.email = email
  }

  static let header =
    CSVFile.byteOrderMark + CSVFile.line(["key", "email", "bundle", "status", "findings"])

  /// The lines of a shard's bundles.
  func lines(of result: ShardResult) throws -> [UInt8] {
    let codes = Self.codes(of: result.findings)
    var bytes: [UInt8] = []
    for bundle in result.bundles {
      let first = early[bundle.key] ?? []
      let found = first + (codes[bundle.key] ?? []).filter { !first.contains($0) }
      bytes += CSVFile.line([
        bundle.key, try email(bundle.key) ?? "", "bundles/" + bundle.file,
        bundle.isReused ? "reused" : "rendered", found.joined(separator: " "),
      ])
    }
    return bytes
  }

  static func line(of recipient: LeftOutRecipient) -> [UInt8] {
    CSVFile.line([
      recipient.key, "", "", recipient.failed ? "failed" : "skipped", recipient.finding.code.name,
    ])
  }

  private static func codes(of findings: [Finding]) -> [String: [String]] {
    var codes: [String: [String]] = [:]
    for finding in findings {
      guard let key = finding.recipient else { continue }
      if codes[key]?.contains(finding.code.name) != true {
        codes[key, default: []].append(finding.code.name)
      }
    }
    return codes
  }
}
