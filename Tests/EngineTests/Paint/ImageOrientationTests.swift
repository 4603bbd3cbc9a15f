import Engine
import Scene
import Testing

/// One picture, whose file holds 60 × 40 pixels and says that it is to be turned by a quarter.
private final class TurnedImages: ImageSource {
  func image(_ reference: String, isOriented: Bool) -> ImageResult {
    let (width, height) = isOriented ? (40.0, 60.0) : (60.0, 40.0)
    return .image(
      ImageInfo(
        id: ImageID(high: 1, low: 1, isOriented: isOriented), width: width, height: height,
        ratio: width / height, pixelSize: Size(width: width, height: height), isOpaque: true))
  }
  func coverage(of id: ImageID, width: Int, height: Int) -> ImageCoverage? { nil }
}

/// `image-orientation` decides for each element how its pictures are seen. `[CSS Images 3, §6.1]`
@Suite struct ImageOrientationTests {
  private let images = TurnedImages()

  /// The pictures that a page shows: whether they are turned, and the size of their tiles.
  private func shown(_ body: String, css: String = "") -> [String] {
    let page = LayoutFixture(body, css: css, images: images)
    let list = paintPage(page.result.fragments, of: page.document, images: images)
    return list.items.compactMap { item in
      guard case .fill(let fill) = item.command, case .tiles(let tiles) = fill.brush,
        case .image(let id, _) = tiles.source
      else { return nil }
      let size = "\(Int(tiles.tile.width))x\(Int(tiles.tile.height))"
      return id.isOriented ? "turned \(size)" : "stored \(size)"
    }
  }

  @Test func imagesAreTurnedUnlessStyleSaysNone() {
    #expect(shown("<img src=a>") == ["turned 40x60"])
    #expect(shown("<img src=a style='image-orientation:none'>") == ["stored 60x40"])
  }

  @Test func theValueInheritsAndEachElementHasItsOwn() {
    let found = shown(
      "<div style='image-orientation:none'><img src=a>"
        + "<img src=a style='image-orientation:from-image'></div>")
    #expect(found == ["stored 60x40", "turned 40x60"])
  }

  @Test(arguments: [
    "<div style='width:99px;height:99px;background:url(a) no-repeat;image-orientation:none'></div>",
    "<div style='content:url(a);image-orientation:none'></div>",
    "<ul style='list-style:inside url(a);image-orientation:none'><li></ul>",
    "<p class=before></p>",
  ])
  func picturesOfStyleFollowTheirElement(_ body: String) {
    let css = ".before::before { content: 'x' url(a); image-orientation: none }"
    #expect(shown(body, css: css) == ["stored 60x40"])
  }

  @Test func borderPicturesFollowTheirElement() {
    let found = shown(
      "<div style='width:60px;height:40px;border:10px solid;border-image:url(a) 10;"
        + "image-orientation:none'></div>")
    #expect(found.count == 8)
    #expect(found.allSatisfy { $0.hasPrefix("stored") })
  }
}
