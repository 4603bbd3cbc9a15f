internal import Pango

/// A grapheme cluster of a paragraph: what one face must show as a whole.
struct Cluster {
  /// UTF-16 units of the paragraph.
  var range: Range<Int>
  var scalars: [Unicode.Scalar]
  /// Resolved: never common or inherited where a neighbour has a script.
  var script: Script

  /// Whether it is to be shown in color: by a variation selector, else by default. `[UTS #51, §4]`
  var wantsEmoji: Bool {
    guard let first = scalars.first, first.value >= 0x23 else { return false }
    for scalar in scalars.dropFirst() {
      if scalar == "\u{FE0F}" || scalar.properties.isEmojiModifier { return true }
      if scalar == "\u{FE0E}" { return false }
    }
    return first.properties.isEmojiPresentation
  }

  /// Whether nothing is to be seen of it, so that no face need have it.
  var isInvisible: Bool {
    scalars.allSatisfy { $0.properties.isDefaultIgnorableCodePoint || isLayoutControl($0.value) }
  }

  /// Whether it has capitals to be drawn from.
  var hasUppercase: Bool {
    scalars.contains { $0.properties.uppercaseMapping != String($0) }
  }

  var isUppercase: Bool { scalars.first?.properties.isUppercase == true }
}

/// Tabs and line ends: layout gives them their room. Other control characters are shown as missing
/// glyphs, as browsers do. `[CSS Text 3, §4.1.2]`
func isLayoutControl(_ scalar: UInt32) -> Bool {
  scalar == 0x09 || scalar == 0x0a || scalar == 0x0d
}

/// Cuts a range of a paragraph into grapheme clusters with resolved scripts. `[UAX #29, UAX #24]`
func clusters(of text: [UInt16], in range: Range<Int>) -> [Cluster] {
  var clusters: [Cluster] = []
  clusters.reserveCapacity(range.count)
  var position = range.lowerBound
  // Lone surrogates become U+FFFD, which has the same length.
  for character in String(decoding: text[range], as: UTF16.self) {
    let scalars = Array(character.unicodeScalars)
    let end = position + character.utf16.count
    clusters.append(
      Cluster(range: position..<end, scalars: scalars, script: script(of: scalars)))
    position = end
  }
  resolveScripts(&clusters)
  return clusters
}

private func script(of scalars: [Unicode.Scalar]) -> Script {
  for scalar in scalars {
    let script = Script(of: scalar.value)
    if !script.isNeutral { return script }
  }
  return .common
}

/// Neutral clusters take the script before them, those at the start the first one after; a closing
/// bracket takes that of its opening one. `[UAX #24, §5.1, §5.2]`
private func resolveScripts(_ clusters: inout [Cluster]) {
  guard let first = clusters.first(where: { !$0.script.isNeutral })?.script else { return }
  var current = first
  var open: [(closing: Unicode.Scalar, script: Script)] = []
  let maximumDepth = 32
  for index in clusters.indices {
    guard clusters[index].script.isNeutral else {
      current = clusters[index].script
      continue
    }
    if let scalar = clusters[index].scalars.first {
      if let closing = closingBrackets[scalar] {
        if open.count < maximumDepth { open.append((closing, current)) }
      } else if let match = open.lastIndex(where: { $0.closing == scalar }) {
        current = open[match].script
        open.removeSubrange(match...)
      }
    }
    clusters[index].script = current
  }
}

private let closingBrackets: [Unicode.Scalar: Unicode.Scalar] = [
  "(": ")", "[": "]", "{": "}", "«": "»", "‘": "’", "“": "”", "‹": "›", "〈": "〉", "《": "》",
  "「": "」", "『": "』", "【": "】", "〔": "〕", "（": "）", "［": "］", "｛": "｝",
]
