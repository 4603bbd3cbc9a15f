import Testing

@testable import Markup

@Suite struct SelectorTests {
  private let document =
    HTMLParser.parse(
      """
      <!DOCTYPE html><html lang=de-CH><body>
      <ul id=list><li id=one class="a b">x<li id=two>y<li id=three class=a>z</ul>
      <p id=empty></p><p id=text data-x="Foo bar" lang=en>t <b id=bold>u</b></p>
      <input id=box type=checkbox checked disabled><a id=link href="#">l</a>
      <svg id=svg viewBox="0 0 1 1"><linearGradient id=gradient></linearGradient></svg>
      """
    ).document ?? Document()

  /// The ids of the elements that a selector matches; nil where it is invalid.
  private func ids(_ selector: String) -> [String]? {
    guard let list = SelectorParser().parse(TokenBuffer(selector).all) else { return nil }
    let matcher = SelectorMatcher(document: document)
    return document.nodes.indices.map { NodeID(Int32($0)) }.filter {
      document[$0].isElement && matcher.matches(list, $0)
    }.compactMap { document.attribute("id", of: $0) }
  }

  @Test func combinatorsReachTheRightRelatives() {
    #expect(ids("ul > li.a") == ["one", "three"])
    #expect(ids("#one + li") == ["two"])
    #expect(ids("#one ~ li") == ["two", "three"])
    #expect(ids("body b") == ["bold"])
  }

  @Test func nthChildCountsAmongThoseThatMatchItsList() {
    #expect(ids("li:nth-child(2n+1)") == ["one", "three"])
    #expect(ids("li:nth-child(2 of .a)") == ["three"])
    #expect(ids("li:nth-last-child(-n+2)") == ["two", "three"])
    #expect(ids("li:nth-child( + 3n - 2 )") == nil)
    #expect(ids("li:nth-child( +3n - 2 )") == ["one"])
    #expect(ids("p:nth-of-type(2)") == ["text"])
  }

  @Test func hasLooksDownAndSideways() {
    #expect(ids("p:has(b)") == ["text"])
    #expect(ids("p:has(+ p)") == ["empty"])
    #expect(ids("ul:has(> li.b)") == ["list"])
  }

  @Test func attributeOperatorsFollowTheirMeaning() {
    #expect(ids("[data-x~=Foo]") == ["text"])
    #expect(ids("[data-x=foo]") == [])
    #expect(ids("[data-x^=foo i]") == ["text"])
    #expect(ids("[lang|=en]") == ["text"])
    #expect(ids("[data-x*='']") == [])
    #expect(ids("input[type=CHECKBOX]") == ["box"])
  }

  @Test func languageIsInheritedAndMatchedByRange() {
    #expect(ids("ul:lang(de)") == ["list"])
    #expect(ids("b:lang('*-CH')") == [])
    #expect(ids("ul:lang('*-ch')") == ["list"])
    #expect(ids("b:lang(en)") == ["bold"])
  }

  @Test func formStatesComeFromAttributes() {
    #expect(ids("input:checked:disabled") == ["box"])
    #expect(ids(":any-link") == ["link"])
    #expect(ids("a:hover, a:visited") == [])
  }

  @Test func foreignElementsKeepTheirCase() {
    #expect(ids("linearGradient") == ["gradient"])
    #expect(ids("lineargradient") == [])
    #expect(ids("LI.b") == ["one"])
  }

  @Test func oneInvalidSelectorMakesTheListInvalidButIsForgives() {
    #expect(ids("li, p::nonsense") == nil)
    #expect(ids(":is(:nonsense, .b)") == ["one"])
    #expect(ids(":not(:nonsense)") == nil)
    #expect(ids("li..a") == nil)
    #expect(ids("> li") == nil)
  }

  @Test func specificityOfLogicalPseudoClassesIsThatOfTheirArguments() {
    func specificity(_ text: String) -> Specificity? {
      SelectorParser().parse(TokenBuffer(text).all)?.selectors.first?.specificity
    }
    #expect(specificity(":is(#a, b)") == Specificity(ids: 1))
    #expect(specificity(":where(#a) b") == Specificity(types: 1))
    #expect(specificity("a:not(.b)::before") == Specificity(classes: 1, types: 2))
    #expect(specificity("li:nth-child(2 of #x)") == Specificity(ids: 1, classes: 1, types: 1))
  }

  @Test func emptinessCountsTextButNotComments() {
    #expect(ids("p:empty") == ["empty"])
  }

  @Test func longChainsOfDescendantsEndQuickly() {
    let depth = 200
    let html = String(repeating: "<div>", count: depth) + "<b id=x>"
    let deep = HTMLParser.parse(html).document ?? Document()
    let selector = "i " + String(repeating: "div ", count: 40) + "b"
    guard let list = SelectorParser().parse(TokenBuffer(selector).all) else {
      Issue.record("selector not read")
      return
    }
    let matcher = SelectorMatcher(document: deep)
    let matched = deep.nodes.indices.filter { matcher.matches(list, NodeID(Int32($0))) }
    #expect(matched.isEmpty)
  }
}
