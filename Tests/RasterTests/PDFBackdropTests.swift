import Raster
import Scene
import Testing

@Suite struct PDFBackdropTests {
  private func glass(_ rect: Rect) -> DisplayCommand {
    .backdrop(
      Backdrop(
        shape: .roundedRect(rounded(rect, 16)), filters: [.blur(sigmaX: 4, sigmaY: 4)], opacity: 1))
  }

  private func pictures(in pdf: [UInt8]) -> Int {
    String(decoding: pdf, as: UTF8.self).ranges(of: "/Subtype /Image").count
  }

  @Test(
    "Backdrops over backdrops cost each of them once, so many fit a document at print resolution"
  )
  func nested() throws {
    var page = DisplayList(width: 400, height: 400)
    for number in 0..<60 {
      let inset = Double(number) / 4
      page.fill(Rect(x: inset, y: 0, width: 20, height: 20), .color(.black))
      page.add(glass(Rect(x: inset, y: inset, width: 400 - 2 * inset, height: 400 - 2 * inset)))
    }
    #expect(try !makeRasterizer().pdf([page]).hasCoarseEffects)
  }

  @Test("Backdrops far from each other have pictures of their own size")
  func apart() throws {
    var page = DisplayList(width: 4_000, height: 4_000)
    page.fill(Rect(x: 0, y: 0, width: 4_000, height: 4_000), .color(.black))
    for x in 0..<30 {
      for y in 0..<30 {
        page.add(
          glass(Rect(x: 40 + Double(x) * 130, y: 40 + Double(y) * 130, width: 40, height: 40)))
      }
    }
    let file = try makeRasterizer().pdf([page])
    #expect(pictures(in: file.bytes) == 900)
    #expect(!file.hasCoarseEffects)
  }

  @Test("A backdrop in a group shows what lies below it in the group, not a white page")
  func inGroup() throws {
    var inside = DisplayList(width: 400, height: 400)
    inside.fill(Rect(x: 100, y: 100, width: 40, height: 40), .color(.black))
    inside.add(glass(Rect(x: 50, y: 50, width: 200, height: 200)))
    var page = DisplayList(width: 400, height: 400)
    page.fill(Rect(x: 0, y: 0, width: 400, height: 400), .color(Color(r: 200, g: 0, b: 0)))
    page.add(.group(Group(items: inside.items, opacity: 0.5)))
    // The picture and its transparency.
    #expect(pictures(in: try makeRasterizer().pdf([page]).bytes) == 2)
  }
}
