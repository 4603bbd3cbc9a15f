import Findings
import Markup
import Testing

@testable import Rendering

@Suite struct SVGTextFindingsTests {
  private func findings(_ family: String, paged: Bool = false) throws -> [Finding] {
    let pages = try PageRenderer(
      roots: ["/"], top: nil, fonts: ["/usr/share/fonts/truetype/noto"], limits: RenderingLimits())
    let html = """
      <!DOCTYPE html><style>
      @font-face { font-family: Brand; src: local("Noto Sans") }
      @page { size: 300px 200px; margin: 0 }
      svg { font-family: \(family) }
      </style><p>HTML</p>
      <svg><text y="20">one</text><text y="40">two</text></svg>
      """
    let document = try #require(pages.parse(html, label: "page.html").document)
    let setup = PageSetup(width: 300, height: 200, file: "/page.html", label: "page.html")
    return pages.layOut(document, setup, as: paged ? .pdf : .png).findings
      .filter { $0.code == .svgFont }
  }

  @Test(
    "Text of inline SVG that asks for a font of the template is reported once",
    arguments: [false, true])
  func reported(paged: Bool) throws {
    let found = try findings("brand, sans-serif", paged: paged)
    #expect(found.map(\.place.line) == [6])
  }

  @Test("Text of inline SVG in a font of the machine is not")
  func silent() throws {
    #expect(try findings("'Noto Sans', Brand").isEmpty)
  }
}
