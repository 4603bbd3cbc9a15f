/// The configured fonts of the machine: what Debian's fonts-inter, fonts-noto-core, fonts-noto-mono,
/// fonts-noto-cjk, fonts-noto-color-emoji and fonts-dejavu-core install, and nothing else.
///
/// Fonts are named one by one, so that what else a machine has never changes a page.
package struct SystemFonts: Sendable {
  /// A family and the files that may hold its faces, in the order of the table.
  package struct Family: Sendable, Hashable {
    package var name: String
    package var files: [String]

    package init(name: String, files: [String]) {
      self.name = name
      self.files = files
    }
  }

  package var families: [Family]
  /// Generic family keywords with named families in order of preference.
  package var generics: [String: [String]]
  /// Fallback families by ISO 15924 script, in order of preference.
  package var scripts: [String: [String]]
  /// Fallback families by language tag, before those of the script.
  package var languages: [String: [String]]
  /// Fallback families for characters of no script, and the last resort for all others.
  package var symbols: [String]
  /// Families of color emoji.
  package var emoji: [String]

  package init(
    families: [Family], generics: [String: [String]], scripts: [String: [String]],
    languages: [String: [String]], symbols: [String], emoji: [String]
  ) {
    self.families = families
    self.generics = generics
    self.scripts = scripts
    self.languages = languages
    self.symbols = symbols
    self.emoji = emoji
  }

  /// No fonts but those that are given.
  package static let none = SystemFonts(
    families: [], generics: [:], scripts: [:], languages: [:], symbols: [], emoji: [])

  /// Debian 12's packages.
  package static let debian = SystemFonts(
    families: debianFamilies,
    generics: [
      "serif": ["Noto Serif", "DejaVu Serif"],
      "sans-serif": ["Noto Sans", "DejaVu Sans"],
      "monospace": ["Noto Sans Mono", "DejaVu Sans Mono"],
      "system-ui": ["Noto Sans", "DejaVu Sans"],
      // Chromium does not know these: the next name of the list serves.
      "ui-sans-serif": [], "ui-serif": [], "ui-monospace": [], "ui-rounded": [],
      "cursive": ["Noto Sans"],
      "fantasy": ["Noto Sans"],
      "math": ["Noto Sans Math"],
      "emoji": ["Noto Color Emoji"],
      "fangsong": ["Noto Serif CJK SC"],
    ],
    scripts: debianScripts,
    languages: [
      "ja": ["Noto Sans CJK JP"],
      "ko": ["Noto Sans CJK KR"],
      "zh": ["Noto Sans CJK SC"],
      "zh-hans": ["Noto Sans CJK SC"],
      "zh-cn": ["Noto Sans CJK SC"],
      "zh-sg": ["Noto Sans CJK SC"],
      "zh-hant": ["Noto Sans CJK TC"],
      "zh-tw": ["Noto Sans CJK TC"],
      "zh-hk": ["Noto Sans CJK HK"],
      "zh-mo": ["Noto Sans CJK HK"],
      "ur": ["Noto Nastaliq Urdu"],
    ],
    symbols: [
      "Noto Sans", "Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math", "Noto Music",
      "DejaVu Sans", "Noto Sans CJK JP", "Noto Color Emoji",
    ],
    emoji: ["Noto Color Emoji"])
}
