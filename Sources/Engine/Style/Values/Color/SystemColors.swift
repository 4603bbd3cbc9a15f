import Scene

/// `<system-color>` and its deprecated names. `[CSS Color 4, §6.2 and appendix A]`
enum SystemColors {
  /// A name's color in the scheme of the element.
  static func named(_ name: String) -> Specified<StyleColor>? {
    guard let light = table[name] else { return nil }
    guard let dark = darkTable[name] else { return .constant(.color(light)) }
    return .computed { .color($0.isDark ? dark : light) }
  }

  /// What lies behind a page whose root asks for the dark scheme.
  static let darkCanvas = Color(rgb: 0x121212)

  private static let darkTable: [String: Color] = [
    "canvas": darkCanvas, "canvastext": .white, "linktext": Color(rgb: 0x9E9EFF),
    "-webkit-link": Color(rgb: 0x9E9EFF), "visitedtext": Color(rgb: 0xD0ADF0),
    "-webkit-text": .white, "buttonface": Color(rgb: 0x6B6B6B), "buttontext": .white,
    "buttonborder": Color(rgb: 0x858585), "field": Color(rgb: 0x3B3B3B), "fieldtext": .white,
  ]

  static let table = Dictionary(
    colors.map { ($0.0, Color(rgb: $0.1)) }, uniquingKeysWith: { first, _ in first })

  private static let colors: [(String, UInt32)] = [
    ("canvas", 0xFFFFFF),
    ("canvastext", 0x000000),
    ("linktext", 0x0000EE),
    ("visitedtext", 0x551A8B),
    ("activetext", 0xFF0000),
    ("buttonface", 0xEFEFEF),
    ("buttontext", 0x000000),
    ("buttonborder", 0x767676),
    ("field", 0xFFFFFF),
    ("fieldtext", 0x000000),
    ("highlight", 0xB5D5FF),
    ("highlighttext", 0x000000),
    ("selecteditem", 0x1967D2),
    ("selecteditemtext", 0xFFFFFF),
    ("mark", 0xFFFF00),
    ("marktext", 0x000000),
    ("graytext", 0x808080),
    ("accentcolor", 0x0075FF),
    ("accentcolortext", 0xFFFFFF),
    ("activeborder", 0x000000),
    ("activecaption", 0xFFFFFF),
    ("appworkspace", 0xFFFFFF),
    ("background", 0xFFFFFF),
    ("buttonhighlight", 0xEFEFEF),
    ("buttonshadow", 0xEFEFEF),
    ("captiontext", 0x000000),
    ("inactiveborder", 0x000000),
    ("inactivecaption", 0xFFFFFF),
    ("inactivecaptiontext", 0x808080),
    ("infobackground", 0xFFFFFF),
    ("infotext", 0x000000),
    ("menu", 0xFFFFFF),
    ("menutext", 0x000000),
    ("scrollbar", 0xFFFFFF),
    ("threeddarkshadow", 0x767676),
    ("threedface", 0xEFEFEF),
    ("threedhighlight", 0x767676),
    ("threedlightshadow", 0x767676),
    ("threedshadow", 0x767676),
    ("window", 0xFFFFFF),
    ("windowframe", 0x767676),
    ("windowtext", 0x000000),
    ("-webkit-link", 0x0000EE),
    ("-webkit-activelink", 0xFF0000),
    ("-webkit-text", 0x000000),
  ]
}
