import Testing

@Suite struct LayoutColumnTests {
  private let css = """
    #c { columns: 2; column-gap: 0; width: 100px } #s { column-span: all; margin: 5px 0 }
    p { margin: 0 }
    """

  @Test func spanningBoxesPartTheColumns() {
    let fixture = LayoutFixture(
      """
      <div id=c><p id=a>1</p><p id=b>2</p><p id=s>across</p><p id=d>3</p><p id=e>4</p></div>
      """, css: css)
    #expect(fixture["a"] == "0 0 50 10")
    #expect(fixture["b"] == "50 0 50 10")
    #expect(fixture["s"] == "0 15 100 10")
    #expect(fixture["d"] == "0 30 50 10")
    #expect(fixture["e"] == "50 30 50 10")
    #expect(fixture["c"] == "0 0 100 40")
  }

  @Test func aSpanningBoxMayComeFirst() {
    let fixture = LayoutFixture(
      "<div id=c><p id=s>across</p><p id=a>1</p><p id=b>2</p></div>", css: css)
    #expect(fixture["s"] == "0 5 100 10")
    #expect(fixture["a"] == "0 20 50 10")
    #expect(fixture["b"] == "50 20 50 10")
  }

  @Test func aHeadingStaysWithTheParagraphAfterIt() {
    let page = LayoutFixture(
      "<div style='columns:2;column-gap:0;column-fill:auto;width:200px;height:30px'>"
        + "<p style='margin:0'>a b</p><h3 id=h>c</h3><p id=p style='margin:0'>d</p></div>",
      css: "p { width: 10px } h3 { margin: 0; font: inherit; break-after: avoid }")
    #expect(page["h"] == "100 0 100 10")
    #expect(page["p"] == "100 10 10 10")
  }

  @Test func soManyLinesStayTogetherInAColumn() {
    let page = LayoutFixture(
      "<div style='columns:2;column-gap:0;column-fill:auto;width:200px;height:30px'>"
        + "<p id=p style='margin:0;width:10px;widows:2;orphans:1'>a b c d</p></div>")
    #expect(page.pieces(of: "p") == ["0 0 10 20", "100 0 10 20"])
  }

  @Test func aBoxMayBeginAColumn() {
    let page = LayoutFixture(
      "<div style='columns:2;column-gap:0;width:200px'><i>a</i><i id=b>b</i></div>",
      css: "i { display: block; height: 10px } #b { break-before: column }")
    #expect(page["b"] == "100 0 100 10")
  }

  @Test func columnsWithoutAHeightToFillLeaveAllInTheFirst() {
    let page = LayoutFixture(
      "<div id=a style='columns:2;column-fill:auto;column-gap:0;width:100px;orphans:1;widows:1'>"
        + "xxxxx xxxxx xxxxx xxxxx</div>")
    #expect(page["a"] == "0 0 100 40")
  }

  @Test func aGreatestHeightEndsColumns() {
    let page = LayoutFixture(
      "<div id=a style='columns:2;column-gap:0;width:100px;max-height:20px;orphans:1;widows:1'>"
        + "xxxxx<br>xxxxx<br>xxxxx<br>xxxxx<br><i id=b>x</i></div>")
    #expect(page["a"] == "0 0 100 20")
    #expect(page["b"] == "100 0 10 10")
  }
}
