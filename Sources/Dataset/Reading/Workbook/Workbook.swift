import Findings
import XML

/// What a workbook says about its sheets (ECMA-376 part 1, section 18.2).
struct Workbook {
  private(set) var sheets: [Sheet] = []
  /// Days count from 1904-01-01 instead of 1900.
  private(set) var countsFrom1904 = false
  private(set) var sharedStringsPart: String?
  private(set) var stylesPart: String?

  private static let relationshipNamespaces = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
  ]

  init(_ package: WorkbookPackage) throws(DatasetFault) {
    let root = try package.relationships(of: "")
    let part = root.values.first { $0.type == "officeDocument" }?.target ?? "xl/workbook.xml"
    guard let parser = try package.parser(ofPart: part) else {
      throw WorkbookPackage.fault(package.file, "it has no workbook")
    }
    let related = try package.relationships(of: part)
    sharedStringsPart = related.values.first { $0.type == "sharedStrings" }?.target
    stylesPart = related.values.first { $0.type == "styles" }?.target
    while let event = try package.next(parser, ofPart: part) {
      switch event {
      case .start("workbookPr"):
        countsFrom1904 = ["1", "true"].contains(parser.attribute("date1904") ?? "")
      case .start("sheet"):
        let ids = Self.relationshipNamespaces.compactMap { parser.attribute("id", namespace: $0) }
        guard let id = ids.first, let target = related[id], target.type == "worksheet" else {
          continue
        }
        sheets.append(
          Sheet(
            name: parser.attribute("name") ?? "",
            isVisible: (parser.attribute("state") ?? "visible") == "visible",
            location: target.target))
      default: continue
      }
    }
  }
}
