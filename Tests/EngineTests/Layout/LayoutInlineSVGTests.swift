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
}
