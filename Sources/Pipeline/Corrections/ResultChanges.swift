import Findings

/// How a corrected result differs from the one that it takes the place of.
struct ResultChanges {
  /// Keys of bundles that the earlier result did not have.
  var added: [String] = []
  /// Keys of bundles made from other content than before.
  var changed: [String] = []
  /// Keys of bundles that are no more.
  var removed: [String] = []
  var unchanged = 0

  /// Keys listed of each kind in the manifest.
  private static let listed = 1_000

  /// - Parameter bundles: of the new result.
  init(since previous: PreviousResult, bundles: [BundleRecord]) throws {
    for bundle in bundles {
      switch try previous.rowDigest(key: bundle.key) {
      case nil: added.append(bundle.key)
      case bundle.rowDigest: unchanged += 1
      default: changed.append(bundle.key)
      }
    }
    let present = Set(bundles.map(\.key))
    try previous.forEachKey { if !present.contains($0) { removed.append($0) } }
  }

  /// The manifest's `changes`: counts, and the first keys of each kind.
  var json: JSON {
    func keys(_ keys: [String]) -> JSON { .array(keys.prefix(Self.listed).map(JSON.string)) }
    return .members([
      "added": .integer(Int64(added.count)), "changed": .integer(Int64(changed.count)),
      "removed": .integer(Int64(removed.count)), "unchanged": .integer(Int64(unchanged)),
      "keys": .members([
        "added": keys(added), "changed": keys(changed), "removed": keys(removed),
      ]),
    ])
  }
}
