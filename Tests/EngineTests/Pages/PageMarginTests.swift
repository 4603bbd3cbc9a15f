import Scene
import Testing

@testable import Engine

@Suite struct PageMarginTests {
  @Test func marginsLimitTheDocument() {
    let fixture = PagesFixture(
      "<p>1</p><p>2</p><p>3</p>", css: "@page { margin: 40px 10%; }")
    #expect(fixture.pages == ["1|2", "3"])
    #expect(fixture.result.pages[0].page?.area == LayoutRect(x: 20, y: 40, width: 160, height: 20))
  }

  @Test func sidesAndTheFirstPageHaveTheirOwn() {
    let css = """
      @page { margin: 40px 0 } @page :left { margin-left: 50px } @page :first { margin-top: 50px }
      """
    let fixture = PagesFixture("<p>1</p><p>2</p><p>3</p><p>4</p>", css: css)
    #expect(fixture.result.pages.map { $0.page?.area.minX } == [0, 50, 0])
    #expect(fixture.result.pages.map { $0.page?.area.minY } == [50, 40, 40])
  }

  @Test func marginBoxesCountPages() {
    let css = """
      @page { margin: 40px 0; @bottom-center { content: counter(page) "/" counter(pages) } }
      """
    let fixture = PagesFixture("<p>a</p><p>b</p><p>c</p>", css: css)
    #expect(fixture.pages == ["a|b|1/2", "c|2/2"])
    #expect(fixture.places(onPage: 0).last == "1/2@75")
  }

  @Test func countersGoOnFromPageToPage() {
    let css = """
      @page { margin: 45px 0; counter-increment: page 2 n; \
      @top-left { content: counter(page) counter(n, upper-roman) } }
      @page :first { counter-reset: page 10 }
      """
    #expect(PagesFixture("<p>a</p><p>b</p>", css: css).pages == ["a|12I", "b|14II"])
  }

  @Test func boxesOfOneSideShareItsWidth() {
    let css = """
      @page { margin: 20px; @top-left { content: "aa" } @top-center { content: "bbbb" } \
      @top-right { content: "c" } @left-middle { content: "m" } @bottom-right-corner { content: "x" } }
      """
    let page = PagesFixture("<p>t</p>", css: css).result.pages[0]
    let boxes = page.root.map { page.children(of: $0).dropFirst().map { page[$0].rect } } ?? []
    #expect(
      boxes == [
        LayoutRect(x: 20, y: 0, width: 40, height: 20),
        LayoutRect(x: 60, y: 0, width: 80, height: 20),
        LayoutRect(x: 140, y: 0, width: 40, height: 20),
        LayoutRect(x: 180, y: 80, width: 20, height: 20),
        LayoutRect(x: 0, y: 20, width: 20, height: 60),
      ])
  }

  @Test func sizesHaveNamesAndOrientations() {
    func size(_ value: String) -> String {
      let page = PagesFixture("<p>t</p>", css: "@page { size: \(value) }").result.pages[0]
      return "\(page.viewport.width.rounded) \(page.viewport.height.rounded)"
    }
    #expect(size("a4") == "794 1123")
    #expect(size("A4 landscape") == "1123 794")
    #expect(size("landscape letter") == "1056 816")
    #expect(size("portrait") == "100 200")
    #expect(size("auto") == "200 100")
    #expect(size("5in") == "480 480")
  }
}
