import Findings
import Scene
import Testing

@testable import Engine
@testable import Markup

@Suite struct LayoutInlineTests {
  @Test func linesBreakAtSpacesThatVanish() {
    let page = LayoutFixture("<div id=a style='width:50px'>aa bb cc dd</div>")
    #expect(page.lines == ["aa bb", "cc dd"])
    #expect(page["a"] == "0 0 50 20")
  }

  @Test func aLongWordOverflowsUnlessItMayBreak() {
    let plain = LayoutFixture("<div style='width:30px'>aaaaa bb</div>")
    #expect(plain.lines == ["aaaaa", "bb"])
    let broken = LayoutFixture("<div style='width:30px;overflow-wrap:anywhere'>aaaaa bb</div>")
    #expect(broken.lines == ["aaa", "aa", "bb"])
  }

  @Test func preservedLinesStayAndTabsReachTheirStops() {
    let page = LayoutFixture(
      "<pre id=p style='margin:0;font:10px/1 square'>a\tb\n\nc</pre><span id=s>x</span>")
    #expect(page["p"] == "0 0 800 30")
  }

  @Test func aSoftHyphenShowsOnlyWhereTheLineBreaks() {
    let page = LayoutFixture("<div id=a style='width:40px'>aaa&shy;bbb</div>")
    #expect(page["a"] == "0 0 40 20")
    let wide = LayoutFixture("<div style='width:100px'><span id=s>aaa&shy;bbb</span></div>")
    #expect(wide["s"] == "0 0 60 10")
  }

  @Test func wordsAreDividedByTheirLanguageWhereTheStyleAsks() {
    func lines(_ style: String, _ word: String = "aaabbbccc", lang: String = "xx") -> [String] {
      LayoutFixture("<div lang=\(lang) style='width:50px;\(style)'>\(word)</div>").lines
    }
    #expect(lines("hyphens:auto") == ["aaa", "bbb", "ccc"])
    #expect(lines("hyphens:manual") == ["aaabbbccc"])
    #expect(lines("hyphens:auto", "aaabbb", lang: "yy") == ["aaabbb"])
    #expect(lines("hyphens:auto;hyphenate-limit-chars:5 4 2;width:70px") == ["aaabbb", "ccc"])
    #expect(lines("hyphens:auto;hyphenate-limit-chars:10") == ["aaabbbccc"])
    // The author's own opportunities come alone.
    #expect(lines("hyphens:auto", "aaab&shy;bbccc").count == 2)
    #expect(lines("hyphens:auto", "<b>aa</b>abbb") == ["aaa", "bbb"])
  }

  /// As in Chromium, to the 64th of a pixel.
  @Test(arguments: [
    ("13.3333px", "1.5", 19.984375), ("16.6667px", "1.5", 25), ("11.6667px", "1.2", 14),
  ])
  func aLineHeightIsAShareOfTheSizeInWholeUnits(size: String, factor: String, height: Double) {
    let page = LayoutFixture("<div id=a style='font-size:\(size);line-height:\(factor)'>x</div>")
    #expect(page["a"].hasSuffix(height == height.rounded() ? " \(Int(height))" : " \(height)"))
  }

  @Test func whereAWordIsDividedAHyphenFollows() {
    func width(_ style: String) -> String? {
      LayoutFixture(
        "<div lang=xx style='width:40px;hyphens:auto;\(style)'><span id=s>aaabbb</span></div>"
      ).pieces(of: "s").first
    }
    #expect(width("") == "0 0 40 10")
    #expect(width("width:60px") == "0 0 60 10")
    #expect(width("hyphenate-character:\"\"") == "0 0 30 10")
  }

  @Test func aLanguageWithoutPatternsIsReported() {
    let page = LayoutFixture("<div lang=yy style='width:50px;hyphens:auto'>aaabbbccc</div>")
    #expect(page.result.unhyphenated == ["yy"])
  }

  @Test func justificationFillsAllLinesButTheLast() {
    let page = LayoutFixture(
      "<div style='width:60px;text-align:justify'>aa <span id=s>bb</span> cc</div>")
    #expect(page["s"] == "40 0 20 10")
  }

  @Test func verticalAlignMovesBoxesOnTheLine() {
    let page = LayoutFixture(
      "<div id=d>a<span id=i style='display:inline-block;width:10px;height:40px'></span>"
        + "<span id=t style='vertical-align:top'>b</span></div>")
    #expect(page["d"] == "0 0 800 42")
    #expect(page["i"] == "10 0 10 40")
    #expect(page["t"] == "20 0 10 10")
  }

  @Test func inlineBoxesKeepTheirEdgesAtTheirEnds() {
    let page = LayoutFixture(
      "<div style='width:40px'><span id=s style='padding:0 5px'>aa bb</span></div>")
    #expect(page.pieces(of: "s") == ["0 0 25 10", "0 10 25 10"])
  }

  @Test func rightToLeftTextRunsFromTheRight() {
    let page = LayoutFixture(
      "<div dir=rtl style='width:100px'><span id=a>אב</span> <span id=b>גד</span></div>")
    #expect(page["a"] == "80 0 20 10")
    #expect(page["b"] == "50 0 20 10")
  }

  @Test func textOverflowEndsInAnEllipsis() {
    let page = LayoutFixture(
      "<div id=d style='width:50px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis'>"
        + "abcdefgh</div>")
    #expect(page.lines.first?.hasPrefix("abcd") == true)
    #expect(page.result.findings.contains { $0.code.name == "render.text-ellipsis" })
  }

  @Test func clampedLinesEndTheBox() {
    let page = LayoutFixture(
      "<div id=d style='width:50px;display:-webkit-box;-webkit-box-orient:vertical;"
        + "-webkit-line-clamp:2;overflow:hidden'>aa bb cc dd ee ff</div>")
    #expect(page["d"] == "0 0 50 20")
  }

  @Test func textThatItsBoxCutsIsReported() {
    let page = LayoutFixture(
      "<div style='width:30px;overflow:hidden;white-space:nowrap'>abcdefgh</div>")
    #expect(page.result.findings.contains { $0.code.name == "render.text-overflow" })
  }

  @Test func textShrinksToFitItsBox() {
    let page = LayoutFixture(
      "<div id=d style='width:50px;height:10px;text-fit:shrink 5px;white-space:nowrap'>"
        + "<span id=s>abcdefgh</span></div>")
    #expect(page["s"].hasPrefix("0 "))
    #expect(page.result.findings.contains { $0.code.name == "render.text-shrunk" })
  }

  @Test func textShrinksBeforeAWordIsBrokenOrCut() {
    for style in ["overflow-wrap:anywhere", "overflow:hidden;text-overflow:ellipsis"] {
      let page = LayoutFixture(
        "<div style='width:50px;height:60px;text-fit:shrink 5px;\(style)'>"
          + "<span id=s>abcdefgh</span></div>")
      #expect(page["s"].hasSuffix(" 48 6"))
      #expect(page.result.findings.map(\.code.name) == ["render.text-shrunk"])
    }
  }

  @Test func aWordTooLongForTheSmallestSizeIsBrokenAtTheLargestThatFits() {
    let page = LayoutFixture(
      "<div id=d style='width:50px;max-height:20px;text-fit:shrink 8px;overflow-wrap:anywhere'>"
        + "abcdefgh</div>")
    #expect(page["d"] == "0 0 50 20")
  }

  @Test func balancedLinesAreAlignedInTheWholeBox() {
    for (align, left) in [("left", 0), ("center", 5), ("right", 10)] {
      let page = LayoutFixture(
        "<div style='width:100px;text-wrap:balance;text-align:\(align)'>"
          + "<span id=a>aaaa bbbb</span> cccc</div>")
      #expect(page["a"] == "\(left) 0 90 10")
    }
  }

  @Test func verticalLinesStackFromTheRight() {
    let page = LayoutFixture(
      "<div id=d style='writing-mode:vertical-rl;width:100px;height:50px'>"
        + "<span id=a>aa</span> bb cc</div>")
    #expect(page["a"] == "90 0 10 20")
  }

  @Test func linesOfOldDoctypesAreAsHighAsWhatStandsOnThem() {
    let old = "-//W3C//DTD XHTML 1.0 Transitional//EN"
    let source = "<body style='margin:0;font:20px/1 square'><p id=p style='margin:0'>"
    func height(_ doctype: String) -> String {
      let document =
        HTMLParser.parse(doctype + source + "<small style='font-size:10px'>x</small>").document
        ?? Document()
      return LayoutFixture(document)["p"]
    }
    #expect(height("<!DOCTYPE html PUBLIC \"\(old)\" \"xhtml1-transitional.dtd\">") == "0 0 800 10")
    #expect(height("<!DOCTYPE html>") == "0 0 800 20")
  }

  @Test func theFirstLineShowsItsOwnBackgroundAndLine() {
    let page = LayoutFixture(
      "<p id=p>aa bb cc</p>",
      css: "#p{width:50px;margin:0}"
        + "#p::first-line{background:lime;text-decoration:underline;white-space:pre}")
    let items = paintPage(page.result.fragments, of: page.document, images: MissingImages()).dump
    #expect(items.contains("fill rect(0,0 50x10) #00ff00ff"), "\(items)")
    #expect(items.split(separator: "\n").count { $0.contains("#000000ff") } == 3, "\(items)")
  }

  @Test func firstLettersTakeOnlyWhatAppliesToThem() {
    let page = LayoutFixture(
      "<p id=p>aa</p>",
      css: "#p::first-letter{position:relative;left:9px;display:none;outline:1px solid;"
        + "clip-path:circle(1px);padding-left:5px}")
    let items = paintPage(page.result.fragments, of: page.document, images: MissingImages()).dump
    #expect(!items.contains("clip"), "\(items)")
    #expect(items.split(separator: "\n").count == 3, "\(items)")
  }

  @Test func firstLettersInheritFromTheInlineBoxAroundThem() {
    let page = LayoutFixture(
      "<p><b id=b>-ab</b></p>", css: "p::first-letter{color:red} b{font-size:20px}")
    // The dash belongs to the letter, and both are as large as the rest.
    #expect(page["b"] == "0 10 60 20")
  }

  @Test func countersCountInChineseJapaneseAndKorean() {
    func text(_ value: Int, _ name: String) -> String {
      CounterText.text(of: value, style: .named(name))
    }
    #expect(text(11, "cjk-ideographic") == "十一")
    #expect(text(1203, "trad-chinese-informal") == "一千二百零三")
    #expect(text(1003, "simp-chinese-formal") == "壹仟零叁")
    #expect(text(110, "simp-chinese-informal") == "一百一十")
    #expect(text(1110, "japanese-informal") == "千百十")
    #expect(text(-20, "korean-hangul-formal") == "마이너스 이십")
    #expect(text(0, "cjk-ideographic") == "零")
    #expect(text(10000, "cjk-ideographic") == "10000")
  }

  @Test func anOutOfFlowBoxDoesNotPartTheTextAroundIt() {
    let page = LayoutFixture(
      "<div style='direction:rtl;width:200px'>xxx<i style='position:absolute;top:0'>y</i>"
        + "<b id=b>xx</b></div>")
    #expect(page["b"] == "180 0 20 10")
  }
}
