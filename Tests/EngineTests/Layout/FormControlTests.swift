import Testing

@testable import Engine

@Suite struct FormControlTests {
  @Test func aButtonsContentStandsInItsMiddle() {
    let page = LayoutFixture(
      "<button id=a style='width:100px;height:50px;padding:0;border:0'><i id=b>x</i></button>",
      css: "button, i { font: 10px/1 square }")
    #expect(page["a"] == "0 0 100 50")
    #expect(page["b"] == "45 20 10 10")
  }

  @Test func aButtonThatIsABlockIsAsWideAsItsContent() {
    let page = LayoutFixture(
      "<button id=a style='display:block;padding:0;border:0'>xx</button>",
      css: "button { font: 10px/1 square }")
    #expect(page["a"] == "0 0 20 10")
  }

  @Test func aTextFieldIsAsWideAsItsSizeSaysAndAsHighAsALine() {
    let page = LayoutFixture(
      "<input id=a><input id=b size=5 value='a longer text'>",
      css: "input { font: 10px/1 square; padding: 0; border: 0 }")
    #expect(page["a"] == "0 0 200 10")
    #expect(page["b"] == "200 0 50 10")
  }

  @Test func aTextAreaHasItsColumnsAndRows() {
    let page = LayoutFixture(
      "<textarea id=a cols=10 rows=3>x</textarea>",
      css: "textarea { font: 10px/1 square; padding: 0; border: 0 }")
    #expect(page["a"] == "0 0 115 30")
  }

  @Test func whatStandsInAnEmptyFieldIsItsPlaceholderInItsOwnColor() {
    let page = LayoutFixture(
      "<input placeholder=hint><input value=text placeholder=hint>",
      css: "input { font: 10px/1 square }")
    #expect(page.lines.contains("hint"))
    #expect(page.lines.contains("text"))
  }
}
