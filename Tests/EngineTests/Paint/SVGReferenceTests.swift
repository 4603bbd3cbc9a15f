import Engine
import Findings
import Scene
import Testing

/// What style takes from inline SVG, seen in the display list.
@Suite struct SVGReferenceTests {
  private func dump(_ body: String) -> [String] {
    let page = LayoutFixture(body)
    return paintPage(page.result.fragments, of: page.document, images: MissingImages()).dump
      .split(separator: "\n").dropFirst().map(String.init)
  }

  private let square = "width:100px;height:100px;background:green;"

  @Test func aClipPathOfOneShapeClipsAsAnOutline() {
    let items = dump(
      "<div style='\(square)clip-path:url(#c)'></div>"
        + "<svg width=0 height=0><clipPath id=c><rect x=10 y=20 width=30 height=40 /></clipPath></svg>"
    )
    #expect(items.contains { $0.contains("clip path(10,20 30x40)") })
  }

  @Test func aClipPathMayMeasureInSharesOfTheBox() {
    let items = dump(
      "<div style='\(square)clip-path:url(#c)'></div>"
        + "<svg width=0 height=0><clipPath id=c clipPathUnits=objectBoundingBox>"
        + "<rect x=0.5 y=0 width=0.5 height=1 /></clipPath></svg>")
    #expect(items.contains { $0.contains("clip path(50,0 50x100)") })
  }

  @Test func aMaskCountsByItsLuminanceWithinItsRegion() {
    let items = dump(
      "<div style='\(square)mask-image:url(#m)'></div>"
        + "<svg width=0 height=0><mask id=m x=0 y=0 width=1 height=0.5>"
        + "<rect width=100 height=100 fill=white /></mask></svg>")
    #expect(items.contains { $0.contains("mask luminance") })
    #expect(items.contains { $0.contains("rect(0,0 100x50)") })
  }

  @Test func aBrokenClipPathReferenceClipsNothingAndABrokenMaskHidesAll() {
    #expect(dump("<div style='\(square)clip-path:url(#x)'></div>").count == 1)
    let masked = dump("<div style='\(square)mask-image:url(#x)'></div>")
    #expect(!masked.contains { $0.hasPrefix("  fill") })
  }

  @Test func aFilterThatCannotBeAppliedIsReportedAtItsElement() {
    func findings(_ filter: String) -> [String] {
      LayoutFixture(
        "<div style='\(square)filter:url(#f)'></div>\n"
          + "<svg width=0 height=0><filter id=\(filter)</filter></svg>"
      ).result.findings.map { "\($0.code.name) \($0.place.line ?? 0) \($0.message)" }
    }
    #expect(
      findings("f><feConvolveMatrix order=23 />") == [
        "render.filter-left-out 4 The filter ‘#f’ has no effect: "
          + "<feConvolveMatrix> weighs more than 512 pixels."
      ])
    #expect(
      findings("f>" + String(repeating: "<feTile />", count: 101)).first?.contains(
        "it has more than 100 primitives") == true)
    #expect(findings("f><feNothing />").first?.contains("<fenothing> is not supported") == true)
    #expect(findings("f><feTurbulence baseFrequency=0.1 />") == [])
    #expect(findings("g>").first?.contains("no filter of this page has that name") == true)
    #expect(findings("f><feGaussianBlur stdDeviation=2 />") == [])
  }

  @Test func theMarginBoxMayBeTheReference() {
    let items = dump(
      "<div style='\(square)margin:20px;clip-path:polygon(0 0,100% 0,0 100%) margin-box'></div>")
    #expect(items.contains { $0.contains("clip path(0,0 140x140)") })
  }

  @Test func aDeepOutlineStopsWhereItMeetsItselfOnEachAxis() {
    let items = dump(
      "<div style='width:200px;height:100px;outline:50px solid green;outline-offset:-100px'></div>")
    #expect(items.contains { $0.contains("fill rect(50,0 100x100)") })
  }
}
