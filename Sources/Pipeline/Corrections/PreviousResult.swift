import Findings
import Foundation
import GRDB

/// The result that a job corrects, by recipient: a database in the job's work folder, made once from
/// the earlier manifest and read by every worker, so that memory stays flat.
final class PreviousResult: Sendable {
  static let fileName = "previous.sqlite"

  /// A bundle of the earlier result, with what rendering it had to say.
  struct Bundle {
    /// `file` is the name that it had then.
    var record: BundleRecord
    var findings: [Finding]
  }

  private let database: DatabaseQueue

  /// - Throws: a database error where `make` has not made the file.
  init(path: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    database = try DatabaseQueue(path: path, configuration: configuration)
  }

  func bundle(key: String) throws -> Bundle? {
    try database.read { database in
      guard
        let record = try Data.fetchOne(
          database, sql: "SELECT record FROM bundle WHERE key = ?", arguments: [key])
      else { return nil }
      let findings = try Data.fetchAll(
        database, sql: "SELECT finding FROM finding WHERE key = ? ORDER BY rowid",
        arguments: [key])
      return try Bundle(
        record: JSONDecoder().decode(ListedBundle.self, from: record).record,
        findings: findings.map { try JSONDecoder().decode(Finding.self, from: $0) })
    }
  }

  /// The row digest of a recipient's earlier bundle; nil where it had none.
  func rowDigest(key: String) throws -> String? {
    try database.read { database in
      try String.fetchOne(
        database, sql: "SELECT digest FROM bundle WHERE key = ?", arguments: [key])
    }
  }

  /// The keys of all bundles, in their order.
  func forEachKey(_ body: (String) throws -> Void) throws {
    try database.read { database in
      let keys = try String.fetchCursor(database, sql: "SELECT key FROM bundle ORDER BY rowid")
      while let key = try keys.next() { try body(key) }
    }
  }

  // MARK: Making

  /// Reads a manifest, and `bundles.jsonl` beside it, into a new database.
  ///
  /// - Parameter recipients: the result's `recipients.csv`, which tells the codes of everybody's
  ///   findings where the manifest lists a fault for the first hundred only; need not exist.
  /// - Returns: false where there is no manifest of ours to read: then everything is rendered.
  static func make(at path: String, manifest: String, recipients: String) throws -> Bool {
    try? FileManager.default.removeItem(atPath: path)
    guard let data = FileManager.default.contents(atPath: manifest),
      let listed = try? JSONDecoder().decode(ListedResult.self, from: data)
    else { return false }
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { database in
      try database.execute(
        sql: """
          CREATE TABLE bundle (key TEXT NOT NULL, digest TEXT NOT NULL, record BLOB NOT NULL);
          CREATE TABLE finding (key TEXT NOT NULL, finding BLOB NOT NULL);
          """)
      let encoder = JSONEncoder()
      func add(_ bundle: ListedBundle) throws {
        try database.execute(
          literal: """
            INSERT INTO bundle (key, digest, record)
            VALUES (\(bundle.key), \(bundle.rowDigest), \(try encoder.encode(bundle)))
            """)
      }
      for bundle in listed.bundles { try add(bundle) }
      let list = (manifest as NSString).deletingLastPathComponent + "/" + Manifest.bundleListName
      try LineFile.forEachLine(of: list) { line in
        if let bundle = try? JSONDecoder().decode(ListedBundle.self, from: line) { try add(bundle) }
      }
      for finding in listed.findings where finding.isOfRendering && finding.count == 1 {
        guard let key = finding.recipient else { continue }
        try database.execute(
          literal: """
            INSERT INTO finding (key, finding) VALUES (\(key), \(try encoder.encode(finding)))
            """)
      }
      try database.execute(
        sql: "CREATE INDEX bundle_key ON bundle (key); CREATE INDEX finding_key ON finding (key)")
      try addUnlisted(recipients, listed, database)
    }
    try queue.close()
    return true
  }
}

extension PreviousResult {
  /// Adds the findings of rendering that the manifest counts but does not list.
  private static func addUnlisted(
    _ path: String, _ listed: ListedResult, _ database: Database
  ) throws {
    let counted = Set(listed.findings.filter { $0.count > 1 }.map(\.code))
    guard !counted.isEmpty, let data = FileManager.default.contents(atPath: path) else { return }
    var known: [String: Set<FindingCode>] = [:]
    for finding in listed.findings where finding.count == 1 {
      if let key = finding.recipient { known[key, default: []].insert(finding.code) }
    }
    let encoder = JSONEncoder()
    for row in CSVFile.rows(of: [UInt8](data)).dropFirst() where row.count == 5 {
      for name in row[4].split(separator: " ") {
        guard name.hasPrefix("render."), let code = FindingCode.named(String(name)),
          counted.contains(code), known[row[0]]?.contains(code) != true
        else { continue }
        let finding = Finding(code, code.meaning, recipient: row[0])
        try database.execute(
          literal: """
            INSERT INTO finding (key, finding) VALUES (\(row[0]), \(try encoder.encode(finding)))
            """)
      }
    }
  }
}

extension Finding {
  /// Whether rendering made it rather than preflight, which is done anew for every correction: what
  /// preflight finds in a recipient stands at its row.
  fileprivate var isOfRendering: Bool { recipient != nil && place.row == nil }
}

/// What is read back of a manifest; the keys are the manifest's own.
private struct ListedResult: Decodable {
  var bundles: [ListedBundle]
  var findings: [Finding]
}

private struct ListedBundle: Codable {
  var key: String
  var file: String
  var size: Int64
  var sha256: String
  var rowDigest: String
  var assets: [Asset]

  enum CodingKeys: String, CodingKey {
    case key, file, size, sha256, assets
    case rowDigest = "row_digest"
  }

  struct Asset: Codable {
    var name: String
    var format: String
    var colorway: String?
    var type: String
    var width: Int
    var height: Int
    var size: Int64
    var crc32: String
  }

  var record: BundleRecord {
    let folder = "bundles/"
    return BundleRecord(
      key: key, file: file.hasPrefix(folder) ? String(file.dropFirst(folder.count)) : file,
      size: size, sha256: sha256, rowDigest: rowDigest,
      assets: assets.map {
        AssetRecord(
          name: $0.name, format: $0.format, colorway: $0.colorway, type: $0.type, width: $0.width,
          height: $0.height, size: $0.size, crc32: UInt32($0.crc32, radix: 16) ?? 0)
      })
  }
}
