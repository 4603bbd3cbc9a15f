import Testing

@testable import Engine

/// `shape-outside`, with 10 px characters.
@Suite struct LayoutShapeTests {
  private func positions(_ shape: String, side: String = "left", mode: String = "") -> [String] {
    let page = LayoutFixture(
      """
      <div style="width:100px;height:100px;\(mode)"><div style="float:\(side);width:50px;height:50px;
      shape-outside:\(shape)"></div><span id=a>x</span><br><span id=b>x</span><br>
      <span id=c>x</span><br><span id=d>x</span></div>
      """)
    return ["a", "b", "c", "d"].map { page[$0] }
  }

  @Test func aLineThatOnlyTouchesAShapeIsFree() {
    #expect(
      positions("inset(10px 20px 20px 0)")
        == ["0 0 10 10", "30 10 10 10", "30 20 10 10", "0 30 10 10"])
  }

  @Test func levelEdgesOfAPolygonCountWhereItsAreaLiesOnTheLine() {
    #expect(
      positions("polygon(0 0, 40px 0, 40px 10px, 20px 10px, 20px 20px, 0 20px)")
        == ["40 0 10 10", "20 10 10 10", "0 20 10 10", "0 30 10 10"])
  }

  @Test func fewerThanThreeVerticesEncloseNothing() {
    #expect(positions("polygon(0 0, 50px 50px)")[0] == "0 0 10 10")
  }

  @Test func shapesFollowTheWritingMode() {
    #expect(
      positions("inset(0 0 20px 40px)", mode: "writing-mode:vertical-rl")[0] == "90 30 10 10")
    #expect(
      positions("inset(0 0 20px 40px)", mode: "writing-mode:vertical-rl")[1] == "80 0 10 10")
  }

  @Test func aWideLineWaitsUntilTheShapeLeavesRoom() {
    let page = LayoutFixture(
      """
      <div style="width:100px"><div style="float:left;width:100px;height:100px;
      shape-outside:polygon(0 0, 100px 0, 0 100px)"></div><span id=a>xxxxx</span></div>
      """)
    #expect(page["a"] == "50 50 50 10")
  }

  @Test func theGradientsAlphaMakesAShape() {
    #expect(
      positions("linear-gradient(to right, black 30px, transparent 30px)")[0] == "30 0 10 10")
  }
}
