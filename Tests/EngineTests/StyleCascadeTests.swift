@testable import Engine
import Findings
import Scene
import Testing

@Suite struct StyleCascadeTests {
  private let green = Color(r: 0, g: 128, b: 0)

  @Test func anIdOutweighsAnyNumberOfClasses() {
    let page = StyledPage(
      "<style>#a{color:green}.b.c.d{color:red}</style><p id=a class='b c d'>x")
    #expect(page["a"].text.color == green)
  }

  @Test func importantReversesTheOrderOfLayers() {
    let page = StyledPage(
      """
      <style>@layer one, two;
      @layer two { p { color: red !important; margin-left: 2px } }
      @layer one { p { color: green !important; margin-left: 1px } }</style><p id=a>x
      """)
    #expect(page["a"].text.color == green)
    #expect(page["a"].box.margin.left == .value(.length(2)))
  }

  @Test func rulesOutsideOfLayersWinOverLayeredOnes() {
    let page = StyledPage(
      "<style>p{color:green} @layer a { #a { color: red } }</style><p id=a>x")
    #expect(page["a"].text.color == green)
  }

  @Test func theStyleAttributeWinsOverAnySelector() {
    let page = StyledPage("<style>#a{color:red}</style><p id=a style='color:green'>x")
    #expect(page["a"].text.color == green)
  }

  @Test func inheritedPropertiesReachDescendantsAndOthersDoNot() {
    let page = StyledPage(
      "<div style='color:green; border: 1px solid; font-size: 20px'><span id=a>x</span></div>")
    #expect(page["a"].text.color == green)
    #expect(page["a"].font.size == 20)
    #expect(page["a"].border.sides.top.width == 0)
  }

  @Test func revertRollsBackToTheUserAgentSheet() {
    let page = StyledPage("<style>p{display:inline} #a{display:revert}</style><p id=a>x")
    #expect(page["a"].box.display == .block)
  }

  @Test func revertLayerRollsBackToTheLayerBefore() {
    let page = StyledPage(
      """
      <style>@layer one { p { color: green } } @layer two { p { color: red; color: revert-layer } }
      </style><p id=a>x
      """)
    #expect(page["a"].text.color == green)
  }

  @Test func nestedRulesMatchInsideTheirParents() {
    let page = StyledPage(
      "<style>.card { color: red; & .title { color: green } > b { color: green } }</style>"
        + "<div class=card><i class=title id=a>x</i><b id=b>y</b></div>")
    #expect(page["a"].text.color == green)
    #expect(page["b"].text.color == green)
  }

  @Test func logicalAndPhysicalPropertiesOverrideEachOtherByOrder() {
    let page = StyledPage(
      "<p id=a style='margin-left: 1px; margin-inline-start: 2px'>x"
        + "<p id=b dir=rtl style='margin-inline-start: 2px; margin-right: 3px'>x")
    #expect(page["a"].box.margin.left == .value(.length(2)))
    #expect(page["b"].box.margin.right == .value(.length(3)))
  }

  @Test func importedSheetsComeBeforeTheImportingOne() {
    let page = StyledPage(
      "<style>@import 'a.css'; p { color: green }</style><p id=a>x",
      sheets: ["a.css": "p { color: red; margin-left: 5px }"])
    #expect(page["a"].text.color == green)
    #expect(page["a"].box.margin.left == .value(.length(5)))
  }

  @Test func anUnknownPropertyIsAFindingWithItsPlace() {
    let page = StyledPage("<style>\np { colour: red }</style><p id=a>x")
    let finding = page.result.findings.first
    #expect(finding?.code.name == "render.unsupported-property")
    #expect(finding?.place.line == 2)
    #expect(finding?.suggestion == "color")
  }
}
