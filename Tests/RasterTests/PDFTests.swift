import Raster
import Scene
import Testing

@Suite struct PDFTests {
  @Test func theSamePageGivesTheSameBytes() throws {
    let page = busyPage(seed: 3)
    #expect(try makeRasterizer().pdf([page]).bytes == makeRasterizer().pdf([page]).bytes)
  }

  @Test func aPixelIsThreeQuartersOfAPoint() throws {
    var page = DisplayList(width: 1080, height: 1350)
    page.title = "Wrapped"
    page.fill(Rect(x: 10, y: 10, width: 100, height: 100), .color(.black))
    let text = String(decoding: try makeRasterizer().pdf([page]).bytes, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-"))
    #expect(text.contains("/MediaBox [ 0 0 810 1012.5 ]"))
    #expect(text.contains("19800101"))
    #expect(text.contains("Wrapped"))
  }

  @Test func flatPagesHoldNoPicture() throws {
    var page = DisplayList(width: 200, height: 200)
    page.fill(
      Rect(x: 0, y: 0, width: 200, height: 200),
      .gradient(ramp(.linear(from: .zero, to: Point(x: 200, y: 0)), [.black, .white])))
    page.fill(Rect(x: 10, y: 10, width: 100, height: 100), .color(Color(r: 9, g: 99, b: 0)))
    let text = String(decoding: try makeRasterizer().pdf([page]).bytes, as: UTF8.self)
    #expect(!text.contains("/Subtype /Image"))
  }
}
