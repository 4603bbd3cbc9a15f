import Archive
import Foundation

/// A workbook written part by part, as spreadsheets do.
struct WorkbookFixture {
  struct Sheet {
    var name: String
    var state = ""
    /// The rows as XML.
    var rows: String
  }

  var sheets: [Sheet]
  var sharedStrings: [String] = []
  /// The codes of number formats: style 1 is the first.
  var formats: [String] = []
  var countsFrom1904 = false

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

  func write(to folder: URL, as name: String = "data.xlsx") throws {
    let path = folder.appending(path: name).path
    var writer = try ZipWriter(path: path)
    for (name, content) in parts {
      try writer.add(name: name, bytes: Array(content.utf8))
    }
    _ = try writer.finish()
  }

  private var parts: [(String, String)] {
    var parts = [
      ("_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")])),
      ("xl/workbook.xml", workbook),
      (
        "xl/_rels/workbook.xml.rels",
        relationships(
          sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") } + [
            ("sharedStrings", "/xl/sharedStrings.xml"), ("styles", "./styles.xml"),
          ])
      ),
      (
        "xl/sharedStrings.xml",
        "<sst xmlns=\"\(Self.main)\">" + sharedStrings.map { "<si>\($0)</si>" }.joined() + "</sst>"
      ),
      ("xl/styles.xml", styles),
    ]
    for (index, sheet) in sheets.enumerated() {
      parts.append(
        (
          "xl/worksheets/sheet\(index + 1).xml",
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet xmlns=\"\(Self.main)\"><sheetData>"
            + sheet.rows + "</sheetData></worksheet>"
        ))
    }
    return parts
  }

  private var workbook: String {
    var text = "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.relations)\">"
    text += "<workbookPr date1904=\"\(countsFrom1904 ? 1 : 0)\"/><sheets>"
    for (index, sheet) in sheets.enumerated() {
      let state = sheet.state.isEmpty ? "" : " state=\"\(sheet.state)\""
      text += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"r\(index)\"/>"
    }
    return text + "</sheets></workbook>"
  }

  private var styles: String {
    var text = "<styleSheet xmlns=\"\(Self.main)\"><numFmts>"
    for (index, code) in formats.enumerated() {
      let escaped = code.replacing("\"", with: "&quot;")
      text += "<numFmt numFmtId=\"\(164 + index)\" formatCode=\"\(escaped)\"/>"
    }
    text +=
      "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
    for index in formats.indices { text += "<xf numFmtId=\"\(164 + index)\"/>" }
    return text + "<xf numFmtId=\"14\"/></cellXfs></styleSheet>"
  }

  private func relationships(_ list: [(type: String, target: String)]) -> String {
    var text = "<Relationships xmlns=\"\(Self.package)\">"
    for (index, item) in list.enumerated() {
      text += "<Relationship Id=\"r\(index)\" Type=\"\(Self.relations)/\(item.type)\""
      text += " Target=\"\(item.target)\"/>"
    }
    return text + "</Relationships>"
  }
}
