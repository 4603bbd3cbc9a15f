import Markup
import Testing

@testable import Engine

/// Which picture an `<img>` shows. `[HTML, §4.8.4.3]`
@Suite struct ImageChoiceTests {
  private func choice(_ body: String, width: Double = 800) -> ImageCandidate? {
    let page = StyledPage("<!DOCTYPE html><body>" + body, width: width)
    return page.node("i").flatMap { page.result.tree.imageChoices[$0] }
  }

  @Test func theLeastDensityThatSufficesWins() {
    let set = choice("<img id=i src=a.png srcset='b.png 2x, c.png 0.5x'>")
    #expect(set == ImageCandidate(url: "a.png", density: 1))
    #expect(choice("<img id=i srcset='b.png 3x, c.png 2x'>")?.url == "c.png")
    #expect(choice("<img id=i src=a.png>") == nil)
  }

  @Test func widthsCountAgainstTheSizeThatThePictureTakes() {
    let set = "srcset='s.jpg 400w, m.jpg 800w, l.jpg 1600w'"
    #expect(choice("<img id=i \(set)>") == ImageCandidate(url: "m.jpg", density: 1))
    #expect(choice("<img id=i \(set) sizes='50vw'>")?.url == "s.jpg")
    #expect(
      choice("<img id=i \(set) sizes='(max-width: 600px) 100vw, calc(200px * 2 + 1px)'>")
        == ImageCandidate(url: "m.jpg", density: 800.0 / 401))
    #expect(
      choice("<img id=i \(set) sizes='(max-width: 600px) 100vw, 1000px'>", width: 500)?.url
        == "m.jpg")
  }

  @Test func theFirstSourceForThePageTakesThePlaceOfTheImage() {
    let picture = """
      <picture><source media="(max-width: 500px)" srcset="narrow.jpg">
      <source type="image/jxl" srcset="new.jxl"><source srcset="wide.jpg, wide2.jpg 2x">
      <img id=i src=plain.jpg></picture>
      """
    #expect(choice(picture, width: 400)?.url == "narrow.jpg")
    #expect(choice(picture) == ImageCandidate(url: "wide.jpg", density: 1))
  }

  @Test func malformedCandidatesAreSkipped() {
    #expect(SourceSet("a 1q, b 2x 100w, , c,d 1.5x").candidates.map(\.url) == ["c,d"])
    #expect(
      SourceSet("data:image/png;base64,AA== 2x, e").candidates
        == [.init(url: "data:image/png;base64,AA==", density: 2), .init(url: "e")])
  }
}
