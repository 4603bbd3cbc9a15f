import Findings
import XML

/// `content.xml` of an OpenDocument spreadsheet (OASIS OpenDocument 1.3, part 3), read as a stream.
final class OpenDocumentContent {
  static let part = "content.xml"

  enum Namespace: String {
    case office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    case table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    case text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    case style = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    /// LibreOffice's own, which alone tells errors from texts.
    case calc = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
  }

  let file: String
  private let package: WorkbookPackage
  private let parser: XMLPullParser

  init(path: String, file: String, limits: ReadingLimits) throws(DatasetFault) {
    self.file = file
    package = try WorkbookPackage(path: path, file: file, kind: "ODS", limits: limits)
    if try Self.isEncrypted(package) {
      throw WorkbookPackage.fault(file, "it is protected with a password")
    }
    guard let parser = try package.parser(ofPart: Self.part) else {
      throw WorkbookPackage.fault(file, "it has no \(Self.part)")
    }
    self.parser = parser
  }

  private static func isEncrypted(_ package: WorkbookPackage) throws(DatasetFault) -> Bool {
    let manifest = "META-INF/manifest.xml"
    guard let parser = try package.parser(ofPart: manifest) else { return false }
    while let event = try package.next(parser, ofPart: manifest) {
      if event == .start("encryption-data") { return true }
    }
    return false
  }

  func next() throws(DatasetFault) -> XMLPullParser.Event? {
    try package.next(parser, ofPart: Self.part)
  }

  /// Steps over the element that has just begun.
  func skip() throws(DatasetFault) { try package.skip(parser, ofPart: Self.part) }

  /// An attribute of the element that has just begun.
  func attribute(_ name: String, _ namespace: Namespace) -> String? {
    parser.attribute(name, namespace: namespace.rawValue)
  }

  /// How often the element that has just begun stands there: `table:number-columns-repeated` and its
  /// like, at least once.
  func repetitions(_ name: String) -> Int {
    // Capped so that no sum of them can overflow.
    min(max(1, attribute(name, .table).flatMap { Int($0) } ?? 1), 1 << 30)
  }

  /// Reads on to the next table of the spreadsheet; false after the last.
  ///
  /// - Parameter style: told the name of every table style that hides its tables.
  func nextTable(hidden style: (String) -> Void = { _ in }) throws(DatasetFault) -> Bool {
    var styleName = ""
    while let event = try next() {
      guard case .start(let name) = event else { continue }
      switch name {
      case "document-content", "automatic-styles", "body", "spreadsheet": continue
      case "style": styleName = attribute("name", .style) ?? ""
      case "table-properties":
        if attribute("display", .table) == "false" { style(styleName) }
      case "table": return true
      default: try skip()
      }
    }
    return false
  }
}
