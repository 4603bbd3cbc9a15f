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

  @Test func aSelectIsAsWideAsItsLongestOption() {
    let page = LayoutFixture(
      "<select id=a><option>x<option>xxxxxx<option selected>xx</select>"
        + "<select id=b><optgroup label=wide-label><option>xx</optgroup></select>",
      css: "select { font: 10px/1 square; border: 0; padding: 0 }")
    // Beside the arrow; an option of a group is set in by four spaces.
    #expect(page["a"] == "0 0 80 12")
    #expect(page["b"] == "80 0 80 12")
    #expect(page.lines == ["xxxx", "xx", "xx"])
  }

  @Test func aListShowsSoManyRowsAsItsSizeSays() {
    let page = LayoutFixture(
      "<select id=a size=3><option id=o>x<option>xxxxxx</select>"
        + "<select id=b multiple><optgroup label=x><option id=p>xx</optgroup></select>",
      css: "select { font: 10px/1 square; border: 0 }")
    #expect(page["a"].hasSuffix(" 64 39"))
    #expect(page["o"].hasSuffix(" 64 13"))
    #expect(page["b"].hasSuffix(" 42 52"))
    #expect(page["p"].hasSuffix(" 42 13"))
  }

  @Test func aFileSelectorShowsItsButtonAndThatNothingIsChosen() {
    let page = LayoutFixture(
      "<input id=a type=file>", css: "input { font: 10px/1 square }")
    #expect(page["a"].hasPrefix("0 0 340 "))
    #expect(page.lines.contains("Choose File"))
  }

  @Test func anEmptyPasswordFieldIsAsHighAsALine() {
    let page = LayoutFixture(
      "<input id=a type=password>", css: "input { font: 10px/1 square; padding: 0; border: 0 }")
    #expect(page["a"] == "0 0 200 10")
  }
}
