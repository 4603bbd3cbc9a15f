import Findings

/// How a corrected result differs from the one that it takes the place of.
struct ResultChanges {
  /// Bundles that the earlier result did not have.
  private(set) var added = Keys()
  /// Bundles made from other content than before.
  private(set) var changed = Keys()
  /// Bundles that are no more.
  private(set) var removed = Keys()
  private(set) var unchanged = 0

  /// How many bundles changed in one way, and the keys of the first of them.
  struct Keys {
    private(set) var count = 0
    private(set) var first: [String] = []

    /// Keys listed of each kind in the manifest.
    private static let listed = 1_000

    mutating func append(_ key: String) {
      count += 1
      if first.count < Self.listed { first.append(key) }
    }
  }

  /// - Parameters:
  ///   - results: of the new result's shards.
  ///   - isPresent: whether the new result has a bundle of that key.
  init(
    since previous: PreviousResult, results: ShardResults, isPresent: (String) throws -> Bool
  ) throws {
    try results.forEach { result in
      for bundle in result.bundles {
        switch try previous.rowDigest(key: bundle.key) {
        case nil: added.append(bundle.key)
        case bundle.rowDigest: unchanged += 1
        default: changed.append(bundle.key)
        }
      }
    }
    try previous.forEachKey { if try !isPresent($0) { removed.append($0) } }
  }

  /// The manifest's `changes`: counts, and the first keys of each kind.
  var json: JSON {
    func keys(_ keys: Keys) -> JSON { .array(keys.first.map(JSON.string)) }
    return .members([
      "added": .integer(Int64(added.count)), "changed": .integer(Int64(changed.count)),
      "removed": .integer(Int64(removed.count)), "unchanged": .integer(Int64(unchanged)),
      "keys": .members([
        "added": keys(added), "changed": keys(changed), "removed": keys(removed),
      ]),
    ])
  }
}
