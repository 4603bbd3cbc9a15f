import Findings
import XML

/// Reads one sheet of an XLSX workbook, row by row while it is unpacked.
final class WorkbookReader: RowReader {
  private(set) var columns: [String] = []
  let hasHeader = true
  let notes: [Finding] = []
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
    package = try WorkbookPackage(path: path, file: source.file, limits: limits)
    let workbook = try Workbook(package)
    let sheet = try workbook.sheet(named: source.sheet, file: source.file)
    part = sheet.part
    guard let parser = try package.parser(ofPart: sheet.part) else {
      throw WorkbookPackage.fault(source.file, "the sheet “\(sheet.name)” is missing")
    }
    self.parser = parser
    meanings = SheetCells(
      strings: try SharedStrings(package, part: workbook.sharedStringsPart, limits: limits),
      formats: try NumberFormat.ofStyles(in: package, part: workbook.stylesPart),
      countsFrom1904: workbook.countsFrom1904)
    try readHeader(row: max(1, source.headerRow))
  }

  private func readHeader(row wanted: Int) throws(DatasetFault) {
    while let row = try nextRow() {
      if row.number < wanted { continue }
      guard row.number == wanted else { break }
      guard !row.exceedsColumns else {
        throw DatasetFault(
          finding: Finding(
            .dataLimit,
            "the header has more than the limit of \(limits.columns) columns (setting columns)",
            at: Place(file: file, row: wanted)))
      }
      columns = row.cells.map(\.originalText)
      return
    }
    throw DatasetFault(
      finding: Finding(
        .noHeader, "\(file) has no column names in row \(wanted)",
        at: Place(file: file, row: wanted)))
  }

  func next() throws(DatasetFault) -> SourceRow? {
    while let row = try nextRow() {
      if row.cells.allSatisfy({ isWhiteSpace($0.originalText) }), !row.exceedsColumns { continue }
      var read = SourceRow(
        row: row.number, line: nil, cells: Array(row.cells.prefix(columns.count)))
      let surplus = row.cells.dropFirst(columns.count).map(\.originalText)
        .first { !isWhiteSpace($0) }
      if surplus != nil || row.exceedsColumns {
        read.faults.append(
          RowFault(
            code: .surplusCells,
            message: "the row has more cells than the header's \(columns.count)",
            sample: surplus.map { sample(of: $0) }))
      }
      return read
    }
    return nil
  }

  /// A row that the sheet writes; rows and cells without content may be left out.
  private struct SheetRow {
    var number: Int
    var cells: [Cell] = []
    var exceedsColumns = false
  }

  private func nextRow() throws(DatasetFault) -> SheetRow? {
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
      guard position < limits.columns else {
        row.exceedsColumns = row.exceedsColumns || !isWhiteSpace(cell.originalText)
        continue
      }
      while row.cells.count <= position { row.cells.append(.absent) }
      row.cells[position] = cell
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
    }
    let size = max(written.value?.utf8.count ?? 0, written.inlineText?.utf8.count ?? 0)
    guard size <= limits.cellBytes else {
      throw DatasetFault(
        finding: Finding(
          .dataLimit,
          "a cell in row \(row) is longer than the limit of \(limits.cellBytes) bytes "
            + "(setting cell_bytes)", at: Place(file: file, row: row)))
    }
    return written
  }
}
