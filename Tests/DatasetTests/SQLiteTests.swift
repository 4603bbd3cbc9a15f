import Findings
import Foundation
import GRDB
import Testing

@testable import Dataset

/// SQLite databases as data files.
@Suite struct SQLiteTests {
  private func imported(
    _ sql: String, _ fields: [Field], table: String? = nil, limits: ReadingLimits = ReadingLimits()
  ) throws -> Imported {
    let drop = try Drop([String: String]())
    try DatabaseQueue(path: drop.folder.appending(path: "data.sqlite").path).write {
      try $0.execute(sql: sql)
    }
    var source = DatasetSource(file: "data.sqlite", format: .sqlite)
    source.table = table
    var options = ImportOptions()
    options.limits = limits
    return try drop.imported(
      DatasetDeclaration(
        source: source, key: "id", schema: Schema([Field("id", .string)] + fields)),
      options: options)
  }

  private let people = """
    CREATE TABLE people (id TEXT, name TEXT, n, d REAL);
    INSERT INTO people (rowid, id, name, n, d) VALUES
      (3, 'a', 'Ann', 7, 1.5), (10, 'b', NULL, 'x', 1e-7), (12, 'c', '', '8', 3.0);
    """

  @Test func theOnlyTableIsReadByRowid() throws {
    let fields = [Field("name", .string), Field("n", .integer), Field("d", .decimal)]
    let result = try imported(people, fields)
    #expect(result.errors == ["data.not-an-integer 10 n"])
    #expect(try result.recipients.map(\.row) == [3, 12])
    #expect(try result.values("n") == [.integer(7), .integer(8)])
    #expect(try result.values("d").map { plainText(of: $0 ?? .null) } == ["1.5", "3"])
  }

  @Test func severalTablesNeedAName() throws {
    let sql = people + "CREATE VIEW short AS SELECT id, upper(name) AS name FROM people;"
    let unnamed = try imported(sql, [Field("name", .string)])
    #expect(unnamed.findings == ["data.unknown-table"])
    #expect(unnamed.outcome.findings[0].message.contains("people, short"))
    let named = try imported(sql, [Field("name", .string)], table: "short")
    #expect(try named.values("name") == [.string("ANN"), .null, .null])
    #expect(try named.recipients.map(\.row) == [1, 2, 3])
    let wrong = try imported(sql, [], table: "pepole")
    #expect(wrong.outcome.findings[0].suggestion == "people")
  }

  @Test func aFileThatIsNoDatabaseIsAnErrorOfTheJob() throws {
    let result = try importBytes(Array("id,name\n".utf8), "data.sqlite", [])
    #expect(result.findings == ["data.malformed-workbook"])
  }

  @Test func aViewWithoutEndIsStopped() throws {
    let endless = "WITH RECURSIVE c(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM c)"
    var limits = ReadingLimits()
    limits.rows = 1_000
    let rows = try imported("CREATE VIEW v AS \(endless) SELECT id FROM c;", [], limits: limits)
    #expect(rows.outcome.findings.contains { $0.code.name == "data.limit-exceeded" })
    limits.stepSeconds = 0.5
    let silent = try imported(
      "CREATE VIEW v AS \(endless) SELECT id FROM c WHERE id < 0;", [], limits: limits)
    #expect(silent.findings == ["data.limit-exceeded"])
  }

  @Test(arguments: [
    (0.1 + 0.2, "0.3"), (1e21, "1000000000000000000000"), (-0.000125, "-0.000125"), (-0.0, "0"),
    (123456789012.345, "123456789012.345"), (1.0, "1"),
    (Double.leastNonzeroMagnitude, "0." + String(repeating: "0", count: 323) + "494065645841247"),
  ])
  func binaryNumbersHaveFifteenDigits(number: Double, text: String) {
    #expect(plainDigits(of: number) == text)
  }
}
