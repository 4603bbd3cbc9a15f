import Testing

@Suite struct InitialLetterTests {
  @Test func linesStandBesideASunkenLetter() {
    let fixture = LayoutFixture(
      "<p id=p>Abc def ghi jkl mno</p>",
      css: "p { width: 80px; margin: 0 } p::first-letter { initial-letter: 2 }")
    let all = fixture.lines.map { $0.split(separator: " ").joined(separator: " ") }
    #expect(all == ["A", "bc", "def", "ghi jkl", "mno"])
  }
}
