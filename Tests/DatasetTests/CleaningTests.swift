import Findings
import Testing

@testable import Dataset

/// What happens to texts before they are typed.
@Suite struct CleaningTests {
  private let name = [Field("name", .string)]

  @Test func surroundingWhiteSpaceIsTrimmedUnlessKept() throws {
    let text = "id,name\n1,\u{A0} Ann\u{3000} \n2,\"  \"\n"
    #expect(try importCSV(text, name).values("name") == [.string("Ann"), .null])
    let kept = try importCSV(text, name, configure: { $0.trims = false })
    #expect(try kept.values("name") == [.string("\u{A0} Ann\u{3000} "), .string("  ")])
  }

  @Test func declaredTextsMeanNil() throws {
    let imported = try importCSV(
      "id,name\n1,#N/A\n2,n/a\n3,N/A\n", name, configure: { $0.nullTexts = ["#N/A", "n/a"] })
    #expect(try imported.values("name") == [.null, .null, .string("N/A")])
    #expect(imported.findings == [])
  }

  @Test func controlCharactersAreRemovedWithAWarning() throws {
    let imported = try importCSV(
      "id,name\n1,A\u{7}n\u{85}n\n2,\"a\tb\nc\"\n3,\u{1B}\n", name)
    #expect(
      imported.findings == ["data.control-character 2 name", "data.control-character 4 name"])
    #expect(try imported.values("name") == [.string("Ann"), .string("a\tb\nc"), .null])
    #expect(imported.outcome.findings[0].message.contains("U+0007"))
    #expect(imported.outcome.counts.leftOut == 0)
  }

  @Test func templateCodeAndSpreadsheetErrorsAreOnlyRemarkedOn() throws {
    let imported = try importCSV("id,name\n1,{{ key }}\n2,#REF!\n3,#1 hit\n4,=1+1\n", name)
    #expect(
      imported.findings == ["data.template-syntax 2 name", "data.spreadsheet-error 3 name"])
    #expect(imported.outcome.findings.allSatisfy { $0.severity == .info })
    #expect(
      try imported.values("name") == [
        .string("{{ key }}"), .string("#REF!"), .string("#1 hit"), .string("=1+1"),
      ])
  }
}
