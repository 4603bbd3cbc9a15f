import Findings
import Testing

@testable import Dataset

/// JSON and JSON Lines as data files.
@Suite struct JSONTests {
  private let fields = [Field("name", .string), Field("streams", .integer)]

  private func imported(
    _ text: String, _ file: String = "data.json", _ fields: [Field]? = nil
  ) throws -> Imported {
    try importBytes(Array(text.utf8), file, fields ?? self.fields)
  }

  @Test func anArrayOfObjectsIsTheRows() throws {
    let result = try imported(
      #"[{"id":"1","name":"Ann \"A\" \u00e9\ud83c\udfb5","streams":12},{"id":2,"streams":"13"}]"#)
    #expect(result.findings == [])
    #expect(try result.values("name") == [.string("Ann \"A\" é🎵"), .null])
    #expect(try result.values("streams") == [.integer(12), .integer(13)])
    #expect(try result.recipients.map(\.key) == ["1", "2"])
    #expect(try result.recipients.map(\.row) == [1, 2])
  }

  @Test func numbersAreExactAsWritten() throws {
    let result = try imported(
      #"[{"id":1,"amount":12.50},{"id":2,"amount":0.1000000000000000055511151231257827},{"id":3,"amount":1e3}]"#,
      "data.json", [Field("amount", .decimal)])
    #expect(result.errors == ["data.not-a-decimal 3 amount"])
    #expect(
      try result.values("amount").map { plainText(of: $0 ?? .null) } == [
        "12.50", "0.1000000000000000055511151231257827",
      ])
  }

  @Test(arguments: [
    #"{"id":1}"#, #"[{"id":1},]"#, #"[{"id":1}] x"#, #"[{"id":01}]"#, #"[{"id":"\ud800"}]"#, "[",
    "",
    #"[{"id" 1}]"#, "[{\"id\":\"a\nb\"}]", #"[{"id":tru}]"#, #"[{"id":1.}]"#,
  ])
  func malformedFilesAreErrorsOfTheJob(text: String) throws {
    let result = try imported(text)
    #expect(result.outcome.findings.map(\.code.name) == ["data.malformed-json"])
    #expect(result.outcome.isRefused)
  }

  @Test func aFaultNamesLineAndCharacter() throws {
    let result = try imported("[{\"id\": 1},\n  {\"id\": é}]")
    #expect(result.outcome.findings[0].place.line == 2)
    #expect(result.outcome.findings[0].place.column == 10)
  }

  @Test func nestingHasALimit() throws {
    let deep = String(repeating: "[", count: 100_000)
    let result = try imported("[{\"id\":\(deep)")
    #expect(result.outcome.findings.map(\.code.name) == ["data.limit-exceeded"])
  }

  @Test func elementsThatAreNoObjectsAreErrorsOfTheirRow() throws {
    let result = try imported(#"[{"id":1}, 7, {"id":3}]"#)
    #expect(result.errors == ["data.not-an-object 2"])
    #expect(result.outcome.counts.ok == 2)
    #expect(result.outcome.counts.leftOut == 1)
    #expect(!result.outcome.isRefused)
  }

  @Test func aRepeatedKeyIsAnErrorOfItsRow() throws {
    #expect(try imported(#"[{"id":1,"id":2}]"#).errors == ["data.repeated-json-key 1"])
  }

  @Test func keysThatNeverAppearAreMissingColumns() throws {
    let result = try imported(
      #"[{"id":1,"first_nam":"A"},{"id":2,"first_nam":"B"}]"#, "data.json",
      [Field("first_name", .string, isRequired: true)])
    #expect(result.errors == ["data.missing-column first_name"])
    #expect(result.outcome.findings.first?.suggestion == "first_nam")
  }

  @Test func nullIsNil() throws {
    let result = try imported(#"[{"id":1,"name":null,"streams":null}]"#)
    #expect(try result.values("streams") == [.null])
  }

  @Test func structuresWhereAScalarIsDeclaredAreErrors() throws {
    #expect(try imported(#"[{"id":1,"name":{"a":1}}]"#).errors == ["data.wrong-shape 1 name"])
  }

  @Test func listsTablesAndObjectsMayBeNested() throws {
    let track = Schema([Field("title", .string, isRequired: true), Field("streams", .integer)])
    let fields = [
      Field("genres", .list(of: .string, separator: "|")), Field("tracks", .table(track)),
      Field("label", .object(Schema([Field("since", .date)]))),
    ]
    let result = try imported(
      #"""
      [{"id":1,"genres":["a|b","c"],"tracks":[{"Title":"X","streams":1.0},{"title":"Y","streams":"2"}],"label":{"since":"2020-02-29"}},
       {"id":2,"tracks":[{"title":"Y","streams":2}],"label":{"since":"2020-02-29"}}]
      """#, "data.json", fields)
    #expect(result.errors == ["data.not-an-integer 1 tracks[1].streams"])
    let second = try #require(try result.recipients.first).fields
    #expect(second["genres"] == .list([]))
    #expect(
      second["tracks"]
        == .list([.object(Record([("title", .string("Y")), ("streams", .integer(2))]))]))
    #expect(
      second["label"]
        == .object(Record([("since", .date(CalendarDate(year: 2020, month: 2, day: 29)))])))
  }

  @Test func linesAreRowsAndABrokenLineCostsOnlyItself() throws {
    let result = try imported(
      "{\"id\":1}\n\n{\"id\":}\n[2]\n{\"id\":5} x\n{\"id\":6}\n", "data.jsonl")
    #expect(
      result.errors == [
        "data.malformed-json 3", "data.not-an-object 4", "data.malformed-json 5",
      ])
    #expect(try result.recipients.map(\.row) == [1, 6])
    #expect(!result.outcome.isRefused)
  }
}
