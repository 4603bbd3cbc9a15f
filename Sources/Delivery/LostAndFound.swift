package import Linux

/// Keeps directories that nobody remembers: moved aside, listed, never deleted.
package enum LostAndFound {
  package static let name: EntryName = "lost+found"

  /// Moves every name in `directory` that is not known aside; returns the names moved.
  package static func collect(
    in directory: Directory, unless isKnown: (EntryName) -> Bool
  ) throws(SystemError) -> [EntryName] {
    let strangers = try directory.names().filter { $0 != name && !isKnown($0) }
    guard !strangers.isEmpty else { return [] }
    let shelf = try directory.ensureDirectory(name)
    for stranger in strangers {
      var target = stranger
      var number = 2
      while try shelf.contains(target) {
        target = EntryName(bytes: stranger.bytes + Array("~\(number)".utf8))
        number += 1
      }
      try directory.rename(stranger, to: shelf, target)
    }
    return strangers
  }
}
