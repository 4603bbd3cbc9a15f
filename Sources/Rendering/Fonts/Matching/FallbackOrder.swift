internal import Pango

/// The families that a character tries after those of its style: of its language, of its script, then
/// those for symbols.
struct FallbackOrder {
  let system: SystemFonts

  func families(script: Script, language: String) -> [String] {
    var families: [String] = []
    if script.isShared { families += ofLanguage(language) }
    families += system.scripts[script.tag] ?? []
    families += system.symbols
    var seen: Set<String> = []
    return families.filter { seen.insert($0).inserted }
  }

  /// The longest prefix of the tag that the table knows: `zh-Hant-HK` is tried whole, then `zh-Hant`,
  /// then `zh`.
  private func ofLanguage(_ language: String) -> [String] {
    var subtags = language.lowercased().split(separator: "-")
    while !subtags.isEmpty {
      if let families = system.languages[subtags.joined(separator: "-")] { return families }
      subtags.removeLast()
    }
    return []
  }
}

extension Script {
  /// Whether several languages write it with different shapes, so that the language decides first.
  fileprivate var isShared: Bool {
    ["Hani", "Hira", "Kana", "Hang", "Bopo", "Arab", "Zyyy", "Zinh"].contains(tag)
  }

  /// The ISO 15924 tag as text.
  var tag: String {
    String(
      decoding: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: code >> UInt32($0)) },
      as: UTF8.self)
  }
}
