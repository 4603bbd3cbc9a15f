import Raster
import Scene
import Testing

@Suite struct PDFDocumentTests {
  private func page(_ width: Int, _ height: Int) -> DisplayList {
    var page = DisplayList(width: width, height: height)
    page.fill(Rect(x: 10, y: 10, width: 50, height: 50), .color(.black))
    return page
  }

  @Test func pagesHaveSizesOfTheirOwn() throws {
    var second = page(200, 100)
    second.sheet = Size(width: 200.4, height: 100)
    let text = String(
      decoding: try makeRasterizer().pdf([page(100, 200), second]).bytes, as: UTF8.self)
    #expect(text.contains("/MediaBox [ 0 0 75 150 ]"))
    #expect(text.contains("/MediaBox [ 0 0 150.3 75 ]"))
    #expect(text.contains("/Count 2"))
  }

  @Test func linksWithinTheDocumentLeadToTheirPage() throws {
    var first = page(100, 200)
    let area = Rect(x: 0, y: 0, width: 20, height: 20)
    first.links = [LinkArea(area: area, target: "#there"), LinkArea(area: area, target: "#lost")]
    var second = page(100, 200)
    second.destinations = [
      Destination(
        element: 7, name: "there", point: Point(x: 10, y: 20),
        heading: Destination.Heading(level: 1, text: "There"))
    ]
    let text = String(decoding: try makeRasterizer().pdf([first, second]).bytes, as: UTF8.self)
    #expect(text.contains("/Dest (e7)"))
    #expect(text.contains("(#lost)"))
    #expect(text.contains("/Outlines"))
  }
}
