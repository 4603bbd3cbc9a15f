internal import Engine
internal import Pango

/// Characters of one face and script, side by side.
struct FontItem {
  var range: Range<Int>
  /// Nil where there are no fonts at all.
  var candidate: FontCandidate?
  var script: Script
  /// Whether the style asked for the face, rather than fallback finding it.
  var isListed: Bool
  /// Whether capitals stand in, drawn smaller.
  var isSmallCapital: Bool

  func continues(_ other: FontItem) -> Bool {
    candidate === other.candidate && script == other.script && isListed == other.isListed
      && isSmallCapital == other.isSmallCapital
  }
}

/// Cuts a range into items of one face each.
struct FontItemizer {
  let font: ResolvedFont
  private(set) var items: [FontItem] = []
  /// Code points that no font shows, in order of appearance.
  private(set) var missing: [UInt32] = []

  init(font: ResolvedFont) { self.font = font }

  mutating func itemize(_ text: [UInt16], in range: Range<Int>) {
    let isASCII = text[range].allSatisfy { $0 < 0x80 }
    if isASCII, font.features.caps == .normal {
      itemizeASCII(text, in: range)
    } else {
      for cluster in clusters(of: text, in: range) { add(cluster) }
    }
  }

  /// The common case without any look at Unicode's tables: all Latin if there is a letter at all.
  private mutating func itemizeASCII(_ text: [UInt16], in range: Range<Int>) {
    let hasLetter = text[range].contains { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a }
    let script: Script = hasLetter ? .latin : .common
    for index in range {
      let scalar = UInt32(text[index])
      if isLayoutControl(scalar) {
        append(index..<index + 1, font.lastOrPrimary(items.last), script, isListed: true)
      } else {
        let choice = font.choice(for: scalar, script: script, wantsEmoji: false)
        if choice.candidate == nil { missing.append(scalar) }
        append(
          index..<index + 1, choice.candidate ?? font.primary, script,
          isListed: choice.candidate == nil || choice.isListed)
      }
    }
  }

  private mutating func add(_ cluster: Cluster) {
    if cluster.isInvisible {
      append(
        cluster.range, font.lastOrPrimary(items.last), items.last?.script ?? cluster.script,
        isListed: items.last?.isListed ?? true)
      return
    }
    let choice = font.choice(for: cluster)
    guard let candidate = choice.candidate else {
      missing += cluster.scalars.map(\.value)
      append(cluster.range, font.primary, cluster.script, isListed: true)
      return
    }
    append(
      cluster.range, candidate, cluster.script, isListed: choice.isListed,
      isSmallCapital: isSmallCapital(cluster, in: candidate))
  }

  private mutating func append(
    _ range: Range<Int>, _ candidate: FontCandidate?, _ script: Script, isListed: Bool,
    isSmallCapital: Bool = false
  ) {
    let item = FontItem(
      range: range, candidate: candidate, script: script, isListed: isListed,
      isSmallCapital: isSmallCapital)
    if let last = items.last, last.continues(item) {
      items[items.count - 1].range = last.range.lowerBound..<range.upperBound
    } else {
      items.append(item)
    }
  }

  /// `[CSS Fonts 4, §6.7, §7.1]`
  private func isSmallCapital(_ cluster: Cluster, in candidate: FontCandidate) -> Bool {
    let caps = font.features.caps
    guard font.style.synthesisSmallCaps, caps != .normal, caps != .titlingCaps,
      let face = candidate.face, face.capsFeatures(for: caps) == nil
    else { return false }
    switch caps {
    case .smallCaps, .petiteCaps: return cluster.hasUppercase
    // As browsers do, all of the text, digits and marks included.
    case .allSmallCaps, .allPetiteCaps: return true
    case .unicase: return cluster.isUppercase
    case .normal, .titlingCaps: return false
    }
  }
}

extension ResolvedFont {
  /// The face that a character without a look of its own goes with.
  fileprivate func lastOrPrimary(_ item: FontItem?) -> FontCandidate? {
    item.map(\.candidate) ?? primary
  }
}

extension FontFace {
  /// The features that show a kind of capitals in this face; nil where it has none.
  ///
  /// Petite capitals fall back to small ones. `[CSS Fonts 4, §6.7]`
  func capsFeatures(for caps: FontStyle.VariantCaps) -> [OpenTypeTag]? {
    let tags = caps.tags
    if tags.allSatisfy(hasSubstitution) { return tags }
    let substitute: FontStyle.VariantCaps
    switch caps {
    case .petiteCaps: substitute = .smallCaps
    case .allPetiteCaps: substitute = .allSmallCaps
    default: return nil
    }
    return substitute.tags.allSatisfy(hasSubstitution) ? substitute.tags : nil
  }
}
