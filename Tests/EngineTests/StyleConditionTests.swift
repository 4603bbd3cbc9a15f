import Findings
import Markup
import Scene
import Testing

@testable import Engine

@Suite struct StyleConditionTests {
  private func matches(_ query: String, width: Double = 1080, height: Double = 1920) -> Bool {
    MediaQueryList(TokenBuffer(query).all).matches(MediaEnvironment(width: width, height: height))
  }

  @Test func sizesCompareInBothSyntaxes() {
    #expect(matches("(min-width: 1080px)"))
    #expect(!matches("(width < 1080px)"))
    #expect(matches("(1000px <= width <= 1100px)"))
    #expect(!matches("(1000px <= width >= 1100px)"))
    #expect(matches("(width = 67.5em)"))
    #expect(matches("(orientation: portrait) and (aspect-ratio: 9/16)"))
  }

  @Test func typesAndNegationFollowTheLogic() {
    #expect(matches("screen"))
    #expect(!matches("print"))
    #expect(matches("not print"))
    #expect(matches("only screen and (color)"))
    #expect(matches("print, (height > 1000px)"))
    #expect(matches("(not (monochrome)) and ((width) or (grid))"))
    #expect(matches("(color >= 8)"))
  }

  @Test func malformedAndUnknownQueriesNeverMatch() {
    #expect(!matches("(min-orientation: portrait)"))
    #expect(!matches("(unknown: 1)"))
    #expect(!matches("not (unknown: 1)"))
    #expect(!matches("screen and"))
    #expect(!matches("(width: 1080px) and (height: 1920px) or (color)"))
  }

  @Test func supportsAsksThePropertyTable() {
    func holds(_ text: String) -> Bool {
      SupportsCondition.holds(TokenBuffer(text).all, namespaces: [:])
    }
    #expect(holds("(display: grid) and (not (display: nonsense))"))
    #expect(holds("selector(p:has(> b))"))
    #expect(!holds("selector(p::nonsense)"))
    #expect(holds("(--custom: anything)"))
    #expect(!holds("(color: green) and (color: green) or (color: green)"))
    #expect(!holds("(color: )"))
  }

  @Test func formatsChooseTheirRulesByMedia() {
    let html =
      "<style>p { width: 1px } @media (orientation: portrait) { p { width: 2px } }</style><p id=a>x"
    #expect(
      StyledPage(html, width: 100, height: 200)["a"].box.width == .lengthPercentage(.length(2)))
    #expect(
      StyledPage(html, width: 200, height: 100)["a"].box.width == .lengthPercentage(.length(1)))
  }

  @Test func fontFacesReachTheCaller() {
    let document =
      HTMLParser.parse(
        """
        <style>@font-face { font-family: "My Font"; src: url(a.woff2) format("woff2"), local("X");
        font-weight: 100 900; unicode-range: U+0-7F, U+4?? }</style>
        """
      ).document ?? Document()
    let input = StyleInput(
      environment: MediaEnvironment(width: 1, height: 1), file: "templates/page.html")
    let face = StyleEngine().prepare(document, input).fontFaces.first
    #expect(face?.family == "My Font")
    #expect(face?.sources.first == .url("templates/a.woff2", format: "woff2"))
    #expect(face?.weight == 100...900)
    #expect(face?.unicodeRange == [0...0x7F, 0x400...0x4FF])
  }
}
