import Linux

/// Finds references among many names without going through all of them.
struct NameIndex {
  /// Names that `NameRules.match` could confuse with one another, by their common fold.
  private let buckets: [String: [EntryName]]

  init(_ names: some Sequence<EntryName>) {
    var buckets: [String: [EntryName]] = [:]
    for name in names {
      if let text = name.utf8 { buckets[NameRules.folded(text), default: []].append(name) }
    }
    self.buckets = buckets
  }

  /// As `NameRules.match`, among the names for which `isPresent` holds.
  func match(_ reference: String, isPresent: (EntryName) -> Bool) -> NameRules.Match {
    let candidates = buckets[NameRules.folded(reference)] ?? []
    return NameRules.match(reference, among: candidates.filter(isPresent))
  }
}
