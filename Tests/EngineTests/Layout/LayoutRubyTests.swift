import Testing

@testable import Engine

/// Ruby and emphasis marks, with 10 px characters.
@Suite struct LayoutRubyTests {
  @Test func anAnnotationStandsCenteredOverItsBase() {
    let page = LayoutFixture(
      "<div id=p style='line-height:40px'><ruby>xx<rt id=a>x</rt>y<rt id=b>yyyy</rt></ruby></div>")
    #expect(page["p"] == "0 0 800 40")
    #expect(page["a"] == "7.5 10 5 5")
    #expect(page["b"] == "20 10 20 5")
  }

  @Test func anAnnotationWithoutRoomMakesTheLineHigher() {
    let page = LayoutFixture("<div id=p>x<ruby>x<rt id=a>x</rt></ruby></div>")
    #expect(page["p"] == "0 0 800 15")
    #expect(page["a"] == "12.5 0 5 5")
  }

  @Test func emphasisMarksMakeTheLineHigherWhereLeadingLeavesNoRoom() {
    let page = LayoutFixture(
      "<div id=p style='text-emphasis:dot'>x</div>"
        + "<div id=q style='text-emphasis:dot;line-height:30px'>x</div>")
    #expect(page["p"] == "0 0 800 15")
    #expect(page["q"] == "0 15 800 30")
  }
}
