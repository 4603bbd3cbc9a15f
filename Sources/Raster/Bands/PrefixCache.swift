import Hashing

/// Pixels that bands have in common before they part: a band whose first items were painted before
/// goes on from there.
///
/// Recipients share most of a design and differ in what lies on top, so a prefix is kept from the
/// second time on that it is met. Painting is item by item, so going on from kept pixels gives the
/// very pixels that painting everything gives.
struct PrefixCache {
  /// A prefix of a band's items: how many of them, with the pixels after the last.
  struct Start {
    var count: Int
    var pixels: [UInt32]
  }

  private var kept: ByteBoundedCache<ContentHash, [UInt32]>
  private var met: Set<ContentHash> = []
  /// Identities remembered before beginning anew: those of some hundred pages.
  private static let memory = 1 << 17

  init(limit: Int) { kept = ByteBoundedCache(limit: limit) }

  /// The longest kept prefix of a band.
  mutating func start(of band: BandIdentity) -> Start? {
    for index in band.prefixes.indices.reversed() {
      if let pixels = kept.value(for: band.prefixes[index]) {
        return Start(count: index + 1, pixels: pixels)
      }
    }
    return nil
  }

  /// How many of a band's items make the longest prefix that is worth keeping, beyond those kept
  /// already; and remembers all its prefixes.
  mutating func worthKeeping(of band: BandIdentity, beyond start: Int) -> Int? {
    let longest = band.prefixes.indices.last { $0 >= start && met.contains(band.prefixes[$0]) }
    if met.count > Self.memory { met = [] }
    met.formUnion(band.prefixes)
    return longest.map { $0 + 1 }
  }

  mutating func keep(_ pixels: [UInt32], for prefix: ContentHash) {
    kept.insert(pixels, byteCount: pixels.count * 4, for: prefix)
  }
}
