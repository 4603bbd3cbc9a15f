import Findings
import Markup
import Scene
import Testing

@testable import Engine

@Suite struct StyleShorthandTests {
  private func style(_ css: String) -> ComputedStyle { StyledPage("<p id=a style='\(css)'>x")["a"] }

  @Test func aShorthandResetsWhatItDoesNotMention() {
    let border = style("border: 5px solid red; border-top: solid")
    #expect(border.border.sides.top.width == 3)
    #expect(border.border.sides.top.color == .current)
    let font = style("font-weight: bold; line-height: 40px; font: 20px serif")
    #expect(font.font.weight == 400)
    #expect(font.font.lineHeight == .normal)
    let background = style("background-repeat: no-repeat; background: red")
    #expect(background.background.layers.first?.repeatStyle == Pair(.repeat, .repeat))
  }

  @Test func oneToFourValuesGoAroundTheBox() {
    let margin = style("margin: 1px 2px 3px").box.margin
    #expect(margin.top == .value(.length(1)))
    #expect(margin.right == .value(.length(2)))
    #expect(margin.bottom == .value(.length(3)))
    #expect(margin.left == .value(.length(2)))
  }

  @Test func flexHasItsOwnDefaults() {
    let one = style("flex: 2").container
    #expect(one.flexGrow == 2)
    #expect(one.flexShrink == 1)
    #expect(one.flexBasis == .lengthPercentage(.percentage(0)))
    #expect(style("flex: auto").container.flexBasis == .auto)
    #expect(style("flex: none").container.flexShrink == 0)
    #expect(style("flex: 1 1 4").container.flexGrow == 0)
  }

  @Test func backgroundTakesManyLayersAndOneColor() {
    let background = style(
      "background: url(a.png) no-repeat 10px 20% / 50px auto, linear-gradient(red, blue) content-box green"
    )
    #expect(background.background.layers.count == 2)
    #expect(background.background.color == .color(Color(r: 0, g: 128, b: 0)))
    let first = background.background.layers.first
    #expect(first?.position == Position(.length(10), .percentage(20)))
    #expect(first?.size == .explicit(.length(50), nil))
    #expect(background.background.layers.last?.clip == .contentBox)
    #expect(background.background.layers.last?.origin == .contentBox)
  }

  @Test func gridAreaNamesItsOpposites() {
    let grid = style("grid-area: main").container
    #expect(grid.gridRowEnd == .named("main"))
    #expect(grid.gridColumnStart == .named("main"))
  }

  @Test func gridTemplateDrawsAreas() {
    let grid = style("grid-template: [a] \"x y\" 10px [b] \"x z\" auto / 1fr 2fr").container
    #expect(grid.gridTemplateAreas?.rows == [["x", "y"], ["x", "z"]])
    #expect(grid.gridTemplateRows.entries.first == .lineNames(["a"]))
    #expect(grid.gridTemplateColumns.entries.count == 2)
    #expect(style("grid-template-areas: \"x y\" \"y x\"").container.gridTemplateAreas == nil)
  }

  @Test func fontReadsItsPartsInOrder() {
    let font = style("font: italic small-caps bold condensed 12px/1.5 \"A B\", sans-serif").font
    #expect(font.slant == .italic)
    #expect(font.variantCaps == .smallCaps)
    #expect(font.weight == 700)
    #expect(font.stretch == 75)
    #expect(font.size == 12)
    #expect(font.lineHeight == .number(1.5))
    #expect(font.families == [.named("A B"), .generic("sans-serif")])
    #expect(style("font: 12px").font.size == 16)
  }

  @Test func textDecorationAndListStyleTakeAnyOrder() {
    let decoration = style("text-decoration: red wavy underline 2px").generated.decoration
    #expect(decoration.underline)
    #expect(decoration.style == .wavy)
    let list = style("list-style: none inside").text
    #expect(list.listStyleType == .none)
    #expect(list.listStylePosition == .inside)
  }

  @Test func allResetsEverythingButDirection() {
    let style = style("color: red; direction: rtl; width: 5px; all: initial")
    #expect(style.text.color == .black)
    #expect(style.box.width == .auto)
    #expect(style.text.direction == .rtl)
  }

  @Test func wideKeywordsInShorthandsReachAllLonghands() {
    let page = StyledPage("<div style='margin: 7px'><p id=a style='margin: inherit'>x</p></div>")
    #expect(page["a"].box.margin.left == .value(.length(7)))
  }
}
