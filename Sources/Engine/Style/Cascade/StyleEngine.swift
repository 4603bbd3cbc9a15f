package import Findings
package import Markup

/// Turns documents into styled trees; keeps the style sheets it has compiled.
///
/// An engine belongs to one worker: it is not shared between threads.
package final class StyleEngine {
  private let loader: (any StylesheetLoader)?
  private var sheets: [SheetKey: CompiledStylesheet] = [:]
  private var ruleSets: [RuleSetKey: RuleSet] = [:]
  private var attributeBlocks: [String: (block: DeclarationBlock, findings: [Finding])] = [:]

  /// Past this many, a cache starts anew: pages of one campaign share their style sheets.
  private static let maximumSheets = 64
  private static let maximumBlocks = 4096

  package init(loader: (any StylesheetLoader)? = nil) { self.loader = loader }

  private struct SheetKey: Hashable {
    var text: String
    var file: String?
    var line: Int
    var media: String
  }

  private struct RuleSetKey: Hashable {
    var sheets: [ObjectIdentifier]
    var environment: MediaEnvironment
  }

  /// The rules that apply to a document, with the fonts and pages they declare.
  package func prepare(_ document: Document, _ input: StyleInput) -> PreparedStyles {
    var findings: [Finding] = []
    let sheets = stylesheets(of: document, input, &findings)
    for sheet in sheets { findings += sheet.findings }
    let key = RuleSetKey(
      sheets: sheets.map(ObjectIdentifier.init), environment: input.environment)
    let rules: RuleSet
    if let known = ruleSets[key] {
      rules = known
    } else {
      if ruleSets.count >= Self.maximumSheets { ruleSets = [:] }
      rules = RuleSet(sheets, input.environment)
      ruleSets[key] = rules
    }
    return PreparedStyles(rules: rules, sheets: sheets, findings: findings)
  }

  /// Computes the style of every element that is not inside a `display: none`.
  ///
  /// - Parameter shaper: gives the sizes of `ex`, `ch` and the like; without one they are guessed.
  package func style(
    _ document: Document, _ prepared: PreparedStyles, _ input: StyleInput,
    shaper: (any TextShaper)?
  ) -> StyleResult {
    var resolver = StyleResolver(
      document: document, rules: prepared.rules, input: input, shaper: shaper,
      inlineBlock: { [self] text, line, column in
        inlineBlock(text, file: input.file, line: line, column: column)
      })
    resolver.run()
    var tree = resolver.tree
    tree.imageChoices = SourceSelection(document, input.environment).choices()
    return StyleResult(
      tree: tree, findings: prepared.findings + resolver.findings,
      counterStyles: prepared.rules.counterStyles)
  }

  /// The styles of a document's pages.
  ///
  /// - Parameters:
  ///   - sheet: what `size: auto` stands for, in CSS pixels.
  ///   - ignoresSize: for outputs whose size is not the template's to choose.
  package func pageStyler(
    _ prepared: PreparedStyles, _ input: StyleInput, sheet: (width: Double, height: Double),
    ignoresSize: Bool, shaper: (any TextShaper)?
  ) -> PageStyler {
    PageStyler(
      rules: prepared.rules, sheet: sheet, ignoresSize: ignoresSize,
      context: ComputeContext(
        pageWidth: input.environment.width, pageHeight: input.environment.height, shaper: shaper))
  }

  /// Both steps at once.
  package func style(
    _ document: Document, _ input: StyleInput, shaper: (any TextShaper)? = nil
  ) -> StyleResult {
    style(document, prepare(document, input), input, shaper: shaper)
  }

  // MARK: Style sheets of a document

  private func stylesheets(
    of document: Document, _ input: StyleInput, _ findings: inout [Finding]
  ) -> [CompiledStylesheet] {
    var result: [CompiledStylesheet] = []
    for index in document.nodes.indices where document.nodes[index].isElement {
      let node = NodeID(Int32(clamping: index))
      switch document.tag(of: node) {
      case "style":
        let type = document.attribute("type", of: node)?.lowercasedASCII ?? ""
        guard type.isEmpty || type == "text/css" else { continue }
        result.append(embedded(node, document, input))
      case "link":
        if let sheet = linked(node, document, input, &findings) { result.append(sheet) }
      default: break
      }
    }
    return result
  }

  private func embedded(_ node: NodeID, _ document: Document, _ input: StyleInput)
    -> CompiledStylesheet
  {
    let text = document.textContent(of: node)
    let first = document[node].firstChildID.map { document[$0] } ?? document[node]
    return compiled(
      text, file: input.file, line: max(Int(first.line), 1), column: max(Int(first.column), 1),
      media: document.attribute("media", of: node) ?? "")
  }

  private func linked(
    _ node: NodeID, _ document: Document, _ input: StyleInput, _ findings: inout [Finding]
  ) -> CompiledStylesheet? {
    let relations = (document.attribute("rel", of: node) ?? "").lowercasedASCII.split(
      whereSeparator: \.isWhitespace)
    guard relations.contains("stylesheet"), !relations.contains("alternate"),
      document.attribute("disabled", of: node) == nil,
      let href = document.attribute("href", of: node), !href.isEmpty
    else { return nil }
    let type = document.attribute("type", of: node)?.lowercasedASCII ?? ""
    guard type.isEmpty || type.hasPrefix("text/css") else { return nil }
    let reference = Reference.resolve(href, against: input.file)
    let encoding = document.attribute("charset", of: node)
    guard let text = loader?.stylesheet(reference, encoding: encoding) else {
      findings.append(
        Finding(
          .stylesheetMissing, "The style sheet “\(href)” cannot be read",
          at: Place(file: input.file, line: Int(document[node].line))))
      return nil
    }
    return compiled(
      text, file: reference, line: 1, column: 1, media: document.attribute("media", of: node) ?? "")
  }

  private func compiled(
    _ text: String, file: String?, line: Int, column: Int, media: String
  ) -> CompiledStylesheet {
    let key = SheetKey(text: text, file: file, line: line, media: media)
    if let known = sheets[key] { return known }
    if sheets.count >= Self.maximumSheets {
      sheets = [:]
      ruleSets = [:]
    }
    let sheet = CompiledStylesheet.compile(
      text, file: file, line: line, column: column, media: media, loader: loader)
    sheets[key] = sheet
    return sheet
  }

  private func inlineBlock(_ text: String, file: String?, line: Int, column: Int)
    -> (block: DeclarationBlock, findings: [Finding])
  {
    if let known = attributeBlocks[text], known.findings.isEmpty { return known }
    var parser = SyntaxParser()
    let declarations = parser.parseDeclarations(
      TokenBuffer(text, file: file, line: max(line, 1), column: max(column, 1)).all)
    var findings = parser.findings
    let block = DeclarationBlock.compile(declarations, &findings)
    if attributeBlocks.count >= Self.maximumBlocks { attributeBlocks = [:] }
    attributeBlocks[text] = (block, findings)
    return (block, findings)
  }
}

/// The rules for one document and page.
package struct PreparedStyles {
  let rules: RuleSet
  /// Kept alive, because caches know them by identity.
  let sheets: [CompiledStylesheet]
  /// What was wrong with the style sheets.
  package let findings: [Finding]

  package var fontFaces: [FontFaceRule] { rules.fontFaces }
  /// Whether an `@page` rule applies, so that the document is one of pages.
  package var isPaged: Bool { !rules.pages.isEmpty }
  package var counterStyles: [String: CounterStyleRule] { rules.counterStyles }
}

package struct StyleResult {
  package let tree: StyledTree
  package let findings: [Finding]
  package let counterStyles: [String: CounterStyleRule]
}
