import Engine
import Pango
import Rendering

/// The rule as fonts understand it; the engine has one of the same name as it is written.
typealias FontFaceRule = Rendering.FontFaceRule

/// Fonts and a shaper over them.
struct Fonts {
  static let folder =
    String(#filePath.dropLast("RenderingTests/Fonts/Support.swift".count)) + "Fixtures/fonts/"

  let library: FontLibrary
  let shaper: LibraryTextShaper

  init(_ files: [String] = [], system: SystemFonts = .none, cacheLimit: Int = 1 << 20) throws {
    library = FontLibrary(store: try FontStore(), system: system)
    for file in files { try library.addFile(Self.folder + file) }
    shaper = LibraryTextShaper(library: library, cacheLimit: cacheLimit)
  }

  /// Declares a face of a family by the file's name here.
  func declare(
    _ family: String, _ file: String, _ change: (inout FontFaceRule) -> Void = { _ in }
  ) throws {
    var rule = FontFaceRule(family: family, sources: [.file(Self.folder + file)])
    change(&rule)
    try library.add(rule)
  }

  func style(
    _ families: String..., size: Double = 10, change: (inout FontStyle) -> Void = { _ in }
  ) -> FontStyle {
    var style = FontStyle()
    style.families = families.map { .named($0) }
    style.size = size
    change(&style)
    return style
  }

  func shape(_ text: String, _ style: FontStyle, isRightToLeft: Bool = false) -> ShapedText {
    let units = Array(text.utf16)
    return shaper.shape(
      ShapingRequest(
        text: units, range: 0..<units.count, font: style, isRightToLeft: isRightToLeft))
  }
}
