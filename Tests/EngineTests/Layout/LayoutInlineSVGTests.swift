import Scene
import Testing

@testable import Engine

/// Style that reaches into inline SVG.
@Suite struct LayoutInlineSVGTests {
  private func markup(_ body: String, css: String) -> String {
    let page = LayoutFixture(body, css: css)
    for fragment in page.result.fragments.fragments {
      if case .replaced(.svg(let markup, _, _, _)) = fragment.kind { return markup }
    }
    return ""
  }

  @Test func rulesAndVariablesGiveColors() {
    let text = markup(
      "<div class=card style='--brand:oklch(0 0 0)'><svg><path class=p d='M0 0z'/></svg></div>",
      css: ".card .p{fill:var(--brand);stroke-width:2px}")
    #expect(text.contains("fill:rgb(0,0,0);stroke-width:2px"))
  }

  @Test func theCurrentColorIsTheElementsOwn() {
    let text = markup("<div><svg><g/></svg></div>", css: "div{color:#ff0000}")
    #expect(text.contains("color:rgb(255,0,0)"))
  }

  @Test func fillsOfAncestorsInheritWithoutOverridingAttributes() {
    let text = markup("<div><svg><rect fill=blue /></svg></div>", css: "div{fill:lime}")
    #expect(text.contains("<svg") && text.contains("fill:rgb(0,255,0)"))
    #expect(text.contains("<rect fill=\"blue\""))
  }

  @Test func transformsOfStyleTakeThePlaceOfAttributes() {
    let text = markup(
      "<svg><rect transform='scale(2)'/></svg>", css: "rect{transform:translateY(-100px)}")
    #expect(text.contains("transform=\"matrix(1 0 0 1 0 -100)\""))
    #expect(!text.contains("scale(2)"))
  }

  @Test func attributesMayUseVariablesAndYieldToRules() {
    let text = markup(
      "<svg style='--c:#0000ff'><g fill='var(--c)'><rect class=r stroke=red /></g></svg>",
      css: ".r{stroke:lime}")
    #expect(text.contains("fill:rgb(0,0,255)"))
    #expect(text.contains("stroke:rgb(0,255,0)"))
  }

  @Test func transformsTurnAboutTheirOwnBox() {
    let text = markup(
      "<svg viewBox='0 0 100 50'><rect x=10 y=20 width=20 height=10 /></svg>",
      css: "rect{transform:rotate(90deg);transform-box:fill-box;transform-origin:center}")
    #expect(text.contains("translate(20 25) matrix("))
    #expect(text.contains("translate(-20 -25)"))
  }

  @Test func originsInPercentAreOfTheViewBox() {
    let text = markup(
      "<svg viewBox='0 0 100 50'><g><path d='M0 0h1'/></g></svg>",
      css: "path{transform:scale(2);transform-origin:50% 50%}")
    #expect(text.contains("translate(50 25) matrix(2 0 0 2 0 0) translate(-50 -25)"))
  }

  @Test func dashesMeasureTheLengthThatThePathStates() {
    let text = markup(
      "<svg><line x2=300 pathLength=100 stroke-dasharray='50 100'/></svg>", css: "")
    #expect(text.contains("stroke-dasharray:150,300"))
  }

  @Test func baselinesMoveTextDown() {
    let text = markup(
      "<svg><text y=30 dominant-baseline=central>8</text></svg>", css: "text{font-size:10px}")
    #expect(text.contains("transform=\"translate(0 3)\""))
  }

  @Test func textGoesAlongItsPathPieceByPiece() {
    let text = markup(
      "<svg><path id=p d='M0 50H100'/><text><textPath href='#p' startOffset=20>AB</textPath></text>"
        + "</svg>", css: "svg{font-size:10px}")
    #expect(!text.contains("textPath"))
    #expect(text.contains("<text transform=\"matrix(1 0 0 1 20 50)\""))
    #expect(text.contains("<text transform=\"matrix(1 0 0 1 30 50)\""))
  }

  @Test func textBeyondTheEndOfItsPathIsNotShown() {
    let text = markup(
      "<svg><path id=p d='M0 50H14'/><text><textPath href='#p'>ABCD</textPath></text></svg>",
      css: "svg{font-size:10px}")
    #expect(text.contains(">A</text>") && text.contains(">B</text>") == false)
  }

  @Test func theRootIsAsLargeAsItsBox() {
    let text = markup("<svg width=40 height=30 viewBox='0 0 4 3'></svg>", css: "")
    #expect(!text.contains("width=") && text.contains("viewBox=\"0 0 4 3\""))
  }

  @Test func dropShadowsAreMadeOfPrimitivesThatAllRenderersKnow() {
    let text = markup(
      "<svg><filter id=f><feDropShadow dx=3 stdDeviation=4 flood-color=red /></filter></svg>",
      css: "")
    #expect(!text.contains("feDropShadow"))
    #expect(text.contains("<feGaussianBlur") && text.contains("stdDeviation=\"4\""))
    #expect(text.contains("dx=\"3\" dy=\"2\"") && text.contains("flood-color:rgb(255,0,0)"))
  }

  @Test func inlineSVGClipsUnlessItsOverflowIsVisible() {
    func isClipped(_ css: String) -> Bool {
      let page = LayoutFixture("<svg id=s><g/></svg>", css: css)
      let tree = page.result.fragments
      return tree.fragments.contains {
        if case .replaced = $0.kind {
          tree.styles[$0.style.index].box.overflowX == .clip
        } else {
          false
        }
      }
    }
    #expect(isClipped(""))
    #expect(!isClipped("svg{overflow:visible}"))
  }

  @Test func turnsWithoutAnOriginAreAboutTheOriginOfUserSpace() {
    let text = markup(
      "<svg viewBox='0 0 100 50'><path transform='rotate(20 5 5)' d='M0 0h1'/></svg>", css: "")
    #expect(text.contains("transform=\"rotate(20 5 5)\""))
  }

  private final class OnePicture: ImageSource {
    func image(_ reference: String, isOriented: Bool) -> ImageResult {
      .image(
        ImageInfo(
          id: ImageID(high: 0, low: 1), width: 1, height: 1, ratio: 1, pixelSize: nil,
          isOpaque: true))
    }

    func coverage(of id: ImageID, width: Int, height: Int) -> ImageCoverage? { nil }

    func bytes(of id: ImageID) -> [UInt8]? { [0x89, 0x50] }
  }

  @Test func picturesInsideOfInlineSVGComeWithIt() {
    let page = LayoutFixture(
      "<svg><image href='a.png' width=1 height=1 /></svg>", images: OnePicture())
    let markups = page.result.fragments.fragments.compactMap { fragment -> String? in
      if case .replaced(.svg(let markup, _, _, _)) = fragment.kind { markup } else { nil }
    }
    #expect(markups.first?.contains("xlink:href=\"data:image/png;base64,iVA=\"") == true)
  }
}
