import Findings
import Foundation
import Testing

@testable import Dataset

/// XLSX workbooks as data files.
@Suite struct WorkbookTests {
  private func imported(
    _ fixture: WorkbookFixture, _ fields: [Field], sheet: String? = nil,
    configure: (inout DatasetSource) -> Void = { _ in }
  ) throws -> Imported {
    let drop = try Drop([String: String]())
    try fixture.write(to: drop.folder)
    var source = DatasetSource(file: "data.xlsx", format: .xlsx)
    source.sheet = sheet
    configure(&source)
    return try drop.imported(
      DatasetDeclaration(source: source, key: "id", schema: Schema([Field("id", .string)] + fields))
    )
  }

  private func text(_ text: String) -> String { "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>" }

  private func sheet(_ header: [String], _ rows: String...) -> WorkbookFixture.Sheet {
    let head = "<row r=\"1\">" + header.map(text).joined() + "</row>"
    return WorkbookFixture.Sheet(name: "Data", rows: head + rows.joined())
  }

  @Test func rowsAndCellsStandWhereTheirReferencesSay() throws {
    let fixture = WorkbookFixture(sheets: [
      sheet(
        ["id", "a", "b"],
        #"<row r="3"><c r="A3" t="str"><v>x</v></c><c r="C3"><v>7</v></c></row>"#,
        #"<row r="4"><c r="B4"/></row><row><c t="str"><v>y</v></c><c><v>2</v></c></row>"#)
    ])
    let result = try imported(fixture, [Field("a", .integer), Field("b", .integer)])
    #expect(result.findings == [])
    #expect(try result.recipients.map(\.row) == [3, 5])
    #expect(try result.values("a") == [.null, .integer(2)])
    #expect(try result.values("b") == [.integer(7), .null])
  }

  @Test func textsAreSharedRichOrInline() throws {
    var fixture = WorkbookFixture(sheets: [
      sheet(
        ["id", "name"], #"<row><c><v>1</v></c><c t="s"><v>0</v></c></row>"#,
        #"<row><c><v>2</v></c><c t="s"><v>1</v></c></row>"#,
        #"<row><c><v>3</v></c><c t="s"><v>9</v></c></row>"#)
    ])
    fixture.sharedStrings = [
      "<r><t>東</t></r><r><t xml:space=\"preserve\">京 </t></r><rPh><t>トウ</t></rPh>",
      "<t>a_x000D_&amp;_x0041_b_c</t>",
    ]
    let result = try imported(fixture, [Field("name", .string)])
    #expect(try result.values("name") == [.string("東京"), .string("a\n&Ab_c"), .null])
  }

  @Test func numbersInTextFieldsAreTheirDigits() throws {
    var fixture = WorkbookFixture(sheets: [
      sheet(
        ["id", "zip"], #"<row><c><v>1.0</v></c><c s="1"><v>1234</v></c></row>"#,
        #"<row><c><v>2</v></c><c><v>0.30000000000000004</v></c></row>"#,
        #"<row><c><v>3</v></c><c><v>1.23E-5</v></c></row>"#)
    ])
    fixture.formats = ["00000"]
    let result = try imported(fixture, [Field("zip", .string)])
    #expect(try result.recipients.map(\.key) == ["1", "2", "3"])
    #expect(try result.values("zip") == [.string("01234"), .string("0.3"), .string("0.0000123")])
  }

  @Test func dateCellsNeedNoFormat() throws {
    var fixture = WorkbookFixture(sheets: [
      sheet(
        ["id", "day"], #"<row><c><v>1</v></c><c s="3"><v>45351</v></c></row>"#,
        #"<row><c><v>2</v></c><c s="1"><v>45351.75</v></c></row>"#,
        #"<row><c><v>3</v></c><c s="2"><v>59</v></c></row>"#,
        #"<row><c><v>4</v></c><c t="d"><v>2024-02-29</v></c></row>"#,
        #"<row><c><v>5</v></c><c t="str"><v>29.02.2024</v></c></row>"#)
    ])
    fixture.formats = ["[$-409]dd/mm/yyyy hh:mm", "d. mmmm yyyy;@"]
    let result = try imported(fixture, [Field("day", .date, dateFormat: "%d.%m.%Y")])
    #expect(
      try result.values("day").map { plainText(of: $0 ?? .null) } == [
        "2024-02-29", "2024-02-29T18:00:00", "1900-02-28", "2024-02-29", "2024-02-29",
      ])
    fixture.countsFrom1904 = true
    let later = try imported(fixture, [Field("day", .date, dateFormat: "%d.%m.%Y")])
    #expect(plainText(of: try later.values("day")[2] ?? .null) == "1904-02-29")
  }

  @Test func errorsAndFormulasWithoutResultAreErrorsOfTheirRow() throws {
    let fixture = WorkbookFixture(sheets: [
      sheet(
        ["id", "n"], #"<row><c><v>1</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>"#,
        #"<row><c><v>2</v></c><c><f>A1</f></c></row>"#,
        #"<row><c><v>3</v></c><c><f>A1</f><v>5</v></c></row>"#,
        #"<row><c><v>4</v></c><c t="e"><v>#N/A</v></c></row>"#)
    ])
    let result = try imported(
      fixture, [Field("n", .integer)], configure: { $0.nullTexts = ["#N/A"] })
    #expect(result.findings == ["data.cell-error 2 n", "data.cell-error 3 n"])
    #expect(try result.values("n") == [.integer(5), .null])
  }

  @Test func onlyTheVisibleSheetIsReadUnlessOneIsNamed() throws {
    let rows = { (id: String) in "<row>" + text("id") + "</row><row>" + text(id) + "</row>" }
    var fixture = WorkbookFixture(sheets: [
      .init(name: "Old", state: "hidden", rows: rows("o")), .init(name: "Main", rows: rows("m")),
    ])
    #expect(try imported(fixture, []).recipients.map(\.key) == ["m"])
    #expect(try imported(fixture, [], sheet: "Old").recipients.map(\.key) == ["o"])
    fixture.sheets.append(.init(name: "More", rows: rows("x")))
    let unclear = try imported(fixture, [])
    #expect(unclear.findings == ["data.unknown-table"])
    #expect(unclear.outcome.findings[0].message.contains("Old, Main, More"))
    #expect(try imported(fixture, [], sheet: "Mian").outcome.findings[0].suggestion == "Main")
  }

  @Test(arguments: [
    ("General", NumberFormat.number), ("0.00%", .number), ("#,##0", .number), ("000", .zeros(3)),
    ("yyyy-mm-dd", .day(hasTime: false)), ("mmm yy", .day(hasTime: false)), ("h:mm AM/PM", .time),
    ("[h]:mm:ss", .time), ("[Red]0.0", .number), ("\"day\" 0", .number),
    ("m/d/yy h:mm", .day(hasTime: true)),
    ("@", .number), ("0\" days\"", .number), ("_-* #,##0.00\\ \"kr\"_-;-* #,##0.00", .number),
  ])
  func formatsTellWhatNumbersMean(code: String, format: NumberFormat) {
    #expect(NumberFormat(code: code) == format)
  }

  @Test func brokenWorkbooksAreErrorsOfTheJob() throws {
    let noZip = try importBytes(Array("id,name".utf8), "data.xlsx", [])
    #expect(noZip.findings == ["data.malformed-workbook"])
    let unclosed = WorkbookFixture(sheets: [sheet(["id"], "<row><c><v>1</v></c><row>")])
    #expect(try imported(unclosed, []).outcome.isRefused)
    let headless = WorkbookFixture(sheets: [.init(name: "x", rows: "<row r=\"2\"/>")])
    #expect(try imported(headless, []).findings == ["data.no-header 1"])
  }

  @Test func entitiesAreNotExpanded() throws {
    var fixture = WorkbookFixture(sheets: [sheet(["id"])])
    fixture.sheets[0].rows += "<row>" + text("&undefined;") + "</row>"
    #expect(try imported(fixture, []).outcome.isRefused)
  }
}
