import Findings
import Foundation

@testable import Dataset

/// A folder of data files that lasts as long as the test.
final class Drop {
  let folder: URL

  init(_ files: [String: [UInt8]]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "dataset-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, bytes) in files { try Data(bytes).write(to: folder.appending(path: name)) }
  }

  convenience init(_ files: [String: String]) throws {
    try self.init(files.mapValues { Array($0.utf8) })
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Imports the data and opens the snapshot.
  func imported(
    _ declaration: DatasetDeclaration, rules: (any RecipientRules)? = nil,
    options: ImportOptions = ImportOptions()
  ) throws -> Imported {
    let importer = DatasetImporter(
      declaration, folder: folder.path, rules: rules, options: options)
    let snapshot = folder.appending(path: "snapshot-\(UUID().uuidString).sqlite").path
    let outcome = try importer.run(into: snapshot)
    return Imported(outcome: outcome, reader: try? SnapshotReader(path: snapshot), drop: self)
  }
}

/// An import's outcome and snapshot.
struct Imported {
  let outcome: ImportOutcome
  let reader: SnapshotReader?
  let drop: Drop

  /// The findings as `code row field`, leaving out what does not apply.
  var findings: [String] {
    outcome.findings.map { finding in
      var text = finding.code.name
      if let row = finding.place.row { text += " \(row)" }
      if let field = finding.place.field { text += " \(field)" }
      return text
    }
  }

  /// The findings that are errors.
  var errors: [String] {
    zip(findings, outcome.findings).filter { $1.severity == .error }.map(\.0)
  }

  var recipients: [RecipientRow] {
    get throws {
      var rows: [RecipientRow] = []
      guard var cursor = reader?.recipients else { return [] }
      while let row = try cursor.next() { rows.append(row) }
      return rows
    }
  }

  /// The values of one field, recipient by recipient.
  func values(_ field: String) throws -> [Value?] {
    try recipients.map { $0.fields[field] }
  }
}

/// Imports one CSV text whose key is `id`.
func importCSV(
  _ text: String, _ fields: [Field], configure: (inout DatasetSource) -> Void = { _ in },
  rules: (any RecipientRules)? = nil, options: ImportOptions = ImportOptions()
) throws -> Imported {
  try importBytes(
    Array(text.utf8), "data.csv", fields, configure: configure, rules: rules, options: options)
}

/// Imports one file whose key is `id`.
func importBytes(
  _ bytes: [UInt8], _ name: String, _ fields: [Field],
  configure: (inout DatasetSource) -> Void = { _ in }, rules: (any RecipientRules)? = nil,
  options: ImportOptions = ImportOptions()
) throws -> Imported {
  let drop = try Drop([name: bytes])
  var source = DatasetSource(file: name, format: DatasetFormat(fileName: name) ?? .csv)
  configure(&source)
  let all = fields.contains { $0.name == "id" } ? fields : [Field("id", .string)] + fields
  return try drop.imported(
    DatasetDeclaration(source: source, key: "id", schema: Schema(all)), rules: rules,
    options: options)
}

/// Rules made of closures.
struct TestRules: RecipientRules {
  var derivedFields: [String] = []
  var conditionFields: Set<String> = []
  var joinsRead: Set<String> = []
  var derive: (String, Record) throws(RuleFault) -> String = { _, _ in "" }
  var condition: (Record) throws(RuleFault) -> Bool = { _ in true }

  func derivedText(of name: String, from record: Record, key: String) throws(RuleFault) -> String {
    try derive(name, record)
  }

  func participates(_ record: Record, key: String) throws(RuleFault) -> Bool {
    try condition(record)
  }
}
