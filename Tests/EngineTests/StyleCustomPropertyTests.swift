import Findings
import Markup
import Scene
import Testing

@testable import Engine

@Suite struct StyleCustomPropertyTests {
  private let green = Color(r: 0, g: 128, b: 0)

  @Test func variablesInheritAndFallBack() {
    let page = StyledPage(
      """
      <style>:root { --a: green } p { color: var(--a) } b { color: var(--none, green) }
      i { color: var(--none, var(--a)) }</style><p id=p>x<b id=b>y</b><i id=i>z</i>
      """)
    for id in ["p", "b", "i"] { #expect(page[id].text.color == green) }
  }

  @Test func anInvalidSubstitutionUnsetsInsteadOfFallingBackToEarlierRules() {
    let page = StyledPage(
      "<style>p { color: red; color: var(--none) } div { color: green }</style>"
        + "<div><p id=a>x</p></div>")
    #expect(page["a"].text.color == green)
  }

  @Test func cyclesAreInvalidWithAllTheirMembersAndNothingElse() {
    let page = StyledPage(
      """
      <style>p { --a: var(--b); --b: var(--a, red); --c: var(--a, green); color: var(--c) }
      b { --x: var(--x); color: var(--x, green) }</style><p id=a>x</p><b id=b>y</b>
      """)
    #expect(page["a"].text.color == green)
    #expect(page["b"].text.color == green)
  }

  @Test func shorthandsAreReadAfterSubstitution() {
    let page = StyledPage(
      "<p id=a style='--w: 2px; --rest: solid red; border: var(--w) var(--rest); --m: 1px 2px; margin: var(--m)'>x"
    )
    #expect(page["a"].border.sides.left.width == 2)
    #expect(page["a"].box.margin.left == .value(.length(2)))
  }

  @Test func doublingVariablesEndAtALimit() {
    var css = "--v0: aaaaaaaaaa;"
    for index in 1...60 { css += "--v\(index): var(--v\(index - 1)) var(--v\(index - 1));" }
    let page = StyledPage("<p id=a style='\(css) font-family: var(--v60)'>x")
    #expect(page["a"].font.families.isEmpty)
  }

  @Test func colorwaysWinOverTheRootsOwnDefaultsAndItsAttributesMatch() {
    let input = StyleInput(
      environment: MediaEnvironment(width: 800, height: 600),
      rootProperties: [("--fg", "green")], rootAttributes: ["data-colorway": "ocean"])
    let page = StyledPage(
      """
      <style>:root { --fg: red } p { color: var(--fg) }
      [data-colorway=ocean] p { margin-left: 4px }</style><p id=a>x
      """, input: input)
    #expect(page["a"].text.color == green)
    #expect(page["a"].box.margin.left == .value(.length(4)))
  }

  @Test func attributesCanBecomeContentAndTypedValues() {
    let page = StyledPage(
      """
      <style>p::before { content: attr(title) "!" } p { width: attr(data-w px, 1px);
      height: attr(data-h type(<length>), 7px) }</style><p id=a title=T data-w=30 data-h=red>x
      """)
    #expect(page.before("a")?.generated.content == .items([.string("T"), .string("!")]))
    #expect(page["a"].box.width == .lengthPercentage(.length(30)))
    #expect(page["a"].box.height == .lengthPercentage(.length(7)))
  }
}
