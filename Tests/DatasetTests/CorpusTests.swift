import Findings
import Foundation
import Testing

@testable import Dataset

/// One file of `Tests/Datasets` with what its writer was given; see `make.py` there.
struct CorpusCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Row: Decodable, Sendable {
    var row: Int
    var fields: [String: Content?]
  }

  enum Content: Decodable, Sendable, Equatable {
    case text(String)
    case truth(Bool)
    case list([String])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let value = try? container.decode(Bool.self) {
        self = .truth(value)
      } else if let value = try? container.decode(String.self) {
        self = .text(value)
      } else {
        self = .list(try container.decode([String].self))
      }
    }
  }

  struct Options: Decodable, Sendable {
    var sheet: String?
    var table: String?
    var encoding: String?
    var headerRow: Int?
    var decimal: String?
    var grouping: String?
    var null: [String]?
    var trim: Bool?

    enum CodingKeys: String, CodingKey {
      case sheet, table, encoding, decimal, grouping, null, trim
      case headerRow = "header_row"
    }
  }

  var file: String
  var options: Options
  /// Nil where only the findings matter.
  var rows: [Row]?
  var findings: [String]

  var testDescription: String { file + (options.sheet ?? options.table ?? "") }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Datasets")

  static let all: [CorpusCase] = {
    let data = try? Data(contentsOf: folder.appending(path: "expected.json"))
    return data.flatMap { try? JSONDecoder().decode([CorpusCase].self, from: $0) } ?? []
  }()
}

@Suite struct CorpusTests {
  private static let fields = [
    Field("id", .string, isRequired: true), Field("name", .string), Field("note", .string),
    Field("n", .integer), Field("d", .decimal), Field("b", .boolean), Field("t", .date),
    Field("l", .list(of: .string, separator: "|")),
  ]

  @Test func holdsManyFilesOfManyWriters() {
    #expect(Set(CorpusCase.all.map(\.file)).count >= 90)
  }

  @Test("what writers were given is what is read", arguments: CorpusCase.all)
  func readsAsWritten(sample: CorpusCase) throws {
    let imported = try importFile(sample)
    let codes = imported.outcome.findings.map(\.code.name).filter { $0 != "data.absent-column" }
    if let rows = sample.rows {
      // Of faults that repeat, one is enough to be named in the list of what is expected.
      #expect(Set(codes) == Set(sample.findings), "\(sample.file): \(imported.findings)")
      let recipients = try imported.recipients
      #expect(recipients.map(\.row) == rows.map(\.row))
      for (recipient, row) in zip(recipients, rows) {
        for (name, content) in row.fields {
          #expect(
            isSame(recipient.fields[name] ?? .null, content),
            "\(sample.file), row \(row.row), \(name): \(recipient.fields[name] ?? .null)")
        }
      }
    } else {
      for code in sample.findings {
        #expect(codes.contains(code), "\(sample.file): \(imported.findings)")
      }
      #expect(imported.outcome.findings.allSatisfy { $0.place.file == sample.file })
      #expect(imported.outcome.isRefused)
    }
  }

  private func isSame(_ value: Value, _ content: CorpusCase.Content?) -> Bool {
    switch (value, content) {
    case (.null, nil): true
    case (.bool(let value), .truth(let content)): value == content
    case (.list(let items), .list(let content)): items.map { plainText(of: $0) } == content
    case (.list, _), (.bool, _), (.object, _), (_, nil): false
    case (_, .text(let content)): plainText(of: value) == content
    default: false
    }
  }

  private func importFile(_ sample: CorpusCase) throws -> Imported {
    var source = DatasetSource(
      file: sample.file, format: DatasetFormat(fileName: sample.file) ?? .csv)
    let options = sample.options
    source.sheet = options.sheet
    source.table = options.table
    source.encoding = options.encoding
    if let row = options.headerRow { source.headerRow = row }
    if let decimal = options.decimal?.first { source.decimal = decimal }
    source.grouping = options.grouping?.first
    source.nullTexts = options.null ?? []
    source.trims = options.trim ?? true
    let drop = try Drop([String: String]())
    try FileManager.default.copyItem(
      at: CorpusCase.folder.appending(path: sample.file),
      to: drop.folder.appending(path: sample.file))
    return try drop.imported(
      DatasetDeclaration(source: source, key: "id", schema: Schema(Self.fields)))
  }
}
