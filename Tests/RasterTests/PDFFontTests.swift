import Pango
import Raster
import Scene
import Testing

@Suite struct PDFFontTests {
  private static let folder = String(
    #filePath.dropLast("RasterTests/PDFFontTests.swift".count))

  @Test(
    "Whatever bytes of a font are changed, the document with its text is written",
    arguments: ["Squares.ttf", "SquaresCFF.otf", "SquaresVariable.ttf", "SquaresCollection.ttc"])
  func survivesMutations(name: String) throws {
    let original = try FontData(
      contentsOfFile: Self.folder + "Fixtures/fonts/" + name, limit: 1 << 24
    ).withUnsafeBytes { Array($0) }
    var random = Sequence64(seed: 4)
    for _ in 0..<600 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      try write(FontData(bytes))
    }
  }

  @Test(
    "A document's bytes are the same whatever glyphs the documents before it had",
    arguments: ["SquaresCFF.otf", "SquaresVariable.ttf"])
  func history(name: String) throws {
    let data = try FontData(contentsOfFile: Self.folder + "Fixtures/fonts/" + name, limit: 1 << 24)
    let axes = name.contains("Variable") ? [AxisValue(tag: "wght", value: 700)] : []
    func rasterizer() throws -> PageRasterizer {
      let store = try FontStore()
      _ = try store.open(data, index: 0, axes: axes, key: FaceKey(high: 1, low: 2))
      return PageRasterizer(
        glyphs: GlyphRasterizer(fonts: store), images: TestImages(), cacheLimit: 1 << 20)
    }
    let used = try rasterizer()
    _ = try used.pdf([page(of: [1])])
    let second = try used.pdf([page(of: [2, 3])]).bytes
    #expect(try second == rasterizer().pdf([page(of: [2, 3])]).bytes)
    #expect(try used.pdf([page(of: [1])]).bytes == rasterizer().pdf([page(of: [1])]).bytes)
    #expect(try second != rasterizer().pdf([page(of: [1, 3])]).bytes)
  }

  private func page(of glyphs: [UInt32]) -> DisplayList {
    var page = DisplayList(width: 400, height: 100)
    page.add(
      .glyphs(
        GlyphRun(
          font: FontInstance(face: FaceID(high: 1, low: 2), size: 20),
          glyphs: glyphs.enumerated().map {
            GlyphRun.Glyph(id: $1, x: Double($0) * 30, y: 50)
          }, color: .black)))
    return page
  }

  private func write(_ data: FontData) throws {
    let store = try FontStore()
    guard
      let face = try? store.open(data, index: 0, axes: [], key: FaceKey(high: 1, low: 2))
    else { return }
    let rasterizer = PageRasterizer(
      glyphs: GlyphRasterizer(fonts: store), images: TestImages(), cacheLimit: 1 << 20)
    let glyphs = Set([0, 1, 2, 3, face.glyphCount - 1, face.glyph(for: 0x41).map(Int.init) ?? 0])
    // A font that cairo refuses is an error; what must not be is the end of the process.
    _ = try? rasterizer.pdf([page(of: glyphs.sorted().map(UInt32.init))])
  }
}
