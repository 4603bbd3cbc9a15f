import Scene
import Testing

@testable import Raster

@Suite struct PDFBorderTests {
  private let outer = RoundedRect(Rect(x: 0, y: 0, width: 100, height: 50))

  @Test func aSingleSideIsARectangleOfItsOwn() {
    let inner = RoundedRect(Rect(x: 0, y: 0, width: 100, height: 49))
    guard case .path(let path, _) = Shape.ring(outer: outer, inner: inner).withoutSlits else {
      Issue.record("the ring is still one")
      return
    }
    #expect(path.bounds == Rect(x: 0, y: 49, width: 100, height: 1))
  }

  @Test func aWholeBorderStaysARing() {
    let inner = RoundedRect(Rect(x: 1, y: 1, width: 98, height: 48))
    let ring = Shape.ring(outer: outer, inner: inner)
    #expect(ring.withoutSlits == ring)
  }
}
