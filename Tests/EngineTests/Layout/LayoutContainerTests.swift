import Findings
import Testing

@testable import Engine
@testable import Markup

@Suite struct LayoutContainerTests {
  @Test func whatRoundingTakesFromAFlexibleTrackGoesToTheNext() {
    let page = LayoutFixture(
      "<div style='display:grid;width:100px;grid-template-columns:1fr 1fr 1fr'>"
        + "<b></b><b id=b></b><b id=c></b></div>")
    #expect(page["b"] == "33.328125 0 33.328125 0")
    #expect(page["c"] == "66.65625 0 33.34375 0")
  }

  // MARK: Flex

  @Test func flexItemsShareFreeSpaceByTheirFactors() {
    let page = LayoutFixture(
      "<div style='display:flex;width:300px'><div id=a style='flex:1'>x</div>"
        + "<div id=b style='flex:2'>x</div></div>")
    #expect(page["a"] == "0 0 100 10")
    #expect(page["b"] == "100 0 200 10")
  }

  @Test func flexItemsShrinkNoFurtherThanTheirContent() {
    let page = LayoutFixture(
      "<div style='display:flex;width:100px'><div id=a style='width:100px'>aaaaaaaa</div>"
        + "<div id=b style='width:100px'>b</div></div>")
    #expect(page["a"] == "0 0 80 10")
    #expect(page["b"] == "80 0 20 10")
  }

  @Test func flexItemsWrapStretchAndAlign() {
    let page = LayoutFixture(
      "<div style='display:flex;flex-wrap:wrap;width:100px;gap:10px'>"
        + "<div id=a style='width:60px;height:20px'></div>"
        + "<div id=b style='width:30px'></div><div id=c style='width:60px;height:5px'></div></div>")
    #expect(page["b"] == "70 0 30 20")
    #expect(page["c"] == "0 30 60 5")
  }

  @Test func aColumnCentersInBothAxes() {
    let page = LayoutFixture(
      "<div style='display:flex;flex-direction:column;justify-content:center;align-items:center;"
        + "width:100px;height:100px'><div id=a style='width:20px;height:20px'></div></div>")
    #expect(page["a"] == "40 40 20 20")
  }

  @Test func flexBaselinesMeet() {
    let page = LayoutFixture(
      "<div style='display:flex;align-items:baseline'><div id=a style='font-size:20px'>x</div>"
        + "<div id=b>x</div></div>")
    #expect(page["a"] == "0 0 20 20")
    #expect(page["b"] == "20 8 10 10")
  }

  // MARK: Grid

  @Test func gridTracksTakeFixedFractionalAndContentSizes() {
    let page = LayoutFixture(
      "<div style='display:grid;grid-template-columns:50px auto 1fr;width:300px;gap:10px'>"
        + "<div id=a>x</div><div id=b>xxx</div><div id=c>x</div><div id=d>x</div></div>")
    #expect(page["a"] == "0 0 50 10")
    #expect(page["b"] == "60 0 30 10")
    #expect(page["c"] == "100 0 200 10")
    #expect(page["d"] == "0 20 50 10")
  }

  @Test func gridAreasAndSpansPlaceItems() {
    let page = LayoutFixture(
      "<div style='display:grid;grid-template:\"h h\" 20px \"n m\" 30px / 40px 60px'>"
        + "<div id=m style='grid-area:m'></div><div id=h style='grid-area:h'></div>"
        + "<div id=n style='grid-area:n'></div></div>")
    #expect(page["h"] == "0 0 100 20")
    #expect(page["n"] == "0 20 40 30")
    #expect(page["m"] == "40 20 60 30")
  }

  @Test func automaticRepetitionFillsTheContainer() {
    let page = LayoutFixture(
      "<div style='display:grid;grid-template-columns:repeat(auto-fill,minmax(90px,1fr));"
        + "width:300px'><div id=a>x</div><div id=b>x</div><div>x</div><div id=d>x</div></div>")
    #expect(page["a"] == "0 0 100 10")
    #expect(page["d"] == "0 10 100 10")
  }

  @Test func gridItemsAlignInTheirAreas() {
    let page = LayoutFixture(
      "<div style='display:grid;grid-template:100px/100px;place-items:center end'>"
        + "<div id=a style='width:20px;height:20px'></div></div>")
    #expect(page["a"] == "80 40 20 20")
  }

  // MARK: Tables

  @Test func columnsShareATableByTheirContent() {
    let page = LayoutFixture(
      "<table style='border-spacing:0;width:90px'><tr><td id=a style='padding:0'>xx</td>"
        + "<td id=b style='padding:0'>x</td></tr></table>")
    #expect(page["a"] == "0 0 60 10")
    #expect(page["b"] == "60 0 30 10")
  }

  @Test func cellsSpanRowsAndColumns() {
    let page = LayoutFixture(
      "<table style='border-spacing:2px'><tr><td id=a rowspan=2 style='padding:0;width:20px'></td>"
        + "<td id=b colspan=2 style='padding:0;height:10px'></td></tr>"
        + "<tr><td id=c style='padding:0;width:10px;height:30px'></td>"
        + "<td id=d style='padding:0;width:10px'></td></tr></table>")
    #expect(page["a"] == "2 2 20 42")
    #expect(page["b"] == "24 2 22 10")
    #expect(page["c"] == "24 14 10 30")
    #expect(page["d"] == "36 14 10 30")
  }

  @Test func captionsStandOutsideOfTheTableGrid() {
    let page = LayoutFixture(
      "<table style='border-spacing:0'><caption id=c>x</caption><tr><td id=a style='padding:0'>xxx"
        + "</td></tr></table>")
    #expect(page["c"] == "0 0 30 10")
    #expect(page["a"] == "0 10 30 10")
  }

  // MARK: Positioned boxes

  @Test func insetsPlaceAndStretchAbsoluteBoxes() {
    let page = LayoutFixture(
      "<div style='position:relative;width:200px;height:100px;border:5px solid'>"
        + "<div id=a style='position:absolute;inset:10px 20px'></div>"
        + "<div id=b style='position:absolute;right:0;bottom:0;width:30px;height:30px'></div></div>"
    )
    #expect(page["a"] == "25 15 160 80")
    #expect(page["b"] == "175 75 30 30")
  }

  @Test func automaticMarginsCenterAbsoluteBoxes() {
    let page = LayoutFixture(
      "<div id=a style='position:absolute;inset:0;margin:auto;width:100px;height:100px'></div>")
    #expect(page["a"] == "350 250 100 100")
  }

  @Test func withoutInsetsAnAbsoluteBoxStandsWhereItWouldHaveBeen() {
    let page = LayoutFixture(
      "<div style='height:20px'></div><div id=a style='position:absolute'>xx</div><div id=b>y</div>"
    )
    #expect(page["a"] == "0 20 20 10")
    #expect(page["b"] == "0 20 800 10")
  }

  @Test func aBlockThatBeginsWithTheNextColumnLeavesNothingInThisOne() {
    let page = LayoutFixture(
      "<div style='columns:2;column-gap:0;width:200px'><p id=a style='margin:0'>aaa<br>aaa</p>"
        + "<p id=b style='margin:0'>bbb<br>bbb</p></div>")
    #expect(page["a"] == "0 0 100 20")
    #expect(page["b"] == "100 0 100 20")
  }

  @Test func outOfFlowChildrenKeepTheirPlaceAmongItemsForPainting() throws {
    for display in ["flex", "grid", "block"] {
      let page = LayoutFixture(
        "<div id=d style='display:\(display);position:relative'>"
          + "<i id=a style='position:absolute'>a</i><i id=b style='position:relative;display:block'>b</i>"
          + "<i id=c style='position:absolute'>c</i></div>")
      let tree = page.result.fragments
      func name(_ fragment: Fragment) -> String? {
        fragment.node.flatMap { page.document.attribute("id", of: $0) }
      }
      let container = try #require(tree.fragments.indices.first { name(tree.fragments[$0]) == "d" })
      let children = tree.children(of: FragmentID(Int32(container))).map { name(tree[$0]) }
      #expect(children == ["a", "b", "c"], "\(display)")
    }
  }

  @Test func columnsOfFlexItemsBreakAtTheLeastHeightWhereItIsTheGreater() {
    let page = LayoutFixture(
      "<div id=f>" + (1...4).map { "<div id=i\($0)></div>" }.joined() + "</div>",
      css: "#f{display:flex;flex-flow:column wrap;min-height:90px;max-height:60px;width:100px}"
        + "#f div{height:30px}")
    #expect(page["i3"] == "0 60 50 30")
    #expect(page["i4"] == "50 0 50 30")
  }

  @Test func contentThatIsTooLongForSpaceAroundStandsAtTheStart() {
    let page = LayoutFixture(
      "<div style='display:flex;flex-direction:column-reverse;justify-content:space-around;"
        + "height:30px'><i id=a style='flex:none;height:20px'></i>"
        + "<i id=b style='flex:none;height:20px'></i></div>")
    #expect(page["b"].hasPrefix("0 0 "))
    #expect(page["a"].hasPrefix("0 20 "))
  }

  @Test func anItemOfAPercentageHeightIsNotStretched() {
    let page = LayoutFixture(
      "<div style='display:flex'><i id=a style='height:50%'>x</i><i style='height:60px'></i></div>")
    #expect(page["a"] == "0 0 10 10")
  }

  @Test func tracksThatContentHasFilledGrowAlikeForWhatSpansThem() {
    let page = LayoutFixture(
      "<div style='display:grid;grid-template-columns:auto auto;width:max-content'>"
        + "<i id=a>x</i><i id=b style='overflow:hidden'>xxx</i>"
        + "<i style='grid-column:1/3;overflow:hidden'>xxxxxxxxxx</i></div>")
    #expect(page["a"] == "0 0 40 10")
    #expect(page["b"] == "40 0 60 10")
  }

  @Test func contentSizesBoundAHeightThatIsStated() {
    let page = LayoutFixture(
      "<div id=a style='height:5px;min-height:min-content'>x</div>"
        + "<div id=b style='height:50px;max-height:max-content'>x</div>")
    #expect(page["a"] == "0 0 800 10")
    #expect(page["b"] == "0 10 800 10")
  }

  @Test func aRatioGivesContentSizesFromTheOtherAxis() {
    let page = LayoutFixture(
      "<div id=a style='width:max-content;height:44px;aspect-ratio:2'>x</div>"
        + "<div id=b style='width:60px;height:fit-content;aspect-ratio:2'>x</div>")
    #expect(page["a"] == "0 0 88 44")
    #expect(page["b"] == "0 44 60 30")
  }

  @Test func emptyTracksOfAutoFitTakeNoShareOfTheFreeSpace() {
    let page = LayoutFixture(
      "<div style='display:grid;width:600px;gap:20px;"
        + "grid-template-columns:repeat(auto-fit,minmax(80px,1fr))'>"
        + "<div id=a style='height:5px'></div><div id=b></div></div>")
    #expect(page["a"] == "0 0 290 5")
    #expect(page["b"] == "310 0 290 5")
  }
}
