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
}
