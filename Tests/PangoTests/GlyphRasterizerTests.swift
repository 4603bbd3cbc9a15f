import Pango
import Testing

@Suite("Glyph rasterizer") struct GlyphRasterizerTests {
  private let clip = PixelRect(x: 0, y: 0, width: 200, height: 100)

  @Test("A square em is painted exactly from ascent 0.8 to descent 0.2")
  func paintsSquares() throws {
    let open = try OpenFace("Squares.ttf")
    let rasterizer = GlyphRasterizer(fonts: open.store)
    let mask = try #require(
      rasterizer.mask(
        of: [PlacedGlyph(id: try open.glyph("A"), x: 30, y: 50)], font: open.font(20), clip: clip,
        ink: .black))
    #expect(mask.bounds == PixelRect(x: 30, y: 34, width: 20, height: 20))
    #expect(mask.stride == 20)
    #expect(mask.coverage.allSatisfy { $0 == 255 })
  }

  @Test("Glyphs land on quarter pixels along x, on whole pixels along y")
  func placesAtQuarters() throws {
    let open = try OpenFace("Squares.ttf")
    let rasterizer = GlyphRasterizer(fonts: open.store)
    let glyph = try open.glyph("A")
    func row(_ x: Double, _ y: Double) throws -> (PixelRect, [UInt8]) {
      let mask = try #require(
        rasterizer.mask(
          of: [PlacedGlyph(id: glyph, x: x, y: y)], font: open.font(5), clip: clip, ink: .black))
      return (mask.bounds, Array(mask.coverage.prefix(mask.bounds.width)))
    }
    let (quarter, coverage) = try row(10.25, 20.4)
    #expect(quarter == PixelRect(x: 10, y: 16, width: 6, height: 5))
    #expect(coverage.count == 6)
    #expect(coverage[0] > coverage[5] && coverage[5] > 0)
    // Nearer than an eighth of a pixel is the same place.
    #expect(try row(10.3, 20.4).1 == coverage)
    #expect(try row(10.12, 20).0.x == 10)
    #expect(try row(9.9, 20.5).0.y == 17)
  }

  @Test("Synthetic bold grows each side by half of a share that falls with the size")
  func emboldens() throws {
    let open = try OpenFace("Squares.ttf")
    let rasterizer = GlyphRasterizer(fonts: open.store)
    let outline = try #require(
      rasterizer.outline(of: try open.glyph("A"), font: open.font(1000, bold: true)))
    #expect(SyntheticStyle.boldGrowth(size: 9) == 9.0 / 24)
    #expect(SyntheticStyle.boldGrowth(size: 320) == 10)
    #expect(outline.elements.contains(.line(x: -15, y: -815)))
    #expect(outline.elements.contains(.line(x: 1015, y: 215)))
  }

  @Test("Light text is painted heavier than dark text for the same coverage")
  func correctsByLuminance() throws {
    let open = try OpenFace("Squares.ttf")
    let rasterizer = GlyphRasterizer(fonts: open.store)
    let glyph = PlacedGlyph(id: try open.glyph("A"), x: 10.5, y: 20)
    func edge(_ ink: InkLuminance) throws -> UInt8 {
      try #require(
        rasterizer.mask(of: [glyph], font: open.font(5), clip: clip, ink: ink)?.coverage.first)
    }
    // Half coverage as Chromium 156 paints it.
    #expect(try edge(.black) == 124)
    #expect(try edge(InkLuminance(red: 1, green: 1, blue: 1)) == 144)
    #expect(InkLuminance(red: .nan, green: -1, blue: 0) == .black)
  }

  @Test("A clipped mask is the cut of the whole mask")
  func clips() throws {
    let open = try OpenFace("Squares.ttf")
    let rasterizer = GlyphRasterizer(fonts: open.store)
    let glyphs = (0..<3).map {
      PlacedGlyph(id: open.face.glyph(for: 0x41) ?? 0, x: Double($0) * 7.5, y: 20)
    }
    let whole = try #require(
      rasterizer.mask(of: glyphs, font: open.font(7), clip: clip, ink: .black))
    let cut = PixelRect(x: 3, y: 16, width: 9, height: 2)
    let part = try #require(
      rasterizer.mask(of: glyphs, font: open.font(7), clip: cut, ink: .black))
    #expect(part.bounds == cut)
    for y in 0..<cut.height {
      for x in 0..<cut.width {
        let at = (cut.y + y - whole.bounds.y) * whole.stride + cut.x + x - whole.bounds.x
        #expect(part.coverage[y * part.stride + x] == whole.coverage[at])
      }
    }
    let outside = PixelRect(x: 100, y: 0, width: 50, height: 50)
    #expect(rasterizer.mask(of: glyphs, font: open.font(7), clip: outside, ink: .black) == nil)
  }

  @Test("A cache of one byte gives the masks of a large one")
  func cacheNeverShows() throws {
    let open = try OpenFace("SquaresCFF.otf")
    let large = GlyphRasterizer(fonts: open.store)
    let tiny = GlyphRasterizer(fonts: open.store, cacheLimit: 1)
    for size in [9.0, 13.3, 9.0, 40] {
      let glyphs = open.shape("fit AVa").enumerated().map {
        PlacedGlyph(id: $1.id, x: Double($0) * 5.3, y: 40)
      }
      let a = large.mask(of: glyphs, font: open.font(size), clip: clip, ink: .black)
      let b = tiny.mask(of: glyphs, font: open.font(size), clip: clip, ink: .black)
      #expect(a?.coverage == b?.coverage)
      #expect(a?.bounds == b?.bounds)
    }
  }

  @Test("Outlines are in pixels with y downward")
  func outlines() throws {
    let open = try OpenFace("Squares.ttf")
    let rasterizer = GlyphRasterizer(fonts: open.store)
    let outline = try #require(
      rasterizer.outline(of: try open.glyph("A"), font: open.font(500)))
    #expect(
      outline.elements == [
        .move(x: 0, y: 100), .line(x: 0, y: -400), .line(x: 500, y: -400), .line(x: 500, y: 100),
        .line(x: 0, y: 100), .close,
      ])
    let space = rasterizer.outline(of: try open.glyph(" "), font: open.font(500))
    #expect(space?.elements == [])
  }

  @Test("A slanted outline leans by the oblique shear")
  func slants() throws {
    let open = try OpenFace("Squares.ttf")
    let rasterizer = GlyphRasterizer(fonts: open.store)
    let outline = try #require(
      rasterizer.outline(of: try open.glyph("A"), font: open.font(1000, oblique: true)))
    #expect(outline.elements.contains(.line(x: 800 * SyntheticStyle.obliqueShear, y: -800)))
  }

  @Test("COLR layers come in order with palette colors and the text's own color")
  func layers() throws {
    let open = try OpenFace("SquaresColor.ttf")
    let rasterizer = GlyphRasterizer(fonts: open.store)
    let b = try open.glyph("B")
    let c = try open.glyph("C")
    let d = try open.glyph("D")
    guard
      case .layers(let layers) = rasterizer.paint(of: try open.glyph("A"), face: OpenFace.key)
    else {
      Issue.record("no layers")
      return
    }
    #expect(layers.map(\.glyph) == [b, c, d])
    #expect(layers[0].color?.red == 255 && layers[0].color?.alpha == 255)
    #expect(layers[1].color?.blue == 255 && layers[1].color?.alpha == 128)
    #expect(layers[2].color == nil)
    #expect(rasterizer.paint(of: b, face: OpenFace.key) == .mono)
  }

  @Test("Sizes and positions beyond reason paint nothing")
  func refusesNonsense() throws {
    let open = try OpenFace("Squares.ttf")
    let rasterizer = GlyphRasterizer(fonts: open.store)
    let glyph = try open.glyph("A")
    for size in [0, -4, .nan, .infinity, 1e9] {
      let placed = [PlacedGlyph(id: glyph, x: 10, y: 10)]
      #expect(
        rasterizer.mask(of: placed, font: open.font(size), clip: clip, ink: .black) == nil)
      #expect(rasterizer.outline(of: glyph, font: open.font(size)) == nil)
    }
    for x in [Double.nan, .infinity, 1e300] {
      let placed = [PlacedGlyph(id: glyph, x: x, y: x)]
      #expect(rasterizer.mask(of: placed, font: open.font(9), clip: clip, ink: .black) == nil)
    }
    let unknown = PlacedGlyph(id: .max, x: 10, y: 10)
    #expect(rasterizer.mask(of: [unknown], font: open.font(9), clip: clip, ink: .black) == nil)
  }
}
