import Testing

@testable import Engine

/// What a ratio makes of the sizes that flex and grid containers give and ask for.
@Suite struct FlexRatioTests {
  private static let letters =
    "<i style='flex:1;aspect-ratio:1'>x</i><i style='flex:1;aspect-ratio:1'>xxx</i>"

  /// Containers in which a row of two square items is as wide as it wants to be.
  @Test(
    arguments: [
      ("<div id=a style='display:flex;width:max-content;height:50px'>*</div>", "0 0 100 50"),
      ("<div id=a style='display:flex;width:min-content;height:50px'>*</div>", "0 0 100 50"),
      ("<div id=a style='display:inline-flex;height:50px'>*</div>", "0 0 100 50"),
      ("<div id=a style='display:inline-flex;height:50px;gap:5px'>*</div>", "0 0 105 50"),
      ("<div id=a style='display:inline-flex;min-height:50px'>*</div>", "0 0 40 50"),
      (
        "<div id=a style='display:inline-flex;height:50px;align-items:flex-start'>*</div>",
        "0 0 40 50"
      ),
      (
        "<div style='display:flex;flex-direction:column;align-items:center;width:400px'>"
          + "<div id=a style='display:flex;height:60px'>*</div></div>", "140 0 120 60"
      ),
      (
        "<div style='display:flex;height:50px'><div id=a style='display:flex'>*</div></div>",
        "0 0 100 50"
      ),
      (
        "<div style='display:grid;grid-template-rows:50px;justify-items:start'>"
          + "<div id=a style='display:flex'>*</div></div>", "0 0 100 50"
      ),
      (
        "<div style='display:grid;grid-template-columns:max-content min-content'>"
          + "<div id=a style='display:flex;height:40px'>*</div></div>", "0 0 80 40"
      ),
      (
        "<div style='display:grid;justify-items:center'><div id=a style='display:flex'>*</div>"
          + "</div>", "370 0 60 30"
      ),
      (
        "<div style='display:grid;grid-template-columns:auto auto;justify-content:start'>"
          + "<div id=a style='display:flex'>*</div><b style='width:10px'></b></div>", "0 0 60 30"
      ),
    ])
  func aRowIsAsWideAsItsItemsAreHigh(markup: String, expected: String) {
    let page = LayoutFixture(markup.replacing("*", with: Self.letters))
    #expect(page["a"] == expected, "\(markup)")
  }

  @Test func anItemOfADefiniteHeightShrinksNoFurtherThanItsRatioSays() {
    let page = LayoutFixture(
      "<div style='display:flex;width:60px;height:50px'><i id=a style='flex:1;aspect-ratio:1'>x</i>"
        + "<i id=b style='flex:1;aspect-ratio:1'>xxxxxx</i></div>")
    #expect(page["a"] == "0 0 50 50")
    #expect(page["b"] == "50 0 60 50")
  }

  @Test func boundsOfTheHeightAreBoundsOfAnAutomaticWidth() {
    let page = LayoutFixture(
      "<div style='display:flex;width:300px'><i id=a style='aspect-ratio:1;min-height:30px'>x</i>"
        + "<i id=b style='aspect-ratio:1;max-height:30px'>xxxxx</i></div>"
        + "<div style='width:100px'><div id=d style='aspect-ratio:1;max-height:40px'>x</div>"
        + "<div id=e style='aspect-ratio:1;max-height:40px;min-width:60px'>x</div></div>")
    #expect(page["a"] == "0 0 30 30")
    #expect(page["b"] == "30 0 30 30")
    #expect(page["d"].hasSuffix(" 40 40"))
    #expect(page["e"].hasSuffix(" 60 40"))
  }

  @Test func aGridItemThatIsNotStretchedAcrossTakesItsWidthFromItsRow() {
    let page = LayoutFixture(
      "<div style='display:grid;grid-template:50px 60px/auto auto;justify-content:start'>"
        + "<i id=a style='aspect-ratio:1'>x</i><i id=b style='aspect-ratio:1;justify-self:start'>xx"
        + "</i><i id=c style='aspect-ratio:2;align-self:start'>x</i></div>")
    #expect(page["a"] == "0 0 50 50")
    #expect(page["b"] == "50 0 50 50")
    #expect(page["c"] == "0 50 50 25")
  }

  @Test func columnsBesideOneAnotherAreAsWideAsTheyComeOut() {
    let items =
      "<i style='width:20px;height:30px'></i><i style='width:25px;height:30px'></i>"
      + "<i style='width:5px;height:20px'></i>"
    let page = LayoutFixture(
      "<div id=a style='display:inline-flex;flex-flow:column wrap;height:50px'>\(items)</div><br>"
        + "<div id=b style='float:left;display:flex;flex-flow:column wrap;max-height:50px'>\(items)"
        + "</div>")
    #expect(page["a"].hasSuffix(" 45 50"))
    #expect(page["b"].hasSuffix(" 45 50"))
  }
}
