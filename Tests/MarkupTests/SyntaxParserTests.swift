import Findings
import Testing

@testable import Markup

@Suite struct SyntaxParserTests {
  private func rules(_ text: String) -> [Rule] {
    var parser = SyntaxParser()
    return parser.parseStylesheet(TokenBuffer(text)).rules
  }

  private func declarations(_ text: String) -> [Declaration] {
    var parser = SyntaxParser()
    return parser.parseDeclarations(TokenBuffer(text).all)
  }

  @Test func aMalformedDeclarationIsSkippedToItsSemicolonAlone() {
    #expect(
      declarations("color red; width: 1px; : x; height: 2px").map(\.name) == ["width", "height"])
  }

  @Test func aSemicolonInsideABlockDoesNotEndADeclaration() {
    #expect(declarations("a: (x;y); b: 1").map(\.name) == ["a", "b"])
  }

  @Test func importantIsCutOffWhateverItsCaseAndSpace() {
    let list = declarations("color: red ! IMPORTANT")
    #expect(list.first?.isImportant == true)
    #expect(list.first?.value.text == "red")
  }

  @Test func customPropertiesKeepTheirCaseAndBlocks() {
    let list = declarations("--Foo: {a:b} c; COLOR: red")
    #expect(list.map(\.name) == ["--Foo", "color"])
    #expect(list.first?.value.text == "{a:b} c")
  }

  @Test func nestedRulesComeAfterDeclarationsInOrder() {
    guard
      case .style(let rule)? = rules("a { color: red; b { x: y } width: 1px; &:hover {} }").first
    else {
      Issue.record("no style rule")
      return
    }
    #expect(rule.declarations.map(\.name) == ["color"])
    #expect(rule.children.count == 3)
    guard case .declarations(let trailing) = rule.children[1] else {
      Issue.record("no trailing declarations")
      return
    }
    #expect(trailing.map(\.name) == ["width"])
  }

  @Test func anAtRuleEndsAtItsSemicolonOrBlock() {
    let list = rules("@import 'a'; @media x { a {} } b {}")
    #expect(list.count == 3)
  }

  @Test func aRuleWithoutABlockTakesTheRestAndIsAFinding() {
    var parser = SyntaxParser()
    let sheet = parser.parseStylesheet(TokenBuffer("a {} b"))
    #expect(sheet.rules.count == 1)
    #expect(parser.findings.map(\.code.name) == ["render.invalid-css"])
  }

  @Test func starHacksAreInformationOnly() {
    var parser = SyntaxParser()
    _ = parser.parseDeclarations(TokenBuffer("*zoom: 1; color: red").all)
    #expect(parser.findings.map(\.severity) == [.info])
  }
}
