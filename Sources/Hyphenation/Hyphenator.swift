internal import Glibc

/// Divides words by the patterns that the machine has. Belongs to one thread.
/// `[CSS Text 3, §5.4: hyphens]`
package final class Hyphenator {
  private let folder: String
  private var languages: [String: HyphenationPatterns?] = [:]

  /// Where Debian's packages of patterns, `hyphen-de` and the like, put them.
  package static let systemFolder = "/usr/share/hyphen"

  /// Patterns are tables of up to a megabyte: a page in more languages than these has none of the rest.
  private static let maximumLanguages = 16

  package init(folder: String = Hyphenator.systemFolder) {
    self.folder = folder
  }

  /// Where a word may be divided, in UTF-16 units from its start, ascending; nil where there are no
  /// patterns for the language.
  ///
  /// - Parameters:
  ///   - language: a BCP 47 tag.
  ///   - least: characters that stay before, and after, a division.
  package func divisions(
    of word: String, language: String, least: (before: Int, after: Int)
  ) -> [Int]? {
    guard let patterns = patterns(of: language) else { return nil }
    // Letters that change their number with case would shift the positions.
    let lower = String(
      String.UnicodeScalarView(
        word.unicodeScalars.map { scalar in
          let mapped = scalar.properties.lowercaseMapping.unicodeScalars
          return mapped.count == 1 ? mapped[mapped.startIndex] : scalar
        }))
    var offsets: [Int] = [0]
    for scalar in word.unicodeScalars {
      offsets.append(offsets[offsets.count - 1] + UTF16.width(scalar))
    }
    return patterns.divisions(of: lower, least: least).map { offsets[$0] }
  }

  private func patterns(of language: String) -> HyphenationPatterns? {
    let key = language.lowercased()
    if let known = languages[key] { return known }
    guard languages.count < Self.maximumLanguages else { return nil }
    let found = Self.fileNames(of: key).lazy.compactMap {
      HyphenationPatterns(path: self.folder + "/" + $0)
    }.first
    languages[key] = .some(found)
    return found
  }

  /// The files that may hold a language's patterns, best first: `de-AT`, then `de`, then `de-DE`.
  static func fileNames(of tag: String) -> [String] {
    let parts = tag.split { $0 == "-" || $0 == "_" }.map { $0.lowercased() }
    guard let language = parts.first, (2...3).contains(language.count),
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } })
    else { return [] }
    var names: [String] = []
    if let region = parts.dropFirst().first(where: { $0.count == 2 }) {
      names.append("hyph_\(language)_\(region.uppercased()).dic")
    }
    names.append("hyph_\(language).dic")
    if let home = homeRegions[language] { names.append("hyph_\(language)_\(home).dic") }
    names.append("hyph_\(language)_\(language.uppercased()).dic")
    return names
  }

  /// The region whose patterns serve a language that is written without one.
  private static let homeRegions = [
    "be": "BY", "ca": "ES", "cs": "CZ", "da": "DK", "el": "GR", "en": "US", "et": "EE", "gl": "ES",
    "nb": "NO", "nn": "NO", "pt": "PT", "sl": "SI", "sr": "RS", "sv": "SE", "uk": "UA", "zu": "ZA",
  ]
}
