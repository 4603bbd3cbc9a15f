import Findings
import Testing

@testable import Markup

@Suite struct HTMLParserTests {
  @Test func elementsKnowTheirSourceLineAndColumn() {
    let document = HTMLParser.parse("<p>a</p>\n  <p style='color: red'>b</p>").document
    let paragraphs = document?.nodes.indices.map { NodeID(Int32($0)) }.filter {
      document?.tag(of: $0) == "p"
    }
    let second = paragraphs?.last
    #expect(second.flatMap { document?[$0].line } == 2)
    #expect(second.flatMap { document?[$0].column } == 3)
    let style = second.flatMap { document?.attributes(of: $0).first }
    #expect(style?.line == 2)
    #expect(style?.column == 13)
  }

  @Test func attributesWithoutAValueStandAtTheirElement() throws {
    // Again and again, since the parser's memory has other leftovers each time.
    for _ in 0..<50 {
      let result = HTMLParser.parse("<p hidden  x='1' = y>a</p>\n<a href=\"ht=\"http://x/\">")
      let document = try #require(result.document)
      let elements = document.nodes.indices.map { NodeID(Int32($0)) }.filter {
        ["p", "a"].contains(document.tag(of: $0))
      }
      let columns = elements.map { document.attributes(of: $0).map(\.column) }
      #expect(columns == [[1, 15, 1, 1], [10, 1, 1, 1]])
    }
  }

  @Test func aPageWithoutADoctypeIsReadInStandardsMode() {
    let document = HTMLParser.parse("<p><table></table>").document ?? Document()
    let table = document.nodes.indices.map { NodeID(Int32($0)) }.first {
      document.tag(of: $0) == "table"
    }
    let parent = table.flatMap { document[$0].parentID }
    #expect(parent.map { document.tag(of: $0) } == "body")
  }

  @Test func nestingBeyondTheLimitIsRefusedBeforeParsing() {
    let result = HTMLParser.parse(String(repeating: "<div>", count: 100_000))
    #expect(result.document == nil)
    #expect(result.findings.map(\.code.name) == ["render.document-too-large"])
  }

  @Test func manySiblingsWithoutEndTagsAreNoNesting() {
    #expect(HTMLParser.parse(String(repeating: "<p>x<br>", count: 5_000)).document != nil)
    #expect(HTMLParser.parse(String(repeating: "<div><span></div>", count: 5_000)).document != nil)
  }

  @Test func formattingThatTheParserKeepsReopeningCountsAsNesting() {
    let html = (0..<2_000).map { "<div><font size=\($0)></div>" }.joined()
    #expect(HTMLParser.parse(html).document == nil)
  }

  @Test func scriptsAndEventHandlersAreWarnings() {
    let findings = HTMLParser.parse("<script>x</script><p onclick='y'>").findings
    #expect(findings.map(\.code.name) == ["render.script-ignored", "render.script-ignored"])
    #expect(findings.allSatisfy { $0.severity == .warning })
  }

  @Test func contentForBrowsersWithoutScriptIsPartOfTheTree() {
    let document = HTMLParser.parse("<body><noscript><p>x</p></noscript>").document ?? Document()
    #expect(document.nodes.indices.contains { document.tag(of: NodeID(Int32($0))) == "p" })
  }
}
