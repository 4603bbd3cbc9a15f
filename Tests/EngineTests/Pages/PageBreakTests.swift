import Findings
import Scene
import Testing

@testable import Engine

@Suite struct PageBreakTests {
  /// Paragraphs of one line each.
  private func lines(_ range: ClosedRange<Int>) -> String {
    range.map { "<p>\($0)</p>" }.joined()
  }

  @Test func whatDoesNotFitGoesToTheNextPage() {
    #expect(PagesFixture(lines(1...12)).pages == ["1|2|3|4|5|6|7|8|9|10", "11|12"])
  }

  @Test func aPageEndsBetweenLinesOfAParagraph() {
    let words = (1...12).map { "word\($0)aaaaaaaaaaaa" }.joined(separator: " ")
    let pages = PagesFixture("<p>\(words)</p>").pages
    #expect(pages.count == 2)
    #expect(pages[0].split(separator: "|").count == 10)
  }

  @Test func marginsAtAnUnforcedBreakVanishAndAfterAForcedOneStay() {
    let css = "p { line-height: 40px; margin: 20px 0 } .f { break-before: page }"
    let page = PagesFixture("<p>1</p><p>2</p><p class=f>3</p>", css: css)
    #expect(page.pages == ["1", "2", "3"])
    #expect(page.places(onPage: 0) == ["1@20"])
    #expect(page.places(onPage: 1) == ["2@0"])
    #expect(page.places(onPage: 2) == ["3@20"])
  }

  @Test func headingsStayWithWhatFollows() {
    let css = "h2 { break-after: avoid; margin: 0; font: inherit } div { padding-top: 10px }"
    let body = lines(1...9) + "<h2>H</h2><div><p>a</p><p>b</p></div>"
    #expect(PagesFixture(body, css: css).pages == ["1|2|3|4|5|6|7|8|9", "H|a|b"])
  }

  @Test func boxesThatAvoidBreaksStayWholeWhereTheyCan() {
    let css = "div { break-inside: avoid }"
    #expect(
      PagesFixture(lines(1...7) + "<div>\(lines(8...12))</div>", css: css).pages
        == ["1|2|3|4|5|6|7", "8|9|10|11|12"])
    #expect(PagesFixture("<div>\(lines(1...12))</div>", css: css).pages.count == 2)
  }

  @Test func orphansAndWidowsStayTogether() {
    let css = "div { orphans: 3; widows: 3 } div p { display: inline } div { width: 10px }"
    func paragraph(_ count: Int) -> String {
      "<div>" + (1...count).map { "\($0 % 10)" }.joined(separator: " ") + "</div>"
    }
    // Two lines would stay behind: the paragraph moves as a whole.
    #expect(PagesFixture(lines(1...8) + paragraph(5), css: css).pages[0] == "1|2|3|4|5|6|7|8")
    // One line would go over: two more go with it.
    #expect(
      PagesFixture(lines(1...3) + paragraph(8), css: css).pages == ["1|2|3|1|2|3|4|5", "6|7|8"])
  }

  @Test func legacyNamesForceBreaksAndEmptyBreakersMakeNoPage() {
    let css = ".b { page-break-after: always }"
    #expect(PagesFixture("<p class=b>1</p><p>2</p>", css: css).pages == ["1", "2"])
    #expect(PagesFixture("<p>1</p><div class=b></div><p>2</p>", css: css).pages == ["1", "2"])
    #expect(PagesFixture("<p>1</p><p class=b>2</p>", css: css).pages == ["1|2"])
  }

  @Test func breaksBeforeFirstChildrenAreTheirContainers() {
    let css = "p { break-before: page }"
    #expect(
      PagesFixture("<div><p>1</p></div><section><p>2</p></section>", css: css).pages
        == ["1", "2"])
  }

  @Test func breaksToASideLeaveAPageBlank() {
    let css = ".r { break-before: right }"
    #expect(PagesFixture("<p>1</p><p class=r>2</p>", css: css).pages == ["1", "", "2"])
    #expect(
      PagesFixture("<p>1</p><p style='break-before: left'>2</p>").pages == ["1", "2"])
  }

  @Test func namedPagesBreakWhereTheNameChanges() {
    let css = "@page wide { size: 400px 50px } .w { page: wide }"
    let fixture = PagesFixture("<p>1</p><p class=w>2</p><p class=w>3</p><p>4</p>", css: css)
    #expect(fixture.pages == ["1", "2|3", "4"])
    #expect(fixture.result.pages.map(\.viewport.width.pixels) == [200, 400, 200])
    #expect(fixture.result.pages.map(\.viewport.height.pixels) == [100, 50, 100])
  }

  @Test func aMarginAtTheStartOfANamedPageMakesNoPageOfItsOwn() {
    let css = "@page wide { size: 400px 50px } .w { page: wide } .w p { margin: 10px 0 }"
    let fixture = PagesFixture("<p>1</p><div class=w><p>2</p><p>3</p></div>", css: css)
    #expect(fixture.pages == ["1", "2|3"])
    #expect(fixture.places(onPage: 1) == ["2@10", "3@30"])
  }

  @Test func linesAreSetAnewForPagesOfAnotherWidth() {
    let css = "@page :first { size: 100px 20px }"
    let fixture = PagesFixture("<p>aaaa bbbb cccc dddd eeee ffff gggg hhhh</p>", css: css)
    #expect(fixture.pages == ["aaaa bbbb|cccc dddd", "eeee ffff gggg hhhh"])
  }

  @Test func noLineIsCutWhereverItStands() {
    let css = """
      div { display: flex } .a { line-height: 13px } .b { line-height: 17px; width: 50px }
      p { width: 10px }
      """
    let words = (0..<20).map { "\($0 % 10)" }.joined(separator: " ")
    let fixture = PagesFixture(
      "<div><p class=a>\(words)</p><p class=b>\(words)</p></div>", css: css)
    for page in fixture.result.pages {
      for index in page.fragments.indices {
        guard case .line = page.fragments[index].kind else { continue }
        let top = page.origin(of: FragmentID(Int32(index))).y
        #expect(top >= 0)
        #expect(top + page.fragments[index].rect.height <= 100)
      }
    }
    #expect(fixture.pages.joined().filter { $0 == "7" }.count == 4)
  }

  @Test func whatIsLongerThanAPageIsCutAndWhatIsNotMoves() {
    let css = "b { display: block; background: red } .s { height: 60px; overflow: hidden }"
    let moved = PagesFixture("\(lines(1...6))<b class=s>x</b>", css: css)
    #expect(moved.pages == ["1|2|3|4|5|6", "x"])
    let long = PagesFixture("<b id=l style='height: 250px'></b>", css: css)
    #expect(long.pieces(of: "l") == ["1: 0 0 200 100", "2: 0 0 200 100", "3: 0 0 200 50"])
  }

  @Test func statedHeightsKeepTheirSpace() {
    let css = "#a { position: absolute; top: 150px } div { position: relative; height: 230px }"
    let fixture = PagesFixture("<div><p id=a>a</p></div><p>b</p>", css: css)
    #expect(fixture.pages == ["", "a", "b"])
    #expect(fixture.places(onPage: 1) == ["a@50"])
    #expect(fixture.places(onPage: 2) == ["b@30"])
  }

  @Test func marginsThatLeaveNoRoomAreLeftOut() {
    #expect(PagesFixture("<p>1</p>", css: "@page { margin: 100px }").pages == ["1"])
  }

  @Test func boxesThatGoOnReachTheEndOfThePage() {
    let css = "#d { padding: 5px; break-inside: auto } #d p { height: 30px; overflow: hidden }"
    let fixture = PagesFixture("<div id=d>\(lines(1...5))</div>", css: css)
    #expect(fixture.pages == ["1|2|3", "4|5"])
    #expect(fixture.pieces(of: "d") == ["1: 0 0 200 100", "2: 0 0 200 65"])
  }

  @Test func clonedEdgesStandOnEveryPage() {
    let css = """
      #d { padding: 10px 0; -webkit-box-decoration-break: clone; box-decoration-break: clone }
      """
    let fixture = PagesFixture("<div id=d>\(lines(1...10))</div>", css: css)
    #expect(fixture.pages == ["1|2|3|4|5|6|7|8", "9|10"])
    #expect(fixture.places(onPage: 1) == ["9@10", "10@20"])
    #expect(fixture.pieces(of: "d") == ["1: 0 0 200 100", "2: 0 0 200 40"])
  }

  @Test func fixedBoxesStandOnEveryPage() {
    let css = "b { position: fixed; bottom: 0; right: 0 }"
    let fixture = PagesFixture("<b>F</b>\(lines(1...12))", css: css)
    #expect(fixture.places(onPage: 0).last == "F@90")
    #expect(fixture.places(onPage: 1) == ["11@0", "12@10", "F@90"])
  }

  @Test func columnsGoOverPagesInTheirOrder() {
    let css = "#c { columns: 2; column-gap: 0 }"
    let fixture = PagesFixture(
      "\(lines(1...4))<div id=c>\(lines(11...42))</div>", css: css)
    func joined(_ range: ClosedRange<Int>) -> String {
      range.map { "\($0)" }.joined(separator: "|")
    }
    let first: String = "1|2|3|4|" + joined(11...22)
    let second: String = joined(23...42)
    #expect(fixture.pages == [first, second])
    #expect(fixture.places(onPage: 1).last == "42@90")
  }

  @Test func tooManyPagesAreAFinding() {
    let fixture = PagesFixture(lines(1...50), limit: 3)
    #expect(fixture.pages.count == 3)
    #expect(fixture.result.findings.map(\.code) == [.tooManyPages])
  }

  @Test func pagesRunAlongTheBlockAxis() {
    let css = "html { writing-mode: vertical-rl }"
    let fixture = PagesFixture(lines(1...25), css: css)
    #expect(fixture.pages.count == 2)
    #expect(fixture.pages[1] == "21|22|23|24|25")
  }
}
