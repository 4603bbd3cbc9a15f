/// Counts the texts of a column by the scripts of their letters, and keeps the first of each.
struct ScriptCensus {
  private(set) var seen = ScriptSet()
  /// Texts with letters.
  private var texts = 0
  private var tallies = [Tally](repeating: Tally(), count: ScriptSet.scriptCount)
  /// Words that mix scripts whose letters look alike.
  private var mixtures: [ScriptSet: Tally] = [:]

  private struct Tally {
    var count = 0
    var samples: [ColumnStatistics.Sample] = []

    mutating func take(_ text: String, _ row: Int) {
      count += 1
      if samples.count < 3 {
        samples.append(ColumnStatistics.Sample(row: row, value: sample(of: text)))
      }
    }
  }

  /// Scripts with letters that pass for each other's (Unicode Technical Standard 39, section 5).
  private static let lookalikes = ScriptSet(named: [
    "Armenian", "Cherokee", "Cyrillic", "Greek", "Latin",
  ])

  private static let latin = ScriptSet(named: ["Latin"])
  private static let latinNumber = latin.scripts[0]

  /// Scripts that one language is written in together: none is odd beside the others.
  private static let companions: Set = ["Bopomofo", "Han", "Hangul", "Hiragana", "Katakana"]

  mutating func take(_ text: String, row: Int) {
    var scripts = ScriptSet()
    scripts.insert(scriptsOf: text)
    if scripts.count == 0 { return }
    texts += 1
    seen.formUnion(scripts)
    if scripts == Self.latin {
      tallies[Self.latinNumber].take(text, row)
      return
    }
    for script in scripts.scripts { tallies[script].take(text, row) }
    if scripts.intersection(Self.lookalikes).count > 1, let mixture = mixture(in: text) {
      mixtures[mixture, default: Tally()].take(text, row)
    }
  }

  /// The look-alike scripts of the first word that has letters of several.
  private func mixture(in text: String) -> ScriptSet? {
    var word = ScriptSet()
    for scalar in text.unicodeScalars {
      if scalar.properties.isAlphabetic {
        word.insert(scriptOf: scalar)
      } else {
        word = ScriptSet()
      }
      let mixed = word.intersection(Self.lookalikes)
      if mixed.count > 1 { return mixed }
    }
    return nil
  }

  /// Scripts of at most one text in a hundred (of a single one where there are fewer), from ten texts
  /// on; and all mixtures.
  var odd: [ColumnStatistics.OddScript] {
    let bound = max(1, texts / 100)
    let usual = seen.scripts.filter { texts < 10 || tallies[$0].count > bound }
    let usualNames = Set(usual.map(ScriptSet.name(ofScript:)))
    let rare = seen.scripts.filter { script in
      let name = ScriptSet.name(ofScript: script)
      return !usual.contains(script)
        && !(Self.companions.contains(name) && !usualNames.isDisjoint(with: Self.companions))
    }
    let mixed = mixtures.sorted { $0.key.names.lexicographicallyPrecedes($1.key.names) }
    return rare.map { Self.odd(ScriptSet.name(ofScript: $0), tallies[$0]) }
      + mixed.map { Self.odd($0.key.names.joined(separator: " + "), $0.value) }
  }

  private static func odd(_ script: String, _ tally: Tally) -> ColumnStatistics.OddScript {
    ColumnStatistics.OddScript(script: script, count: tally.count, samples: tally.samples)
  }
}
