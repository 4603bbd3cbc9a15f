import Pango
import Testing

@Suite("Hostile fonts") struct HostileFontTests {
  @Test(
    "Whatever bytes are changed, a font is refused or used, and nothing crashes",
    arguments: [
      "Squares.ttf", "SquaresCFF.otf", "Squares.woff", "Squares.woff2", "SquaresVariable.ttf",
      "SquaresColor.ttf", "SquaresCollection.ttc",
    ])
  func survivesMutations(name: String) throws {
    let original = try Fixture.bytes(name)
    var random = SeededGenerator(state: 20)
    for _ in 0..<300 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      if Int.random(in: 0..<4, using: &random) == 0 {
        bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
      }
      use(bytes)
    }
  }

  /// Everything that a worker does with a font.
  private func use(_ bytes: [UInt8]) {
    guard let data = try? unpackFont(FontData(bytes), limit: 1 << 20),
      let descriptions = try? describeFaces(of: data)
    else { return }
    for description in descriptions.prefix(2) {
      let axes = description.axes.map { AxisValue(tag: $0.tag, value: $0.maximum) }
      guard let open = try? OpenFace(data, index: description.index, axes: axes) else { continue }
      let embedded = open.face.embeddable(holding: Set(open.shape("fi AV").map(\.id)))
      _ = try? OpenFace(embedded.data, index: embedded.index)
      let rasterizer = GlyphRasterizer(fonts: open.store)
      let glyphs = open.shape("fi AV a\u{301}").prefix(20)
      let placed = glyphs.enumerated().map {
        PlacedGlyph(id: $1.id, x: Double($0) * 8, y: 20)
      }
      let clip = PixelRect(x: 0, y: 0, width: 100, height: 40)
      _ = rasterizer.mask(of: placed, font: open.font(16, bold: true), clip: clip, ink: .black)
      for glyph in glyphs {
        _ = rasterizer.outline(of: glyph.id, font: open.font(200, oblique: true))
        _ = rasterizer.paint(of: glyph.id, face: OpenFace.key)
        _ = rasterizer.image(of: glyph.id, font: open.font(20))
      }
    }
  }
}
