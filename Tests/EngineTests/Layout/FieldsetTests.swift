import Scene
import Testing

@testable import Engine

@Suite struct FieldsetTests {
  private static let css = "fieldset { border: 4px solid; padding: 5px 10px; margin: 0 }"

  private func fieldset(
    _ style: String = "", legend: String = "", _ content: String = "<p id=p style='margin:0'>xx</p>"
  ) -> LayoutFixture {
    LayoutFixture(
      "<fieldset id=f style='width:200px;\(style)'><legend id=l style='padding:0;\(legend)'>xxx"
        + "</legend>\(content)</fieldset>", css: Self.css)
  }

  @Test func theLegendLiesOnTheBorderAndTheRestBelow() {
    let page = fieldset()
    #expect(page["f"] == "0 0 228 34")
    #expect(page["l"] == "14 0 30 10")
    #expect(page["p"] == "14 15 200 10")
  }

  @Test func aLegendIsCenteredOnAThickBorder() {
    let page = fieldset("border-width:20px")
    #expect(page["l"] == "30 5 30 10")
    #expect(page["p"] == "30 25 200 10")
  }

  @Test(
    arguments: [
      ("margin:0 auto", "99 0 30 10"), ("margin:0 0 0 auto", "184 0 30 10"),
      ("text-align:center", "99 0 30 10"), ("text-align:right", "184 0 30 10"),
      ("margin:10px 0 0 5px", "19 0 30 10"), ("display:inline", "14 0 30 10"),
    ])
  func marginsAndAlignmentPlaceALegend(style: String, expected: String) {
    #expect(fieldset(legend: style)["l"] == expected, "\(style)")
  }

  @Test func whatFloatsIsNoLegend() {
    let page = fieldset(legend: "float:left")
    #expect(page["l"] == "14 9 30 10")
  }

  @Test func aFieldsetIsNoNarrowerThanItsContent() {
    let page = LayoutFixture(
      "<fieldset id=f style='width:20px'><legend>x</legend><b>xxxxxxxxxx</b></fieldset>",
      css: Self.css)
    #expect(page["f"] == "0 0 128 34")
  }

  @Test func aFieldsetMayBeAFlexOrAGridContainer() {
    let flex = fieldset("display:flex;gap:8px", "<i id=p>x</i><i id=q style='flex:1'>x</i>")
    #expect(flex["p"] == "14 15 10 10")
    #expect(flex["q"] == "32 15 182 10")
    let grid = fieldset(
      "display:grid;grid-template-columns:1fr 1fr", "<i id=p>x</i><i id=q>x</i>")
    #expect(grid["q"] == "114 15 100 10")
  }

  @Test func theLegendTakesFromTheContentsHeight() {
    let page = fieldset(
      "box-sizing:border-box;height:100px", "<p id=p style='margin:0;height:100%'>x</p>")
    #expect(page["f"] == "0 0 200 100")
    #expect(page["p"] == "14 15 172 76")
  }

  @Test func theBorderHasAGapWhereTheLegendStands() throws {
    let tree = fieldset().result.fragments
    let gap = try #require(tree.fragments.compactMap(\.legendGap).first)
    #expect(gap.rect == LayoutRect(x: 14, y: 0, width: 30, height: 10))
    #expect(gap.inset.top == 3)
  }
}
