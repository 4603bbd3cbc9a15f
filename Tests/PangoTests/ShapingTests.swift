import Pango
import Testing

@Suite("Shaping") struct ShapingTests {
  @Test("Ligatures, kerning and alternates follow the features")
  func features() throws {
    let open = try OpenFace("Squares.ttf")
    #expect(open.shape("fi").count == 1)
    #expect(open.shape("fi", features: [ShapingFeature("liga", 0)]).count == 2)
    #expect(open.shape("AV").map(\.advance) == [900, 1000])
    #expect(open.shape("AV", features: [ShapingFeature("kern", 0)]).map(\.advance) == [1000, 1000])
    let plain = open.shape("a").map(\.id)
    #expect(open.shape("a", features: [ShapingFeature("smcp", 1)]).map(\.id) != plain)
    #expect(open.face.hasSubstitution("smcp"))
    #expect(!open.face.hasSubstitution("onum"))
  }

  @Test("A break inside a ligature or a kerned pair asks to shape again")
  func unsafeToBreak() throws {
    let open = try OpenFace("Squares.ttf")
    #expect(open.shape("AV").map(\.isUnsafeToBreak) == [false, true])
    #expect(open.shape("AB").map(\.isUnsafeToBreak) == [false, false])
  }

  @Test("Right-to-left glyphs come in visual order with logical clusters")
  func visualOrder() throws {
    let open = try OpenFace("Squares.ttf")
    #expect(open.shape("ABC", isRightToLeft: true).map(\.cluster) == [2, 1, 0])
  }

  @Test("Arabic letters join, also across the run's ends")
  func joinsArabic() throws {
    let open = try OpenFace(FontData(contentsOfFile: arabic, limit: 1 << 24))
    let text = Array("بب".utf16)
    func glyphs(_ range: Range<Int>) -> [UInt32] {
      open.face.shape(
        ShapingRun(
          text: text, range: range, script: Script("Arab"), language: "ar", isRightToLeft: true,
          isUpright: false, features: [])
      ).map(\.id)
    }
    let whole = glyphs(0..<2)
    #expect(whole.first != whole.last || whole.count != 2)
    // Each half alone takes the form that it has beside the other.
    #expect(glyphs(1..<2) + glyphs(0..<1) == whole)
  }

  @Test("Devanagari reorders its short i before the consonant")
  func reordersDevanagari() throws {
    let open = try OpenFace(FontData(contentsOfFile: devanagari, limit: 1 << 24))
    let glyphs = open.shape("कि", script: Script("Deva"))
    #expect(glyphs.map(\.cluster).allSatisfy { $0 == 0 })
    #expect(glyphs.count == 2)
    #expect(glyphs.last?.id == open.face.glyph(for: 0x915))
  }

  @Test("An instance of a variable face has the advances of its axes", arguments: [400, 650, 900])
  func instances(weight: Int) throws {
    let open = try OpenFace(
      Fixture.data("SquaresVariable.ttf"),
      axes: [AxisValue(tag: "wght", value: Double(weight))])
    let advance = Int32(1000 + weight - 400)
    #expect(open.shape("A").map(\.advance) == [advance])
    // What is embedded is static, and the same glyphs.
    let embedded = open.face.embeddable(holding: Set(open.shape("AB i").map(\.id)))
    #expect(try describeFaces(of: embedded.data).first?.axes == [])
    let copy = try OpenFace(embedded.data, index: embedded.index)
    #expect(copy.shape("AB i").map(\.advance) == open.shape("AB i").map(\.advance))
    let glyph = try open.glyph("A")
    #expect(
      GlyphRasterizer(fonts: copy.store).outline(of: glyph, font: copy.font(100))
        == GlyphRasterizer(fonts: open.store).outline(of: glyph, font: open.font(100)))
  }

  private let arabic = "/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf"
  private let devanagari = "/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf"
}
