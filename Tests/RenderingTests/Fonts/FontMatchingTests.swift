import Engine
import Pango
import Rendering
import Scene
import Testing

/// Declared faces differ by `size-adjust`, so a shaped run's size tells which one was chosen.
@Suite("Font matching") struct FontMatchingTests {
  private func chosen(_ fonts: Fonts, _ style: FontStyle, _ text: String = "A") -> Double? {
    fonts.shape(text, style).runs.first.map { ($0.font.size / style.size * 100).rounded() }
  }

  @Test(
    "Weights are looked for as CSS Fonts orders them",
    arguments: [
      ([400, 700], 500, 400), ([400, 700], 600, 700), ([300, 500], 400, 500),
      ([300, 600], 450, 300), ([600, 900], 450, 600), ([100, 900], 350, 100),
      ([500, 900], 300, 500), ([100, 300], 900, 300), ([700, 900], 800, 900),
      ([100, 600], 550, 600), ([400, 500], 450, 500),
    ] as [([Double], Double, Double)])
  func weights(available: [Double], wanted: Double, expected: Double) throws {
    let fonts = try Fonts()
    for weight in available {
      try fonts.declare("T", "Squares.ttf") {
        $0.weight = weight...weight
        $0.sizeAdjust = weight / 100
      }
    }
    #expect(chosen(fonts, fonts.style("T") { $0.weight = wanted }) == expected)
  }

  @Test(
    "Widths are looked for on the side that is wanted first",
    arguments: [
      ([75, 125], 100, 75), ([75, 125], 110, 125), ([50, 90], 75, 50), ([120, 150], 75, 120),
      ([50, 75], 150, 75),
    ] as [([Double], Double, Double)])
  func widths(available: [Double], wanted: Double, expected: Double) throws {
    let fonts = try Fonts()
    for width in available {
      try fonts.declare("T", "Squares.ttf") {
        $0.stretch = width...width
        $0.sizeAdjust = width / 100
      }
    }
    #expect(chosen(fonts, fonts.style("T") { $0.stretch = wanted }) == expected)
  }

  @Test("Slants are looked for as CSS Fonts orders them")
  func slants() throws {
    typealias Style = FontFaceRule.Style
    let cases: [([Style], FontStyle.Slant, Int)] = [
      ([.normal, .italic], .italic, 1),
      ([.normal, .oblique(20...20)], .italic, 1),
      ([.italic, .oblique(5...5)], .normal, 1),
      ([.oblique(-20 ... -20), .italic], .normal, 1),
      ([.oblique(5...5), .oblique(30...30)], .oblique(20), 1),
      ([.oblique(5...5), .oblique(30...30)], .oblique(10), 0),
      ([.normal, .italic], .oblique(20), 1),
    ]
    for (available, wanted, expected) in cases {
      let fonts = try Fonts()
      for (index, style) in available.enumerated() {
        try fonts.declare("T", "Squares.ttf") {
          $0.style = style
          $0.sizeAdjust = Double(index + 1)
        }
      }
      let size = chosen(fonts, fonts.style("T") { $0.slant = wanted })
      #expect(size == Double(expected + 1) * 100, "\(available) for \(wanted)")
    }
  }

  @Test("unicode-range divides characters among faces; the last declared wins where both claim one")
  func unicodeRange() throws {
    let fonts = try Fonts()
    try fonts.declare("T", "Squares.ttf") { $0.sizeAdjust = 1 }
    try fonts.declare("T", "Squares.ttf") {
      $0.unicodeRange = [0x41...0x43, 0x30...0x30]
      $0.sizeAdjust = 2
    }
    let runs = fonts.shape("aABz0", fonts.style("T")).runs
    #expect(runs.map(\.font.size) == [10, 20, 10, 20])
    #expect(runs.map(\.range) == [0..<1, 1..<3, 3..<4, 4..<5])
  }

  @Test("A character outside every range is shown by the next family and reported")
  func nextFamily() throws {
    let fonts = try Fonts(["Squares-Bold.ttf", "SquaresCFF.otf"])
    try fonts.declare("T", "Squares.ttf") { $0.unicodeRange = [0x41...0x41] }
    let shaped = fonts.shape("AB", fonts.style("T", "Squares CFF"))
    #expect(shaped.runs.count == 2)
    #expect(shaped.missing.isEmpty)
    #expect(shaped.fallbacks.isEmpty)
  }

  @Test("A declared family hides an installed one of its name")
  func declaredFirst() throws {
    let fonts = try Fonts(["Squares.ttf"])
    try fonts.declare("squares", "SquaresCFF.otf") { $0.sizeAdjust = 3 }
    #expect(chosen(fonts, fonts.style("Squares")) == 300)
  }

  @Test("local() finds full and PostScript names among the given fonts alone")
  func local() throws {
    let fonts = try Fonts(["Squares.ttf"])
    for name in ["Squares Regular", "squares-regular"] {
      try fonts.library.add(FontFaceRule(family: "T", sources: [.local(name)]))
    }
    #expect(throws: FontRuleError.self) {
      try fonts.library.add(FontFaceRule(family: "T", sources: [.local("Inter Regular")]))
    }
    let problems = try fonts.library.add(
      FontFaceRule(
        family: "U", sources: [.file("/nowhere.woff2"), .file(Fonts.folder + "Squares.woff2")]))
    #expect(problems.count == 1)
  }

  @Test("Bold and oblique are synthesized where no face has them, and only where allowed")
  func synthesis() throws {
    let fonts = try Fonts(["Squares.ttf", "SquaresCFF.otf", "Squares-Bold.ttf"])
    let bold = fonts.shape("A", fonts.style("Squares CFF") { $0.weight = 700 })
    #expect(bold.runs.first?.font.syntheticBold == true)
    #expect(bold.fallbacks.map(\.kind) == [.syntheticBold])
    let real = fonts.shape("A", fonts.style("Squares") { $0.weight = 700 })
    #expect(real.runs.first?.font.syntheticBold == false)
    let slanted = fonts.shape("A", fonts.style("Squares") { $0.slant = .italic })
    #expect(slanted.runs.first?.font.syntheticOblique == true)
    #expect(slanted.fallbacks.map(\.kind) == [.syntheticOblique])
    let refused = fonts.shape(
      "A",
      fonts.style("Squares CFF") {
        $0.weight = 900
        $0.slant = .italic
        $0.synthesisWeight = false
        $0.synthesisStyle = false
      })
    #expect(refused.runs.first?.font.syntheticBold == false)
    #expect(refused.runs.first?.font.syntheticOblique == false)
  }

  @Test("Overrides of a rule change the metrics, size-adjust the glyphs too")
  func overrides() throws {
    let fonts = try Fonts()
    try fonts.declare("T", "Squares.ttf") {
      $0.ascentOverride = 1.04
      $0.descentOverride = 0.36
      $0.lineGapOverride = 0.5
    }
    let metrics = fonts.shaper.metrics(of: fonts.style("T"))
    #expect([metrics.ascent, metrics.descent, metrics.lineGap] == [10, 4, 5])
    try fonts.declare("U", "Squares.ttf") { $0.sizeAdjust = 0.5 }
    #expect(fonts.shaper.metrics(of: fonts.style("U")).ascent == 4)
    #expect(fonts.shape("AA", fonts.style("U")).advance == 10)
  }

  @Test("font-size-adjust keeps the x-height's share")
  func sizeAdjust() throws {
    let fonts = try Fonts(["Squares.ttf"])
    let style = fonts.style("Squares") { $0.sizeAdjust = 0.4 }
    #expect(fonts.shape("A", style).advance == 5)
  }

  @Test("A variable face takes weight and settings, and each instance has its own identity")
  func variable() throws {
    let fonts = try Fonts(["SquaresVariable.ttf"])
    let family = "Squares Variable"
    let regular = fonts.shape("A", fonts.style(family))
    let heavy = fonts.shape("A", fonts.style(family) { $0.weight = 900 })
    let set = fonts.shape(
      "A", fonts.style(family) { $0.variations = [FontFeature(tag: "wght", value: 900)] })
    #expect(regular.advance == 10)
    #expect(heavy.advance == 15)
    #expect(heavy.runs.first?.font.face != regular.runs.first?.font.face)
    #expect(heavy.runs.first?.font.syntheticBold == false)
    #expect(set.runs.first?.font.face == heavy.runs.first?.font.face)
    let face = try #require(heavy.runs.first?.font.face)
    #expect(fonts.library.store.face(.init(high: face.high, low: face.low)) != nil)
  }
}
