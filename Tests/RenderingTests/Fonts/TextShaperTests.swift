import Engine
import Hashing
import Pango
import Rendering
import Scene
import Testing

@Suite("Text shaper") struct TextShaperTests {
  @Test("The square test font is exact: one em each, ascent 0.8, descent 0.2")
  func squares() throws {
    let fonts = try Fonts(["Squares.ttf"])
    for size in [10.0, 16, 17.3, 25, 100] {
      let style = fonts.style("Squares", size: size)
      #expect(
        fonts.shape("ABCDEFGHKL", style).runs.first?.glyphs.map(\.advance)
          == [Double](repeating: size, count: 10))
    }
    let metrics = fonts.shaper.metrics(of: fonts.style("Squares"))
    #expect([metrics.ascent, metrics.descent, metrics.lineGap] == [8, 2, 0])
    #expect([metrics.xHeight, metrics.capHeight, metrics.zeroAdvance] == [8, 8, 10])
    #expect([metrics.spaceAdvance, metrics.ideographAdvance] == [10, 10])
    #expect([metrics.underlinePosition, metrics.underlineThickness] == [1.25, 0.5])
    #expect([metrics.strikeoutPosition, metrics.strikeoutThickness] == [2.75, 0.5])
  }

  @Test("A range shapes the same wherever it stands, with clusters of its own place")
  func movesClusters() throws {
    let fonts = try Fonts(["Squares.ttf"])
    let style = fonts.style("Squares")
    func glyphs(_ text: String, _ range: Range<Int>) -> ShapedText {
      fonts.shaper.shape(
        ShapingRequest(text: Array(text.utf16), range: range, font: style, isRightToLeft: false))
    }
    let first = glyphs("AfiB", 0..<4)
    let later = glyphs("xxAfiB", 2..<6)
    #expect(later.runs.map(\.range) == [2..<6])
    #expect(first.runs.flatMap(\.glyphs).map(\.cluster) == [0, 1, 3])
    #expect(later.runs.flatMap(\.glyphs).map(\.cluster) == [2, 3, 5])
    #expect(glyphs("AfiB", 0..<4).runs.map(\.range) == [0..<4])
  }

  @Test("A cache too small for anything gives the answers of a large one")
  func cacheNeverShows() throws {
    let large = try Fonts(["Squares.ttf", "SquaresCFF.otf"])
    let tiny = try Fonts(["Squares.ttf", "SquaresCFF.otf"], cacheLimit: 0)
    for text in ["fit AV", "AV", "fit AV", "a\u{301}é 水", "AV"] {
      for fonts in [large, tiny] { _ = fonts.shape(text, fonts.style("Squares CFF")) }
      let a = large.shape(text, large.style("Squares"))
      let b = tiny.shape(text, tiny.style("Squares"))
      #expect(a.runs.map(\.glyphs) == b.runs.map(\.glyphs))
      #expect(a.runs.map(\.font) == b.runs.map(\.font))
    }
  }

  @Test("Characters without a glyph are reported and take room; invisible ones are neither")
  func missing() throws {
    let fonts = try Fonts(["Squares.ttf"])
    let style = fonts.style("Squares")
    #expect(fonts.shape("A☃B", style).missing == [0x2603])
    #expect(fonts.shape("A☃B", style).advance == 30)
    let invisible = fonts.shape("A\u{200B}\u{2060}\t\nB\u{AD}", style)
    #expect(invisible.missing.isEmpty)
    #expect(invisible.advance == 20)
    #expect(fonts.shape("\u{7}", style).missing == [7])
  }

  @Test("A family that nobody gave is reported with the one that serves")
  func absentFamily() throws {
    let fonts = try Fonts(["Squares.ttf"])
    let shaped = fonts.shape("A", fonts.style("Papyrus", "Squares"))
    #expect(
      shaped.fallbacks == [
        FontFallback(kind: .familyMissing, wanted: "Papyrus", used: "Squares")
      ])
  }

  @Test("Without any font text keeps its metrics and is all missing")
  func noFonts() throws {
    let fonts = try Fonts()
    #expect(fonts.shape("Ab", fonts.style("Inter")).runs.isEmpty)
    #expect(fonts.shaper.metrics(of: fonts.style("Inter")).ascent == 8)
  }

  @Test("Small capitals are drawn from smaller capitals where the face has none")
  func smallCapitals() throws {
    let fonts = try Fonts(["Squares.ttf"])
    let small = fonts.style("Squares") { $0.variantCaps = .allSmallCaps }
    #expect(fonts.shape("aB", small).runs.map(\.font.size) == [7])
    #expect(fonts.shape("aB", small).advance == 14)
    // In whole pixels, as in Chromium.
    for (size, drawn) in [(15.0, 11.0), (16, 11), (25, 18), (23.5, 16)] {
      let style = fonts.style("Squares", size: size)
      var capitals = style
      capitals.variantCaps = .allSmallCaps
      #expect(fonts.shape("aB", capitals).runs.map(\.font.size) == [drawn])
    }
    let installed = try Fonts(system: .debian)
    let sharp = installed.shape(
      "aß", installed.style("Noto Sans CJK JP") { $0.variantCaps = .allSmallCaps })
    #expect(sharp.runs.first?.glyphs.map(\.cluster) == [0, 1, 1])
    // The face has `smcp`, so plain small capitals come from it.
    let real = fonts.style("Squares") { $0.variantCaps = .smallCaps }
    #expect(fonts.shape("aB", real).runs.map(\.font.size) == [10])
    let refused = fonts.style("Squares") {
      $0.variantCaps = .allSmallCaps
      $0.synthesisSmallCaps = false
    }
    #expect(fonts.shape("aB", refused).advance == 20)
  }

  @Test("Ligatures and kerning follow the style and the request")
  func features() throws {
    let fonts = try Fonts(["Squares.ttf"])
    func count(_ allowsLigatures: Bool, _ change: (inout FontStyle) -> Void) -> Int {
      let style = fonts.style("Squares", change: change)
      return fonts.shaper.shape(
        ShapingRequest(
          text: Array("fi".utf16), range: 0..<2, font: style, isRightToLeft: false,
          allowsLigatures: allowsLigatures)
      ).runs.reduce(0) { $0 + $1.glyphs.count }
    }
    #expect(count(true) { _ in } == 1)
    #expect(count(false) { _ in } == 2)
    #expect(count(true) { $0.ligatures = false } == 2)
    #expect(count(true) { $0.features = [FontFeature(tag: "liga", value: 0)] } == 2)
    let unkerned = fonts.style("Squares") { $0.kerning = .none }
    #expect(fonts.shape("AV", unkerned).advance == 20)
    #expect(fonts.shape("AV", fonts.style("Squares")).advance == 19)
  }

  @Test("Arabic, Devanagari, ideographs and emoji find their fonts by script and language")
  func systemFallback() throws {
    let fonts = try Fonts(system: .debian)
    let style = fonts.style("Inter", size: 20)
    for text in ["مرحبا", "नमस्ते", "สวัสดี", "漢字", "한글", "😀", "→★", "שלום"] {
      let shaped = fonts.shape(text, style)
      #expect(shaped.missing.isEmpty, "\(text)")
      #expect(!shaped.runs.isEmpty, "\(text)")
    }
    let japanese = fonts.shape("直", fonts.style("Inter") { $0.language = "ja" })
    let chinese = fonts.shape("直", fonts.style("Inter") { $0.language = "zh-Hans-CN" })
    #expect(japanese.runs.first?.font.face != chinese.runs.first?.font.face)
  }

  @Test("Emoji sequences are one glyph of the color font; a text selector keeps them in the text's")
  func emoji() throws {
    let fonts = try Fonts(system: .debian)
    let style = fonts.style("Noto Sans Symbols2", size: 20)
    func runs(_ text: String) -> [ShapedRun] { fonts.shape(text, style).runs }
    let color = try #require(runs("😀").first?.font.face)
    for text in ["👩‍👩‍👧", "🇨🇭", "👍🏽", "❤️"] {
      #expect(runs(text).map(\.font.face) == [color], "\(text)")
      #expect(runs(text).first?.glyphs.filter { $0.advance > 0 }.count == 1, "\(text)")
    }
    #expect(runs("☎").first?.font.face != color)
    #expect(runs("☎\u{FE0F}").first?.font.face == color)
    #expect(runs("☎\u{FE0E}").first?.font.face != color)
    let rasterizer = GlyphRasterizer(fonts: fonts.library.store)
    let glyph = try #require(runs("😀").first?.glyphs.first?.id)
    let key = FaceKey(high: color.high, low: color.low)
    #expect(rasterizer.paint(of: glyph, face: key) == .image)
    let image = try #require(rasterizer.image(of: glyph, font: GlyphFont(face: key, size: 109)))
    #expect(image.width == 136 && image.drawnWidth == 136)
  }

  @Test("Runs of right-to-left text come in visual order")
  func visualOrder() throws {
    let fonts = try Fonts(system: .debian)
    let shaped = fonts.shape("אב ab", fonts.style("Inter"), isRightToLeft: true)
    let starts = shaped.runs.map(\.range.lowerBound)
    #expect(starts == starts.sorted(by: >))
  }

  @Test("Upright runs advance downward by whole ems")
  func upright() throws {
    let fonts = try Fonts(system: .debian)
    let shaped = fonts.shaper.shape(
      ShapingRequest(
        text: Array("漢字".utf16), range: 0..<2, font: fonts.style("Noto Sans CJK JP", size: 20),
        isRightToLeft: false, orientation: .upright))
    #expect(shaped.runs.first?.glyphs.map(\.advance) == [20, 20])
    #expect(shaped.runs.first?.glyphs.map(\.offsetX) == [-10, -10])
  }

  @Test("Every process shapes and paints the same")
  func deterministic() throws {
    let fonts = try Fonts(["Squares.ttf", "SquaresCFF.otf", "SquaresVariable.ttf"])
    let rasterizer = GlyphRasterizer(fonts: fonts.library.store)
    var hasher = Hasher128()
    for family in ["Squares", "Squares CFF", "Squares Variable"] {
      for size in [9.5, 24] {
        let style = fonts.style(family, size: size) { $0.weight = 650 }
        for run in fonts.shape("Affinity AVA a\u{301}!", style).runs {
          hasher.combine(run.font.face.high)
          hasher.combine(run.font.face.low)
          var x = 3.1
          var placed: [PlacedGlyph] = []
          for glyph in run.glyphs {
            hasher.combine(glyph.id)
            hasher.combine(glyph.advance)
            placed.append(PlacedGlyph(id: glyph.id, x: x, y: 30))
            x += glyph.advance
          }
          let font = GlyphFont(
            face: FaceKey(high: run.font.face.high, low: run.font.face.low), size: size,
            syntheticBold: run.font.syntheticBold)
          let mask = rasterizer.mask(
            of: placed, font: font, clip: PixelRect(x: 0, y: 0, width: 400, height: 60),
            ink: .black)
          hasher.combine(mask?.coverage ?? [])
        }
      }
    }
    #expect(hasher.finalize().description == "c7a2f876bef8a129742b413fd840fe85")
  }
}
