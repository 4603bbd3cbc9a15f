import Testing

@testable import Engine

@Suite struct AspectRatioTests {
  @Test func anItemWithARatioFillsItsColumnAndTakesItsHeightFromTheRatio() {
    let page = LayoutFixture(
      "<div style='display:grid;grid-template-columns:30px 50px'>"
        + "<i id=a style='aspect-ratio:1'></i><i id=b style='aspect-ratio:1/2'></i></div>")
    #expect(page["a"] == "0 0 30 30")
    #expect(page["b"] == "30 0 50 100")
  }

  @Test func theRatioOfABorderBoxHoldsForAnImageWithPadding() {
    let page = LayoutFixture(
      "<img id=a src='' style='display:block;box-sizing:border-box;width:100px;padding:10px;"
        + "aspect-ratio:4/3'>")
    #expect(page["a"] == "0 0 100 75")
  }
}
