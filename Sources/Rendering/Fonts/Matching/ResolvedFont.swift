internal import Engine
internal import Pango

/// A style's fonts: candidates in the order in which characters try them.
final class ResolvedFont {
  let style: FontStyle
  let features: RunFeatures
  /// The face that gives a line its height: the first that may show a space.
  /// Nil where there are no fonts at all.
  let primary: FontCandidate?
  /// Families that were asked for by name and are not there.
  let absentFamilies: [String]
  private let library: FontLibrary
  /// The families of the style, in order.
  private let listed: [FontCandidate]
  private var fallbacks: [Script: [FontCandidate]] = [:]
  private var choices: [UInt64: Choice] = [:]
  private lazy var emoji: [FontCandidate] = candidates(ofFamilies: library.system.emoji)

  /// The face for one character, and whether it is one that the style asked for.
  struct Choice {
    var candidate: FontCandidate?
    var isListed: Bool
  }

  init(style: FontStyle, library: FontLibrary) {
    self.style = style
    self.library = library
    features = RunFeatures(style)
    var listed: [FontCandidate] = []
    var absent: [String] = []
    var hasGeneric = false
    for family in style.families {
      switch family {
      case .named(let name):
        if let faces = library.faces(ofFamily: name) {
          listed += Self.candidates(faces, name, style, library)
        } else {
          absent.append(name)
        }
      case .generic(let keyword):
        let families = library.families(ofGeneric: keyword)
        if !families.isEmpty { hasGeneric = true }
        listed += Self.candidates(ofFamilies: families, style, library)
      }
    }
    if !hasGeneric {
      // Browsers end every list with their standard font; where their own is not installed, as on
      // Debian, that is the font without serifs.
      listed += Self.candidates(
        ofFamilies: library.families(ofGeneric: "sans-serif"), style, library)
    }
    self.listed = listed
    absentFamilies = absent
    let space: UInt32 = 0x20
    var primary = listed.first { $0.entry.admits(space) && $0.face != nil }
    if primary == nil {
      primary =
        Self.candidates(ofFamilies: library.system.symbols, style, library)
        .first { $0.face != nil }
    }
    self.primary =
      primary
      ?? library.anyFace.map {
        FontCandidate(
          $0, family: $0.description.families.first ?? "", style: style, store: library.store)
      }
  }

  /// The face for a code point of a resolved script. `[CSS Fonts 4, §5.3]`
  func choice(for scalar: UInt32, script: Script, wantsEmoji: Bool) -> Choice {
    let key = UInt64(scalar) << 32 | UInt64(script.code) ^ (wantsEmoji ? 1 << 63 : 0)
    if let known = choices[key] { return known }
    let choice = choose(scalar, script: script, wantsEmoji: wantsEmoji)
    choices[key] = choice
    return choice
  }

  /// The face for a whole grapheme cluster: one that shows all of it, else one that shows its base.
  func choice(for cluster: Cluster) -> Choice {
    let wantsEmoji = cluster.wantsEmoji
    guard let base = cluster.scalars.first?.value else {
      return Choice(candidate: primary, isListed: true)
    }
    if cluster.scalars.count > 1, !wantsEmoji {
      let visible = cluster.scalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
      if let found = listed.first(where: { $0.covers(visible) }) {
        return Choice(candidate: found, isListed: true)
      }
      if let found = fallback(for: cluster.script).first(where: { $0.covers(visible) }) {
        return Choice(candidate: found, isListed: false)
      }
    }
    return choice(for: base, script: cluster.script, wantsEmoji: wantsEmoji)
  }

  private func choose(_ scalar: UInt32, script: Script, wantsEmoji: Bool) -> Choice {
    if wantsEmoji {
      let colored = listed.first { $0.covers(scalar) && $0.face?.hasColor == true }
      if let found = colored ?? emoji.first(where: { $0.covers(scalar) }) {
        return Choice(candidate: found, isListed: true)
      }
    }
    if let found = listed.first(where: { $0.covers(scalar) }) {
      return Choice(candidate: found, isListed: true)
    }
    if let found = fallback(for: script).first(where: { $0.covers(scalar) }) {
      return Choice(candidate: found, isListed: false)
    }
    return Choice(candidate: nil, isListed: false)
  }

  private func fallback(for script: Script) -> [FontCandidate] {
    if let known = fallbacks[script] { return known }
    let names = FallbackOrder(system: library.system).families(
      script: script, language: style.language)
    let found = candidates(ofFamilies: names)
    fallbacks[script] = found
    return found
  }

  private func candidates(ofFamilies names: [String]) -> [FontCandidate] {
    Self.candidates(ofFamilies: names, style, library)
  }

  private static func candidates(
    ofFamilies names: [String], _ style: FontStyle, _ library: FontLibrary
  ) -> [FontCandidate] {
    names.flatMap { name in
      library.faces(ofFamily: name).map { candidates($0, name, style, library) } ?? []
    }
  }

  private static func candidates(
    _ faces: [FontEntry], _ family: String, _ style: FontStyle, _ library: FontLibrary
  ) -> [FontCandidate] {
    FamilyMatcher.match(faces, style: style).map {
      FontCandidate($0, family: family, style: style, store: library.store)
    }
  }
}
