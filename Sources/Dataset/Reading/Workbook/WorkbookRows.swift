import Findings
import XML

/// The rows of one sheet of an XLSX workbook, one by one while it is unpacked.
final class WorkbookRows: SheetRows {
  private let file: String
  private let limits: ReadingLimits
  private let package: WorkbookPackage
  private let part: String
  private let parser: XMLPullParser
  private let meanings: SheetCells
  private var row = 0

  init(_ source: DatasetSource, path: String, limits: ReadingLimits) throws(DatasetFault) {
    file = source.file
    self.limits = limits
    package = try WorkbookPackage(
      path: path, file: source.file, kind: "XLSX", limits: limits)
    let workbook = try Workbook(package)
    let sheet = try chooseSheet(workbook.sheets, named: source.sheet, file: source.file)
    part = sheet.location
    guard let parser = try package.parser(ofPart: sheet.location) else {
      throw WorkbookPackage.fault(source.file, "the sheet “\(sheet.name)” is missing")
    }
    self.parser = parser
    meanings = SheetCells(
      strings: try SharedStrings(package, part: workbook.sharedStringsPart, limits: limits),
      formats: try NumberFormat.ofStyles(in: package, part: workbook.stylesPart),
      countsFrom1904: workbook.countsFrom1904)
  }

  func next() throws(DatasetFault) -> SheetRow? {
    while let event = try package.next(parser, ofPart: part) {
      guard event == .start("row") else { continue }
      let stated = parser.attribute("r").flatMap { Int($0) }
      // Rows come in order; a number that goes back would name two rows alike.
      row = max(row + 1, min(stated ?? 0, 1 << 30))
      return try cells(of: SheetRow(number: row))
    }
    return nil
  }

  private func cells(of row: SheetRow) throws(DatasetFault) -> SheetRow {
    var row = row
    var position = -1
    while let event = try package.next(parser, ofPart: part), event != .end("row") {
      guard event == .start("c") else { continue }
      position = parser.attribute("r").flatMap(columnPosition(ofReference:)) ?? position + 1
      let cell = meanings.cell(try writtenCell(row: row.number))
      // Texts that cells share are only known now.
      guard cell.originalText.utf8.count <= limits.cellBytes else {
        throw cellFault(file, row: row.number, limits)
      }
      row.place(cell, at: position, limits: limits)
    }
    return row
  }

  /// The cell that has just begun, up to its end.
  private func writtenCell(row: Int) throws(DatasetFault) -> SheetCells.Written {
    var written = SheetCells.Written()
    written.type = parser.attribute("t") ?? "n"
    written.style = parser.attribute("s").flatMap { Int($0) } ?? 0
    var inline = RichText()
    var isInline = false
    var isValue = false
    while let event = try package.next(parser, ofPart: part), event != .end("c") {
      switch event {
      case .start("v"):
        isValue = true
        written.value = ""
      case .end("v"): isValue = false
      case .start("f"): written.hasFormula = true
      case .start("is"): isInline = true
      case .end("is"):
        isInline = false
        written.inlineText = inline.take()
      case .text(let text) where isValue: written.value? += text
      default: if isInline { _ = inline.take(event) }
      }
      guard max(written.value?.utf8.count ?? 0, inline.byteCount) <= limits.cellBytes else {
        throw cellFault(file, row: row, limits)
      }
    }
    return written
  }
}
