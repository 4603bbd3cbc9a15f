import Testing

@testable import Engine

@Suite struct LastBaselineTests {
  private static let items =
    "<i id=a style='font-size:20px'>x<br>xx</i><i id=b>x<br>xx</i>"
    + "<i id=c style='font-size:30px;margin:4px 0 9px'>x</i>"

  @Test(arguments: ["flex", "grid;grid-auto-flow:column;justify-content:start"])
  func lastBaselinesMeetAtTheEndOfTheLine(display: String) {
    let page = LayoutFixture(
      "<div id=box style='display:\(display);align-items:last baseline'>\(Self.items)</div>")
    #expect(page["box"].hasSuffix(" 51"))
    #expect(page["a"] == "0 0 40 40")
    #expect(page["b"] == "40 18 20 20")
    #expect(page["c"] == "60 12 30 30")
  }

  @Test(arguments: ["flex", "grid;grid-auto-flow:column;justify-content:start"])
  func theGroupStandsAtTheEndOfAHighContainer(display: String) {
    let page = LayoutFixture(
      "<div style='display:\(display);height:90px'><i id=a style='font-size:20px;"
        + "align-self:last baseline'>x<br>xx</i><i id=b style='align-self:baseline'>x<br>xx</i>"
        + "<i id=c style='font-size:30px;align-self:last baseline'>x</i></div>")
    #expect(page["a"] == "0 48 40 40")
    #expect(page["b"] == "40 0 20 20")
    #expect(page["c"] == "60 60 30 30")
  }

  @Test func groupsOfAReversedWrappingStandAtTheOtherSide() {
    let page = LayoutFixture(
      "<div id=box style='display:flex;flex-wrap:wrap-reverse;width:60px;"
        + "align-items:last baseline'>\(Self.items)</div>")
    #expect(page["box"].hasPrefix("0 0 60 "))
    #expect(page["c"].hasPrefix("0 4 "))
  }

  @Test func aContainerHasItsLastItemsLastBaseline() {
    let page = LayoutFixture(
      "<div style='display:flex;align-items:last baseline'><div id=a style='display:flex;"
        + "flex-direction:column'><i>x<br>xx</i><i style='font-size:20px'>x</i></div>"
        + "<i id=b style='font-size:30px'>x</i></div>")
    #expect(page["a"] == "0 0 20 40")
    #expect(page["b"] == "20 12 30 30")
  }

  @Test func boxesInAColumnHaveTheirBaselinesAtTheLeft() {
    let page = LayoutFixture(
      "<div style='display:flex;flex-direction:column;width:90px;align-items:baseline'>"
        + "<i id=a style='margin-left:9px'>xx</i><i id=b style='margin-left:20px'>x</i></div>")
    #expect(page["a"] == "20 0 20 10")
    #expect(page["b"] == "20 10 10 10")
  }
}
