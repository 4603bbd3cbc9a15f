import Scene
import Testing

@testable import Engine

@Suite struct LayoutTableTests {
  private func colors(_ body: String, css: String = "") -> [String] {
    let page = LayoutFixture(body, css: "table{border-spacing:0} td{padding:0;\(css)}")
    return paintPage(page.result.fragments, of: page.document, images: MissingImages()).dump
      .split(separator: "\n").dropFirst().map(String.init)
  }

  @Test func aColumnShowsItsBackgroundBehindTheCellsThatBeginInIt() {
    let items = colors(
      "<table><col style='background:green'><col><tr><td><td></tr></table>",
      css: "width:20px;height:10px")
    #expect(items == ["  fill rect(0,0 20x10) #008000ff @ 0,0 20x10"])
  }

  @Test func aRowShowsItsBackgroundBehindCellsThatNoElementMade() {
    for display in ["table-row", "table-row-group"] {
      let items = colors(
        "<div style='display:\(display);background:green'>"
          + "<div style='width:20px;height:10px'></div></div>")
      #expect(items == ["  fill rect(0,0 20x10) #008000ff @ 0,0 20x10"])
    }
  }

  @Test func aRowsBackgroundStopsAtTheCellsOfATableInside() {
    let items = colors(
      "<table><tr style='background:green'>"
        + "<td><div style='position:absolute'><table><tr><td></tr></table></div></tr></table>",
      css: "width:20px;height:10px")
    #expect(items == ["  fill rect(0,0 20x10) #008000ff @ 0,0 20x10"])
  }

  @Test func cellsThatAreNotVisibleHideTheBackgroundsBehindThem() {
    let items = colors(
      "<table><tr style='background:green'><td><td style='visibility:hidden'></tr></table>",
      css: "width:20px;height:10px")
    #expect(items == ["  fill rect(0,0 20x10) #008000ff @ 0,0 20x10"])
  }

  @Test func boxesOutOfFlowTakeTheirPlaceAsACell() {
    let page = LayoutFixture(
      "<table style='border-spacing:0'><tr><td>a<td id=out style='position:absolute'>b<td id=c>c"
        + "<tr><td>d<td style='width:40px'>e<td>f</table>", css: "td{padding:0}")
    #expect(page["out"] == "10 0 10 10")
    #expect(page["c"] == "50 0 10 10")
  }

  @Test func theBodyOfARootThatIsATableStillPaintsTheCanvas() {
    let page = LayoutFixture(
      "<p>a", css: "html{display:table} body{position:absolute;background:green}")
    let dump = paintPage(page.result.fragments, of: page.document, images: MissingImages()).dump
    #expect(dump.contains("fill rect(0,0 800x600) #008000ff"), "\(dump)")
  }

  @Test func anEarlierCellsBorderTakesTheJointsOfEqualOnes() {
    let items = colors(
      "<table style='border-collapse:collapse'><tr><td style='border-color:blue'>"
        + "<td style='border-color:lime'></tr></table>",
      css: "width:20px;height:10px;border:4px solid")
    // The upper line of the second cell begins where the joint of the first one ends.
    #expect(items.contains { $0.contains("rect(28,0 24x4) #00ff00ff") }, "\(items)")
  }

  @Test func columnsAreAsWideAsTheirLeastWidth() {
    for display in ["table-column", "table-column-group"] {
      let page = LayoutFixture(
        "<div style='display:table'><div style='display:\(display);min-width:96px'></div>"
          + "<div style='display:table-row'><div id=c style='display:table-cell'>a</div></div></div>"
      )
      #expect(page["c"] == "0 0 96 10")
    }
  }

  @Test func rowsWithoutALineStandOnTheEndOfTheirContent() {
    let page = LayoutFixture(
      "<span id=a style='display:inline-block;width:10px;height:10px'></span>"
        + "<table style='display:inline-table;border-spacing:0'><tr><td></table>",
      css: "td{padding:0 0 5px;height:40px}")
    #expect(page["a"] == "0 30 10 10")
  }

  @Test func cellsWithoutALineHaveNoSayInTheBaseline() {
    let page = LayoutFixture(
      "<table style='border-spacing:0'><tr id=r><td>a<td></table>",
      css: "td{padding:0;height:40px}")
    #expect(page["r"] == "0 0 10 40")
  }

  @Test func aTallerTableGrowsInItsBodies() {
    let page = LayoutFixture(
      "<table style='height:100px;border-spacing:0'><thead><tr id=h><td>a</thead>"
        + "<tbody><tr id=a><td>b</td></tr><tr id=b><td>c</tbody><tfoot><tr id=f><td>d</tfoot></table>",
      css: "td{padding:0}")
    #expect(page["h"] == "0 0 10 10")
    #expect(page["a"] == "0 10 10 40")
    #expect(page["b"] == "0 50 10 40")
    #expect(page["f"] == "0 90 10 10")
  }

  @Test func aCellWithoutALineKeepsItsContentAtTheTop() {
    let page = LayoutFixture(
      "<div style='display:table-cell;width:100px;height:100px'>"
        + "<div id=a style='margin:50px;width:0;height:0'></div></div>")
    #expect(page["a"] == "50 50 0 0")
  }

  @Test func spacingFollowsTheAxesOfTheTable() {
    let page = LayoutFixture(
      "<table style='border-spacing:0 10px;writing-mode:vertical-lr'>"
        + "<tr><td id=a></td><td id=b></td></tr></table>",
      css: "td{padding:0;width:5px;height:20px}")
    #expect(page["a"] == "10 0 5 20")
    #expect(page["b"] == "10 20 5 20")
  }

  @Test func aCellsGreatestWidthCutsItsContent() {
    let page = LayoutFixture(
      "<table style='width:100px;border-spacing:0'><tr>"
        + "<td id=a style='padding:0;max-width:0;width:100%;white-space:nowrap'>aaaaaaaaaaaaaaaa</td>"
        + "<td id=b style='padding:0'>bb</td></tr></table>")
    #expect(page["a"] == "0 0 80 10")
    #expect(page["b"] == "80 0 20 10")
  }

  @Test func oldAlignmentCentersATableButNotItsContent() {
    let page = LayoutFixture(
      "<div align=center><table cellpadding=0 cellspacing=0 width=100><tr>"
        + "<td><span id=a>x</span></td></tr></table></div>")
    #expect(page["a"] == "350 0 10 10")
  }

  @Test func rulesAndFrameDrawWhatTheySay() {
    let page = LayoutFixture(
      "<table id=t border=1 rules=rows frame=hsides cellpadding=0><tr><td id=a>a</td><td>b</td></tr>"
        + "<tr><td id=b>a</td><td>b</td></tr></table>")
    #expect(page["t"] == "0 0 20 23")
    #expect(page["a"] == "0 0.5 10 11")
  }

  @Test func columnsThatOnlySpanningCellsAreInTakeNoSpaceOfTheirOwn() {
    let page = LayoutFixture(
      "<table id=t style='border-spacing:2px'><tr><td id=a style='padding:0'>x</td>"
        + "<td id=b colspan=1000 style='padding:0'>xxx xx</td></tr></table>")
    #expect(page["t"] == "0 0 76 14")
    #expect(page["a"] == "2 2 10 10")
    #expect(page["b"] == "14 2 60 10")
  }

  @Test func aSpanningCellWidensItsColumnsByWhatTheyLack() {
    let page = LayoutFixture(
      "<table id=t style='border-spacing:0'><tr><td colspan=3 style='padding:0'>xxx xx</td></tr>"
        + "<tr><td style='padding:0'></td><td style='padding:0'></td><td style='padding:0'></td>"
        + "</tr></table>")
    #expect(page["t"] == "0 0 60 10")
  }

  @Test func statedWidthsGiveWayToTheLeastWidthOfASpanningCellAlone() {
    let page = LayoutFixture(
      "<table id=t style='border-spacing:0'><col style='width:30px'><col style='width:20px'>"
        + "<tr><td colspan=2 style='padding:0'>xxx xx xxx</td></tr></table>")
    #expect(page["t"] == "0 0 50 30")
  }

  @Test func percentagesInACellReferToItsOwnHeightNotItsRows() {
    let page = LayoutFixture(
      "<table style='border-spacing:0'><tr style='height:60px'><td style='padding:0'>"
        + "<div id=a style='height:100%'>x</div></td></tr></table>"
        + "<table style='border-spacing:0'><tr><td style='padding:0;height:60px'>"
        + "<div id=b style='height:100%'>x</div></td></tr></table>")
    #expect(page["a"] == "0 25 10 10")
    #expect(page["b"] == "0 60 10 60")
  }

  @Test func whatAFixedTableHasLeftGoesToStatedWidthsBeforePercentages() {
    let page = LayoutFixture(
      "<table style='border-spacing:0;table-layout:fixed;width:300px'><col style='width:30px'>"
        + "<col style='width:50%'><tr><td id=a style='padding:0'>x</td></tr></table>")
    #expect(page["a"] == "0 0 150 10")
  }
}
