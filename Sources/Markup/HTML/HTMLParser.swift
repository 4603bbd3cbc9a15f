import CGumbo
package import Findings

/// Reads HTML into a `Document` as browsers do, in standards mode whatever its doctype says.
package enum HTMLParser {
  package struct Result: Sendable {
    /// Nil where the source exceeds a limit.
    package var document: Document?
    package var findings: [Finding]
  }

  private static let doctype = "<!DOCTYPE html>"

  /// - Parameter file: the source's name for findings.
  package static func parse(
    _ source: String, file: String? = nil, limits: HTMLLimits = HTMLLimits()
  )
    -> Result
  {
    guard source.utf8.count <= limits.bytes else {
      return refused(
        "The page has \(source.utf8.count) bytes; the limit is \(limits.bytes)"
          + " (setting limits.document_bytes)", file)
    }
    var source = source
    // A byte order mark is no character of the page. [HTML, §13.2.3.2]
    if source.unicodeScalars.first == "\u{FEFF}" { source.unicodeScalars.removeFirst() }
    let scan = source.withUTF8 {
      NestingScan(UnsafeRawBufferPointer($0), depthLimit: limits.depth)
    }
    if scan.maximumDepth > limits.depth {
      return refused(
        "Elements are nested deeper than the limit of \(limits.depth)"
          + " (setting limits.document_depth)", file)
    }
    if scan.tags > limits.nodes {
      return refused(
        "The page has \(scan.tags) elements; the limit is \(limits.nodes)"
          + " (setting limits.document_nodes)", file)
    }
    // Without a doctype the parser would follow the rules of quirks mode.
    let prefix = scan.hasDoctype ? "" : doctype
    var text = prefix + source
    var findings: [Finding] = []
    let document = text.withUTF8 { bytes in
      build(bytes, firstColumnShift: prefix.utf8.count, file, &findings)
    }
    return Result(document: document, findings: findings)
  }

  private static func refused(_ message: String, _ file: String?) -> Result {
    Result(
      document: nil, findings: [Finding(.documentTooLarge, message, at: Place(file: file))])
  }

  private static func build(
    _ source: UnsafeBufferPointer<UInt8>, firstColumnShift: Int, _ file: String?,
    _ findings: inout [Finding]
  ) -> Document {
    var document = Document()
    source.withMemoryRebound(to: CChar.self) { characters in
      var options = kGumboDefaultOptions
      options.tab_stop = 1
      guard
        let output = gumbo_parse_with_options(&options, characters.baseAddress, characters.count)
      else { return }
      defer { gumbo_destroy_output(&options, output) }
      var copier = GumboCopier(
        columnShift: firstColumnShift, source: source, file: file)
      copier.copy(output.pointee.document, into: &document)
      findings += copier.findings
    }
    return document
  }
}
