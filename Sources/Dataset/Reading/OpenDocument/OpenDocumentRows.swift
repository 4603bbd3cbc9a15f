import Findings
import XML

/// The rows of one sheet of an OpenDocument spreadsheet, one by one while it is unpacked.
///
/// A row and a cell may stand for many alike (`table:number-rows-repeated`): those without content
/// only count, whatever their number; others are handed out one by one, within the limits.
final class OpenDocumentRows: SheetRows {
  private let content: OpenDocumentContent
  private let limits: ReadingLimits
  private var number = 0
  /// A row that is to be handed out again, and how often.
  private var repeated: (row: SheetRow, rest: Int)?

  init(_ source: DatasetSource, path: String, limits: ReadingLimits) throws(DatasetFault) {
    self.limits = limits
    let sheets = try Self.sheets(
      OpenDocumentContent(path: path, file: source.file, limits: limits))
    let sheet = try chooseSheet(sheets, named: source.sheet, file: source.file)
    content = try OpenDocumentContent(path: path, file: source.file, limits: limits)
    var position = 0
    while try content.nextTable(), String(position) != sheet.location {
      position += 1
      try content.skip()
    }
  }

  /// All sheets, found on a walk that steps over their rows.
  private static func sheets(_ content: OpenDocumentContent) throws(DatasetFault) -> [Sheet] {
    var sheets: [Sheet] = []
    var hidingStyles: Set<String> = []
    while try content.nextTable(hidden: { hidingStyles.insert($0) }) {
      let style = content.attribute("style-name", .table) ?? ""
      sheets.append(
        Sheet(
          name: content.attribute("name", .table) ?? "", isVisible: !hidingStyles.contains(style),
          location: String(sheets.count)))
      try content.skip()
    }
    return sheets
  }

  func next() throws(DatasetFault) -> SheetRow? {
    if var (row, rest) = repeated {
      number += 1
      row.number = number
      rest -= 1
      repeated = rest > 0 ? (row, rest) : nil
      return row
    }
    while let event = try content.next(), event != .end("table") {
      guard case .start(let name) = event else { continue }
      switch name {
      case "table-row":
        if let row = try row() { return row }
      // What only groups rows.
      case "table-rows", "table-header-rows", "table-row-group": continue
      default: try content.skip()
      }
    }
    return nil
  }

  /// The row that has just begun; nil where it has no content.
  private func row() throws(DatasetFault) -> SheetRow? {
    let count = content.repetitions("number-rows-repeated")
    var row = SheetRow(number: number + 1)
    var position = 0
    while let event = try content.next(), event != .end("table-row") {
      guard case .start(let name) = event else { continue }
      guard name == "table-cell" || name == "covered-table-cell" else {
        try content.skip()
        continue
      }
      let copies = content.repetitions("number-columns-repeated")
      // What a merged cell covers is not to be seen.
      let cell = name == "table-cell" ? try cell(row: row.number) : .absent
      if name == "covered-table-cell" { try content.skip() }
      if cell != .absent {
        // Beyond the columns' limit one cell says all that there is to say.
        for copy in 0..<min(copies, max(1, limits.columns + 1 - position)) {
          row.place(cell, at: position + copy, limits: limits)
        }
      }
      position = min(position + copies, 1 << 30)
    }
    guard row.bytes > 0 else {
      number = min(number + count, 1 << 30)
      return nil
    }
    guard number + count <= limits.sheetRows else {
      throw DatasetFault(
        finding: Finding(
          .dataLimit,
          "the sheet has more than the limit of \(limits.sheetRows) rows (setting limits.sheet_rows)",
          at: Place(file: content.file, row: number + 1)))
    }
    number += 1
    repeated = count > 1 ? (row, count - 1) : nil
    return row
  }

  /// The cell that has just begun, up to its end.
  private func cell(row: Int) throws(DatasetFault) -> Cell {
    var written = OpenDocumentCell(content)
    var paragraphs = 0
    while let event = try content.next(), event != .end("table-cell") {
      guard case .start(let name) = event else { continue }
      // Anything else in a cell is no part of its value: comments, pictures, tables.
      guard name == "p" || name == "h" else {
        try content.skip()
        continue
      }
      if paragraphs > 0 { written.shown += "\n" }
      paragraphs += 1
      let room = limits.cellBytes - written.shown.utf8.count
      guard let text = try OpenDocumentText.paragraph(content, end: name, atMost: room) else {
        throw cellFault(content.file, row: row, limits)
      }
      written.shown += text
      guard written.shown.utf8.count <= limits.cellBytes else {
        throw cellFault(content.file, row: row, limits)
      }
    }
    guard (written.text?.utf8.count ?? 0) <= limits.cellBytes else {
      throw cellFault(content.file, row: row, limits)
    }
    return written.cell
  }
}
