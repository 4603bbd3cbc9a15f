import Engine
import Scene
import Testing

/// How sides of different colors meet. `[CSS Backgrounds 3, §4.4]`
@Suite struct BorderMitreTests {
  private func fills(_ style: String) -> [(bounds: Rect, isSmooth: Bool, isClipped: Bool)] {
    let page = LayoutFixture("<div style='width:0;height:0;border:20px solid;\(style)'></div>")
    return paintPage(page.result.fragments, of: page.document, images: MissingImages()).items
      .compactMap { item in
        guard case .fill(let fill) = item.command else { return nil }
        return (fill.shape.bounds, fill.isAntialiased, item.clip != nil)
      }
  }

  @Test func trianglesHaveSmoothEdges() {
    let found = fills("border-color:green transparent transparent")
    #expect(found.count == 1)
    #expect(found.first?.bounds == Rect(x: 0, y: 0, width: 40, height: 20))
    #expect(found.first?.isSmooth == true)
  }

  @Test func laterSidesAreCutSmoothlyOverEarlierOnes() {
    let found = fills("border-color:red green blue orange")
    #expect(found.map(\.isSmooth) == [true, true, true, true])
    #expect(found.allSatisfy { !$0.isClipped })
  }

  @Test func sidesOfOneColorMeetWithoutASeam() {
    // Top and right are both green; left and bottom are not seen.
    let found = fills("border-color:green green transparent transparent")
    #expect(found.map(\.isSmooth) == [false, false])
    #expect(found.map(\.isClipped) == [true, true])
  }
}
