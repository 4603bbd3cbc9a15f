import Findings
import Scene

@testable import Engine
@testable import Markup

/// Lays out markup in pages with square characters of 10 px; a sheet of 200 × 100 without margins
/// unless the style says otherwise.
struct PagesFixture {
  let document: Document
  let result: Layout.PagedResult

  init(_ body: String, css: String = "", limit: Int = 1000) {
    let html = """
      <!DOCTYPE html><html><head><style>
      @page { size: 200px 100px }
      html, body { margin: 0; padding: 0; font: 10px/1 square; orphans: 1; widows: 1 }
      p { margin: 0 }
      \(css)
      </style></head><body>\(body)</body></html>
      """
    document = HTMLParser.parse(html).document ?? Document()
    let engine = StyleEngine()
    let shaper = SquareShaper()
    let input = StyleInput(environment: MediaEnvironment(width: 200, height: 100, type: .print))
    let prepared = engine.prepare(document, input)
    let styled = engine.style(document, prepared, input, shaper: shaper)
    result = Layout.paginate(
      styled: styled.tree,
      styler: engine.pageStyler(
        prepared, input, sheet: (200, 100), ignoresSize: false, shaper: shaper),
      shaper: shaper, images: MissingImages(), limit: limit)
  }

  /// The text of each page: its lines from the top, separated by bars.
  var pages: [String] { result.pages.map { lines(of: $0).map(\.text).joined(separator: "|") } }

  /// The lines of a page with the distance of each from the sheet's top.
  func places(onPage index: Int) -> [String] {
    guard result.pages.indices.contains(index) else { return [] }
    return lines(of: result.pages[index]).map { "\($0.text)@\(Int($0.top.pixels))" }
  }

  /// The border boxes of an element on each page, as `page: x y width height`.
  func pieces(of id: String) -> [String] {
    var found: [String] = []
    for (number, page) in result.pages.enumerated() {
      for index in page.fragments.indices {
        let fragment = page.fragments[index]
        guard case .box = fragment.kind, fragment.pseudo == nil, let node = fragment.node,
          document.attribute("id", of: node) == id
        else { continue }
        let origin = page.origin(of: FragmentID(Int32(index)))
        let rect = fragment.rect
        found.append(
          "\(number + 1): \(Int(origin.x.pixels)) \(Int(origin.y.pixels)) "
            + "\(Int(rect.width.pixels)) \(Int(rect.height.pixels))")
      }
    }
    return found
  }

  private func lines(of page: FragmentTree) -> [(text: String, top: LayoutUnit)] {
    var lines: [(text: String, top: LayoutUnit)] = []
    func text(_ id: FragmentID) -> String {
      if case .text(let text) = page[id].kind { return text.text }
      return page.children(of: id).map(text).joined()
    }
    func visit(_ id: FragmentID, _ origin: LayoutPoint) {
      let rect = page[id].rect.offset(by: origin)
      if case .line = page[id].kind {
        lines.append((text(id).split(separator: " ").joined(separator: " "), rect.minY))
        return
      }
      for child in page.children(of: id) { visit(child, rect.origin) }
    }
    if let root = page.root { visit(root, .zero) }
    return lines
  }
}
