import Engine
import Findings
import Markup
import Scene

extension PageRenderer {
  /// Lays out a document in pages; nil where none of its style sheets has an `@page` rule for the
  /// medium.
  func layOutPages(
    _ document: Document, _ setup: PageSetup, _ environment: MediaEnvironment,
    as type: ArtifactType
  ) -> LaidOutPage? {
    var environment = environment
    if type == .pdf { environment.type = .print }
    let ignoresSize = type != .pdf
    let sheet = (width: Double(setup.width), height: Double(setup.height))
    var input = StyleInput(setup, environment)
    var prepared = styles.prepare(document, input)
    guard prepared.isPaged else { return nil }
    // To the document, the viewport is the area of the first page, which the rules may state.
    var area = styles.pageStyler(
      prepared, input, sheet: sheet, ignoresSize: ignoresSize, shaper: nil
    ).style(of: PageIdentity(isFirst: true)).area.size
    var attempt = layOut(document, setup, &input, &prepared, area, sheet, ignoresSize)
    // The first page may have a name, which only the document's styles tell.
    if let used = attempt?.layout.pages.first?.page?.area.size, used != area {
      area = used
      attempt = layOut(document, setup, &input, &prepared, area, sheet, ignoresSize) ?? attempt
    }
    guard let (layout, findings) = attempt else { return nil }
    guard let fragments = layout.pages.first else { return nil }
    var page = LaidOutPage(
      document: document, fragments: fragments, layout: nil, sharesLayout: false,
      furtherPages: Array(layout.pages.dropFirst()), pagesType: type)
    page.findings = findings + layout.findings
    page.findings += TextFindings.missing(layout.missingGlyphs, on: page)
    page.findings += TextFindings.fallbacks(layout.fallbacks)
    page.findings += TextFindings.unhyphenated(layout.unhyphenated)
    return page
  }

  /// Whether the document has pages as PDF, even where its pictures have none.
  func isPagedInPrint(_ document: Document, _ input: StyleInput) -> Bool {
    var input = input
    input.environment.type = .print
    return styles.prepare(document, input).isPaged
  }

  /// One attempt, with a page area that viewport units and media queries refer to; nil where no rule
  /// applies to pages of that size.
  private func layOut(
    _ document: Document, _ setup: PageSetup, _ input: inout StyleInput,
    _ prepared: inout PreparedStyles, _ area: LayoutSize, _ sheet: (width: Double, height: Double),
    _ ignoresSize: Bool
  ) -> (layout: Layout.PagedResult, findings: [Finding])? {
    var environment = input.environment
    environment.width = area.width.pixels
    environment.height = area.height.pixels
    input = StyleInput(setup, environment)
    prepared = styles.prepare(document, input)
    guard prepared.isPaged else { return nil }
    let (shaper, fontFindings) = fonts.shaper(for: prepared.fontFaces)
    let styler = styles.pageStyler(
      prepared, input, sheet: sheet, ignoresSize: ignoresSize, shaper: shaper)
    let (styled, layout) = styles.layOut(document, prepared, &input, shaper: shaper) { styled in
      Layout.paginate(styled: styled, styler: styler, shaper: shaper, images: imageSource)
    } pages: {
      $0.pages
    }
    let textFindings = SVGTextFindings(prepared.fontFaces).find(in: styled.tree)
    return (layout, fontFindings + styled.findings + textFindings)
  }
}

extension StyleInput {
  init(_ setup: PageSetup, _ environment: MediaEnvironment) {
    self.init(
      environment: environment, rootProperties: setup.rootProperties,
      rootAttributes: setup.rootAttributes, file: setup.file)
  }
}
