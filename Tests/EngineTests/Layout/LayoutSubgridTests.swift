import Testing

@testable import Engine

/// Expected boxes are those of Chromium for the same markup.
@Suite struct LayoutSubgridTests {
  private func page(_ grid: String, _ content: String) -> LayoutFixture {
    LayoutFixture(
      "<div style='display:grid;width:400px;\(grid)'>\(content)</div>",
      css: "section{display:grid} i{display:block;height:10px}")
  }

  @Test func cardsShareTheHeightsOfTheirRows() {
    let page = page(
      "grid-template-columns:100px 100px;column-gap:10px",
      """
      <section id=one style='grid-row:span 3;grid-template-rows:subgrid'>
      <i style='height:20px'></i><i id=a style='height:50px'></i><i id=b></i></section>
      <section style='grid-row:span 3;grid-template-rows:subgrid;padding:5px;border:2px solid'>
      <i id=c style='height:40px'></i><i id=d></i><i id=e style='height:30px'></i></section>
      """)
    #expect(page["one"] == "0 0 100 134")
    #expect(page["a"] == "0 47 100 50")
    #expect(page["b"] == "0 97 100 10")
    // The padding and border widen the first and the last row.
    #expect(page["c"] == "117 7 86 40")
    #expect(page["d"] == "117 47 86 10")
    #expect(page["e"] == "117 97 86 30")
  }

  @Test func anotherGapTakesRoomFromTheTracksOnBothSides() {
    let page = page(
      "grid-template-columns:[x] 50px [y] 60px [z] 70px [w];gap:10px",
      """
      <section id=s style='grid-column:1/-1;grid-template-columns:subgrid [p] [q];column-gap:20px;\
      padding:0 5px;margin:0 3px'><i id=a></i><i id=b style='grid-column:q/w'></i>
      <i id=c style='grid-column:-2/-1'></i><i id=d style='grid-column:5/9'></i></section>
      """)
    #expect(page["s"] == "3 0 194 30")
    #expect(page["a"] == "8 0 37 10")
    #expect(page["b"] == "65 0 127 10")
    #expect(page["c"] == "135 10 57 10")
    // There are no tracks beyond those that are shared.
    #expect(page["d"] == "135 20 57 10")
  }

  @Test func itemsOfSubgridsSizeTheTracksThatTheyShare() {
    let page = page(
      "grid-template-columns:auto auto 1fr;gap:4px",
      """
      <section style='grid-column:2/4;grid-template-columns:subgrid;direction:rtl;padding-right:7px'>
      <i id=a style='width:30px'></i><i id=b style='width:90px'></i></section>
      <i style='width:20px'></i>
      <section style='grid-column:1/4;grid-template-columns:subgrid;column-gap:0;padding-left:6px'>
      <section style='grid-column:1/3;grid-template-columns:subgrid;padding-left:3px'>
      <i id=c style='width:60px'></i><i id=d style='width:55px'></i></section></section>
      """)
    #expect(page["a"] == "363 0 30 10")
    #expect(page["b"] == "71 0 90 10")
    #expect(page["c"] == "9 28 60 10")
    #expect(page["d"] == "69 28 55 10")
  }

  @Test func linesAndAreasOfTheGridHaveTheirNamesInTheSubgrid() {
    let page = page(
      "grid-template-columns:repeat(4,40px);grid-template-areas:\"a a b b\"",
      """
      <section style='grid-column:2/4;grid-template-columns:subgrid repeat(auto-fill,[n])'>
      <i id=a style='grid-column:a'></i><i id=b style='grid-column:b'></i>
      <i id=c style='grid-column:n 2'></i></section>
      """)
    #expect(page["a"] == "40 0 40 10")
    #expect(page["b"] == "80 0 40 10")
    #expect(page["c"] == "80 10 40 10")
  }

  @Test func bothAxesFollowTheGridAlignment() {
    let page = page(
      "grid-template-columns:min-content max-content;grid-template-rows:repeat(3,minmax(10px,auto));"
        + "justify-content:space-between;height:200px;align-content:space-between",
      """
      <section id=s style='grid-column:1/3;grid-row:1/4;grid-template:subgrid/subgrid'>
      <i style='width:40px;height:20px'></i><i id=a style='width:60px;height:15px'></i>
      <i id=b style='width:70px;height:25px'></i>
      <i id=c style='grid-row:2/4;width:80px;height:80px'></i></section>
      """)
    #expect(page["s"] == "0 0 400 200")
    #expect(page["a"] == "330 0 60 15")
    #expect(page["b"] == "330 70 70 25")
    #expect(page["c"] == "0 70 80 80")
  }

  @Test func withoutItemsASubgridStillHasItsEdges() {
    let page = page(
      "grid-template-columns:100px",
      "<section id=s style='grid-template-rows:subgrid;padding:9px 0'></section>")
    #expect(page["s"] == "0 0 100 18")
  }

  @Test func outsideOfAGridThereIsNothingToShare() {
    let page = LayoutFixture(
      "<div style='display:grid;width:90px;grid-template-columns:subgrid [a] [b]'>"
        + "<div id=a style='height:5px'></div></div>")
    #expect(page["a"] == "0 0 90 5")
  }
}
