import Scene
import Testing

@testable import Engine

/// `[CSS Inline 3, §3]`, with the places that Chromium gives. Characters are squares of one em, 0.8 em
/// of it above the baseline; the paragraph has 10 px text in lines of 20 px.
@Suite struct InitialLetterTests {
  private func layout(_ style: String) -> LayoutFixture {
    LayoutFixture(
      "<p id=p>Abc def ghi jkl mno</p>",
      css: "p { width: 100px; margin: 0; font: 10px/20px x } "
        + "p::first-letter { background: red; \(style) }")
  }

  private func lines(_ style: String) -> [String] {
    layout(style).lines.map { $0.split(separator: " ").joined(separator: " ") }
  }

  /// The letter's background as x, y, width and height.
  private func letter(_ style: String) -> [Double]? {
    let page = layout(style)
    let items = paintPage(page.result.fragments, of: page.document, images: MissingImages()).items
    for item in items {
      guard case .fill(let fill) = item.command else { continue }
      let area = fill.shape.bounds
      return [area.x, area.y, area.width, area.height]
    }
    return nil
  }

  @Test(
    "A sunken letter's capitals end at those of the first line and stand on the last one's baseline"
  )
  func sunken() {
    // Capitals of 8 + 20 px, so an em of 35 px, of which 7 are below the second line's baseline.
    #expect(letter("initial-letter: 2") == [0, 5, 35, 35])
    #expect(lines("initial-letter: 2") == ["A", "bc def", "ghi", "jkl mno"])
  }

  @Test("Padding grows around the ink, a margin moves it")
  func edges() {
    #expect(letter("initial-letter: 2; padding: 4px") == [0, 1, 43, 43])
    #expect(letter("initial-letter: 2; margin: 4px") == [4, 9, 35, 35])
    #expect(
      lines("initial-letter: 2; padding-bottom: 4px") == ["A", "bc def", "ghi", "jkl", "mno"])
  }

  @Test("Lines begin lower where the letter rises above its paragraph")
  func raised() {
    #expect(letter("initial-letter: 2 1") == [0, 5, 35, 35])
    #expect(lines("initial-letter: 2 1") == ["A", "bc def", "ghi jkl", "mno"])
    #expect(letter("initial-letter: 2 raise") == [0, 5, 35, 35])
    #expect(lines("initial-letter: 1.5 drop").contains("ghi jkl"))
  }

  @Test("A letter that sinks deeper than it is high ends with the last line beside it")
  func low() {
    #expect(letter("initial-letter: 2 3") == [0, 25, 35, 35])
    #expect(lines("initial-letter: 2 3") == ["A", "bc def", "ghi", "jkl", "mno"])
  }
}
