import Findings
import Scene
import Testing

@testable import Engine

@Suite struct LayoutBlockTests {
  @Test func marginsOfSiblingsCollapse() {
    let page = LayoutFixture(
      "<div id=a style='height:10px;margin-bottom:30px'></div>"
        + "<div id=b style='height:10px;margin-top:20px'></div>")
    #expect(page["a"] == "0 0 800 10")
    #expect(page["b"] == "0 40 800 10")
  }

  @Test func marginsOfParentAndFirstChildCollapse() {
    let page = LayoutFixture(
      "<div style='height:5px'></div><div id=p><div id=c style='margin-top:20px;height:10px'></div></div>"
    )
    #expect(page["p"] == "0 25 800 10")
    #expect(page["c"] == "0 25 800 10")
  }

  @Test func marginsCollapseThroughEmptyBlocks() {
    let page = LayoutFixture(
      "<div style='height:5px'></div><div style='margin:10px 0 30px'></div>"
        + "<div id=c style='margin-top:20px;height:10px'></div>")
    #expect(page["c"] == "0 35 800 10")
  }

  @Test func negativeMarginsAreAddedToPositiveOnes() {
    let page = LayoutFixture(
      "<div style='height:50px;margin-bottom:30px'></div>"
        + "<div id=c style='margin-top:-20px;height:10px'></div>")
    #expect(page["c"] == "0 60 800 10")
  }

  @Test func outsideMarkersStandBesideTheBorderBox() {
    func marker(_ style: String) -> String {
      let page = LayoutFixture(
        "<ul style='padding:0 0 0 100px'><li style='list-style-type:\"--\";\(style)'>a</ul>")
      let found = page.result.fragments.fragments.first { fragment in
        if case .box = fragment.kind { fragment.pseudo == .marker } else { false }
      }
      return found.map { "\(Int($0.rect.minX.pixels)) \(Int($0.rect.minY.pixels))" } ?? "none"
    }
    #expect(marker("") == "-20 0")
    #expect(marker("padding:10px 30px;border-left:5px solid") == "-20 10")
  }

  @Test func automaticMarginsCenter() {
    let page = LayoutFixture("<div id=a style='width:200px;height:10px;margin:0 auto'></div>")
    #expect(page["a"] == "300 0 200 10")
  }

  @Test func percentageHeightOfUnknownHeightIsAutomatic() {
    let page = LayoutFixture("<div><div id=a style='height:50%'>xx</div></div>")
    #expect(page["a"] == "0 0 800 10")
  }

  @Test func percentageHeightChainsFromTheViewport() {
    let page = LayoutFixture(
      "<div id=a style='height:50%'></div>", css: "html,body{height:100%}")
    #expect(page["a"] == "0 0 800 300")
  }

  @Test func aFloatStandsAtItsSideAndClearedBlocksBelow() {
    let page = LayoutFixture(
      "<div id=l style='float:left;width:100px;height:40px'></div>"
        + "<div id=r style='float:right;width:50px;height:60px'></div>"
        + "<div id=t>xx</div><div id=c style='clear:left;height:5px'></div>")
    #expect(page["l"] == "0 0 100 40")
    #expect(page["r"] == "750 0 50 60")
    #expect(page["t"] == "0 0 800 10")
    #expect(page["c"] == "0 40 800 5")
  }

  @Test func aFormattingContextRootStandsBesideFloats() {
    let page = LayoutFixture(
      "<div style='float:left;width:100px;height:40px'></div>"
        + "<div id=b style='overflow:hidden;height:10px'></div>")
    #expect(page["b"] == "100 0 700 10")
  }

  @Test func aFloatFollowsTheMarginThatPushesItsParent() {
    let page = LayoutFixture(
      "<div style='height:10px'></div><div><div id=f style='float:left;width:10px;height:10px'></div>"
        + "<div id=c style='margin-top:30px;height:10px'></div></div>")
    #expect(page["c"] == "0 40 800 10")
    #expect(page["f"] == "0 40 10 10")
  }

  @Test func relativePositionShiftsWithoutMovingOthers() {
    let page = LayoutFixture(
      "<div id=a style='position:relative;left:5px;top:-3px;height:10px'></div><div id=b>x</div>")
    #expect(page["a"] == "5 -3 800 10")
    #expect(page["b"] == "0 10 800 10")
  }

  @Test func aBlockInsideAnInlineBoxSplitsIt() {
    let page = LayoutFixture("<span id=s>aa<div id=d style='height:20px'></div>bb</span>")
    #expect(page["d"] == "0 10 800 20")
    #expect(page.pieces(of: "s") == ["0 0 20 10", "0 30 20 10"])
  }

  @Test func veryDeepNestingIsCutWithAFinding() {
    let page = LayoutFixture(String(repeating: "<div>", count: 700) + "x")
    #expect(page.result.findings.contains { $0.code.name == "render.nesting-too-deep" })
  }

  @Test func nothingOfClosedDetailsButTheSummaryShows() {
    let page = LayoutFixture("<details><summary>s</summary>text <b>more</b></details>")
    #expect(page.lines.count == 1)
  }

  @Test func contentTooHighForItsBlockBeginsAtItsStartUnlessUnsafe() {
    for (value, y) in [("end", 0), ("space-around", 0), ("unsafe end", -40)] {
      let page = LayoutFixture(
        "<div id=a><div id=b></div></div>",
        css: "#a{position:absolute;top:50px;height:50px;align-content:\(value)}"
          + "#b{height:90px;width:10px}")
      #expect(page["b"] == "0 \(50 + y) 10 90", "\(value)")
    }
  }
}
