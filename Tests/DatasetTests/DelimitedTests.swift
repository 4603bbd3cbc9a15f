import Findings
import Testing

@testable import Dataset

/// What CSV and TSV files may look like, and what they give.
@Suite struct DelimitedTests {
  private let name = [Field("name", .string)]

  private func names(_ text: String) throws -> [String] {
    try importCSV(text, name).values("name").map { plainText(of: $0 ?? .null) }
  }

  @Test func quotedCellsKeepDelimitersQuotesAndLineBreaks() throws {
    let text = "id,name\r\n1,\"Ann, \"\"the\"\" one\"\r\n2,\"two\r\nlines\"\r\n3,\"\"\r\n"
    #expect(try names(text) == ["Ann, \"the\" one", "two\nlines", ""])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func everyLineBreakEndsARecord(lineBreak: String) throws {
    let text = ["id,name", "1,Ann", "2,Bob"].joined(separator: lineBreak)
    #expect(try names(text) == ["Ann", "Bob"])
    #expect(try names(text + lineBreak) == ["Ann", "Bob"])
  }

  @Test func aByteOrderMarkIsNoPartOfTheFirstHeader() throws {
    let imported = try importCSV("\u{FEFF}id,name\n1,Ann\n", name)
    #expect(imported.findings == [])
    #expect(try imported.values("name") == [.string("Ann")])
  }

  @Test(arguments: [(";", true), ("\t", true), ("|", true), (",", false)])
  func theDelimiterIsTheOneThatFitsTheHeader(delimiter: String, isUnusual: Bool) throws {
    let text = ["id,name", "1,Ann"].joined(separator: "\n")
      .replacing(",", with: delimiter)
    let imported = try importCSV(text, name)
    #expect(try imported.values("name") == [.string("Ann")])
    #expect(imported.findings == (isUnusual ? ["data.unusual-delimiter"] : []))
  }

  @Test func commasInsideAHeaderDoNotMisleadTheDelimiter() throws {
    let imported = try importCSV(
      "id;\"name, first\";street\n1;Ann;Elm 1, left\n",
      [Field("name", .string), Field("street", .string)],
      configure: { $0.columns = ["name": "name, first"] })
    #expect(try imported.values("street") == [.string("Elm 1, left")])
    #expect(try imported.values("name") == [.string("Ann")])
  }

  @Test func excelsSeparatorLineIsNoRow() throws {
    let imported = try importCSV("sep=;\r\nid;name\r\n1;Ann\r\n;Bob\r\n", name)
    #expect(try imported.values("name") == [.string("Ann")])
    #expect(imported.outcome.findings.last?.place.row == 3)
    #expect(imported.outcome.findings.last?.place.line == 4)
  }

  @Test func rowsAndLinesCountBlankOnesAndLineBreaksInQuotes() throws {
    let imported = try importCSV("id,name\n1,\"a\nb\"\n\n,x\n", name)
    let finding = try #require(imported.outcome.findings.first)
    #expect(finding.code.name == "data.empty-key")
    #expect(finding.place.row == 4)
    #expect(finding.place.line == 5)
    #expect(finding.recipient == "")
  }

  @Test func headersMayStandInALaterRecord() throws {
    let imported = try importCSV(
      "My report\n\nid,name\n1,Ann\n", name, configure: { $0.headerRow = 3 })
    #expect(try imported.values("name") == [.string("Ann")])
    #expect(try imported.recipients.map(\.row) == [4])
  }

  @Test func shortRowsArePaddedAndSurplusCellsAreErrors() throws {
    let imported = try importCSV("id,name\n1\n2,Bob,x\n3,Cy,,\n", name)
    #expect(imported.findings == ["data.surplus-cells 3"])
    #expect(try imported.values("name") == [.null, .string("Cy")])
    #expect(imported.outcome.findings[0].recipient == "2")
  }

  @Test func anUnclosedQuoteIsAnErrorAtItsLine() throws {
    let imported = try importCSV("id,name\n1,Ann\n2,\"Bob\n3,Cy\n", name)
    #expect(imported.findings == ["data.unclosed-quote"])
    #expect(imported.outcome.findings[0].place.line == 3)
    #expect(imported.outcome.isRefused)
  }

  @Test func anUnclosedQuoteIsReportedHoweverLongTheFileIs() throws {
    let text = "id,name\n1,\"Ann\n" + String(repeating: "2,long long row\n", count: 100_000)
    #expect(try importCSV(text, name).findings == ["data.unclosed-quote"])
  }

  @Test func textAfterAClosingQuoteIsAnErrorOfItsRow() throws {
    let imported = try importCSV("id,name\n1,\"Joe \"The Boss\" Smith\"\n2,\"Ann\" \n", name)
    #expect(imported.findings == ["data.stray-quote 2"])
    #expect(try imported.values("name") == [.string("Ann")])
  }

  @Test func quotesInsideAnUnquotedCellAreText() throws {
    #expect(try names("id,name\n1,5\" pipe\n") == ["5\" pipe"])
  }

  @Test func aQuotedCellMayFollowSpaces() throws {
    #expect(try names("id, name\n1, \"Doe, Ann\"\n") == ["Doe, Ann"])
  }

  @Test func rowsOfEmptyCellsAreSkippedWithANote() throws {
    let imported = try importCSV("id,name\n1,Ann\n,\n ,\"\"\n", name)
    #expect(imported.findings == ["data.empty-rows 3"])
    #expect(imported.outcome.findings[0].count == 2)
    #expect(imported.outcome.counts.total == 1)
  }

  @Test(arguments: [
    ("", "data.no-header"), ("\n\n", "data.no-header"), ("id,name\n", "data.no-recipients"),
  ])
  func aFileWithoutRowsIsAnErrorOfTheJob(text: String, code: String) throws {
    let imported = try importCSV(text, name)
    #expect(imported.outcome.findings.map(\.code.name) == [code])
    #expect(imported.outcome.isRefused)
  }

  @Test func aNULIsAnErrorOfTheFile() throws {
    let imported = try importCSV("id,name\n1,A\0n\n", name)
    #expect(imported.findings == ["data.nul-character"])
    #expect(imported.outcome.findings[0].place.line == 2)
  }

  @Test func cellsHaveALimit() throws {
    var options = ImportOptions()
    options.limits.cellBytes = 10
    let fits = try importCSV("id,name\n1,0123456789\n", name, options: options)
    #expect(fits.findings == [])
    let exceeds = try importCSV("id,name\n1,\"01234567891\"\n", name, options: options)
    #expect(exceeds.findings == ["data.limit-exceeded"])
  }

  @Test func columnsHaveALimit() throws {
    let header = (0..<5_000).map { "c\($0)" }.joined(separator: ",")
    let imported = try importCSV("id," + header + "\n1\n", name)
    #expect(imported.findings == ["data.limit-exceeded 1"])
  }

  @Test func tabSeparatedFilesNeedNoSaying() throws {
    let imported = try importBytes(Array("id\tname\n1\tAnn\n".utf8), "data.tsv", name)
    #expect(imported.findings == [])
    #expect(try imported.values("name") == [.string("Ann")])
  }

  @Test func aMissingFileIsAFinding() throws {
    let drop = try Drop([String: String]())
    let declaration = DatasetDeclaration(
      source: DatasetSource(file: "gone.csv", format: .csv), key: "id", schema: Schema(name))
    #expect(try drop.imported(declaration).findings == ["data.unreadable-file"])
  }
}
