import Testing

@Suite struct DecorationBreakTests {
  private func pieces(_ value: String) -> [String] {
    LayoutFixture(
      "<p><span id=s>aaa bbb ccc</span></p>",
      css: """
        p { width: 60px; margin: 0 } \
        span { padding: 0 10px; box-decoration-break: \(value) }
        """
    ).pieces(of: "s")
  }

  @Test func slicedBoxesHaveEdgesAtTheirEnds() {
    #expect(pieces("slice") == ["0 0 40 10", "0 10 30 10", "0 20 40 10"])
  }

  @Test func clonedBoxesHaveThemOnEveryLine() {
    #expect(pieces("clone") == ["0 0 50 10", "0 10 50 10", "0 20 50 10"])
  }

  @Test func clonedEdgesTakeSpaceOnTheLine() {
    let css = """
      p { width: 70px; margin: 0 } span { padding: 0 5px; \
      -webkit-box-decoration-break: clone; box-decoration-break: clone }
      """
    // Without the edges of the second line, `ccc ddd` would fit it.
    #expect(
      LayoutFixture("<p><span>aaa bbb ccc ddd</span></p>", css: css).lines
        .map { $0.trimmingCharacters() } == ["aaa", "bbb", "ccc", "ddd"])
  }
}

extension String {
  fileprivate func trimmingCharacters() -> String { split(separator: " ").joined(separator: " ") }
}
