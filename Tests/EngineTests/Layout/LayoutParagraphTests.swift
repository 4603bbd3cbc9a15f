import Findings
import Testing

@testable import Engine

/// `text-wrap: pretty`, combined text and contrast, with 10 px characters.
@Suite struct LayoutParagraphTests {
  @Test func prettyLinesDoNotLeaveAWordAlone() {
    let text = "aaaa bbbb ccccc dddd e"
    let plain = LayoutFixture("<div style='width:100px'>\(text)</div>")
    #expect(plain.lines == ["aaaa bbbb", "ccccc dddd", "e"])
    let pretty = LayoutFixture("<div style='width:100px;text-wrap:pretty'>\(text)</div>")
    #expect(pretty.lines == ["aaaa bbbb", "ccccc", "dddd e"])
  }

  @Test func controlsOfEmbeddingsStandWithTheirText() {
    var levels: [UInt8] = [0, 0, 1, 1, 1, 2, 0]
    BidiControls.settle(&levels, [0x61, 0x202E, 0x62, 0x63, 0x202D, 0x64, 0x202C])
    #expect(levels == [0, 1, 1, 1, 2, 2, 2])
  }

  @Test func combinedTextTakesTheSpaceOfOneCharacter() {
    let page = LayoutFixture(
      "<div style='writing-mode:vertical-rl'>a<span style='text-combine-upright:all'>1234</span>"
        + "<span id=b>b</span></div>")
    #expect(page["b"].hasSuffix(" 20 10 10"))
  }

  @Test func textNearItsBackgroundIsNoted() {
    func codes(_ color: String) -> [String] {
      LayoutFixture("<p style='color:\(color);background:white'>text</p>").result.findings.map(
        \.code.name)
    }
    #expect(codes("#eeeeee") == ["render.low-contrast"])
    #expect(codes("#000000") == [])
  }
}
