import Findings
import Markup
import Testing

@testable import Rendering

/// Colorways of a page share its layout where colors are all that differs, to the same bytes.
@Suite struct SharedLayoutTests {
  private func renderer() throws -> PageRenderer {
    try PageRenderer(
      roots: ["/"], top: nil, fonts: ["/usr/share/fonts/truetype/noto"], limits: RenderingLimits())
  }

  private func setup(_ name: String, _ properties: [(String, String)]) -> PageSetup {
    var setup = PageSetup(width: 300, height: 200, file: "/page.html", label: "page.html")
    setup.rootAttributes["data-colorway"] = name
    setup.rootProperties = properties.map { (name: $0.0, value: $0.1) }
    return setup
  }

  private func day(_ gap: String = "4px") -> PageSetup {
    setup("day", [("--ink", "#204060"), ("--paper", "#fff8e8"), ("--gap", gap)])
  }
  private func night(_ gap: String = "4px") -> PageSetup {
    setup("night", [("--ink", "#ffd080"), ("--paper", "#101828"), ("--gap", gap)])
  }

  private static let page = """
    <!DOCTYPE html><style>
    body{margin:0;background:var(--paper);color:var(--ink);font:20px "Noto Sans"}
    .card{padding:var(--gap);border:2px solid var(--ink);border-radius:8px;
      box-shadow:0 4px 6px var(--ink);display:flex;gap:var(--gap)}
    .card::before{content:"»";color:red}
    [data-colorway=night] b{text-decoration:underline var(--paper);background:#345}
    .fit{text-fit:shrink 50%;width:120px;height:24px}
    svg{fill:var(--ink);width:20px;height:20px}
    </style><div class=card>Loose text <b>and bold</b></div>
    <div class=fit>Text that shrinks to fit its box</div>
    <svg viewBox="0 0 10 10"><rect width=10 height=10 fill=currentColor /></svg>
    """

  /// The second colorway's picture, laid out like the first and on its own.
  private func pictures(
    _ html: String, _ first: PageSetup, _ second: PageSetup
  ) throws -> (shared: RenderedPage, own: RenderedPage, sharesLayout: Bool) {
    let pages = try renderer()
    let document = try #require(pages.parse(html, label: "page.html").document)
    let laidOut = pages.layOut(document, first)
    _ = pages.paint(laidOut, first, as: .png)
    let like = pages.layOut(document, second, like: laidOut)
    let shared = pages.paint(like, second, as: .png)
    let other = try renderer()
    let own = other.paint(other.layOut(document, second), second, as: .png)
    return (shared, own, like.sharesLayout)
  }

  @Test func aColorwayOfOtherColorsSharesTheLayoutToTheSameBytes() throws {
    let result = try pictures(Self.page, day(), night())
    #expect(result.sharesLayout)
    #expect(result.shared.artifact?.content == result.own.artifact?.content)
    #expect(result.shared.findings == result.own.findings)
  }

  @Test(arguments: [
    // A size, a text, and what layout has mixed from several styles.
    "<style>p{padding:var(--gap)}</style><p>a",
    "<style>[data-colorway=night] p{display:none}</style><p>a",
    "<style>[data-colorway=night] p::before{content:'b'}</style><p>a",
    "<style>p::first-line{color:var(--ink)}</style><p>a",
    "<style>table{border-collapse:collapse}td{border:1px solid var(--ink)}</style><table><td>a</table>",
  ])
  func whatMayDifferIsLaidOutOnItsOwn(html: String) throws {
    let result = try pictures("<!DOCTYPE html>" + html, day("4px"), night("9px"))
    #expect(!result.sharesLayout)
    #expect(result.shared.artifact?.content == result.own.artifact?.content)
  }

  @Test func aColorwayThatChangesSizesIsNamedBeforeAnythingIsRendered() throws {
    func findings(_ other: PageSetup) throws -> [String] {
      try renderer().inspect(
        template: Self.page, filler: "\u{E000}", isSnippet: false, [day(), other]
      ).filter { $0.code == .layoutByColorway }.map(\.message)
    }
    #expect(try findings(night()) == [])
    #expect(try findings(night("9px")) == ["the colorway ‘night’ changes more than colors"])
  }
}
