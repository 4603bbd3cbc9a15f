import Glibc
import Pango
import Testing

/// The fonts that Tests/Fixtures/fonts/make_fonts.py draws.
enum Fixture {
  static let folder =
    String(#filePath.dropLast("PangoTests/Support.swift".count)) + "Fixtures/fonts/"

  static func data(_ name: String) throws -> FontData {
    try FontData(contentsOfFile: folder + name, limit: 1 << 24)
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    try data(name).withUnsafeBytes { Array($0) }
  }
}

/// A store with one open face.
struct OpenFace {
  let store: FontStore
  let face: FontFace

  static let key = FaceKey(high: 1, low: 2)

  init(_ data: FontData, index: Int = 0, axes: [AxisValue] = []) throws {
    store = try FontStore()
    face = try store.open(data, index: index, axes: axes, key: Self.key)
  }

  init(_ name: String) throws { try self.init(Fixture.data(name)) }

  func font(_ size: Double, bold: Bool = false, oblique: Bool = false) -> GlyphFont {
    GlyphFont(face: Self.key, size: size, syntheticBold: bold, syntheticOblique: oblique)
  }

  func glyph(_ character: Unicode.Scalar) throws -> UInt32 {
    try #require(face.glyph(for: character.value))
  }

  func shape(
    _ text: String, script: Script = .latin, isRightToLeft: Bool = false,
    features: [ShapingFeature] = []
  ) -> [UnitGlyph] {
    let units = Array(text.utf16)
    return face.shape(
      ShapingRun(
        text: units, range: 0..<units.count, script: script, language: "",
        isRightToLeft: isRightToLeft, isUpright: false, features: features))
  }
}

/// A generator whose every run gives the same numbers. `[SplitMix64]`
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
