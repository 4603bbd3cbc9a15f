/// Values kept by key until their bytes pass a limit; then those unused for the longest go.
///
/// What is kept never shows in output: a value that went is made again, the same.
struct ByteBoundedCache<Key: Hashable, Value> {
  private struct Entry {
    var value: Value
    var byteCount: Int
    var lastUse: UInt64
  }

  private var entries: [Key: Entry] = [:]
  private var uses: UInt64 = 0
  private(set) var byteCount = 0
  let limit: Int

  init(limit: Int) { self.limit = limit }

  mutating func value(for key: Key) -> Value? {
    uses += 1
    guard let index = entries.index(forKey: key) else { return nil }
    entries.values[index].lastUse = uses
    return entries.values[index].value
  }

  mutating func insert(_ value: Value, byteCount bytes: Int, for key: Key) {
    guard bytes <= limit else { return }
    uses += 1
    if let old = entries.updateValue(
      Entry(value: value, byteCount: bytes, lastUse: uses), forKey: key)
    {
      byteCount -= old.byteCount
    }
    byteCount += bytes
    if byteCount > limit { trim() }
  }

  /// Frees a quarter of the limit at once, so that trimming is rare.
  private mutating func trim() {
    for (key, entry) in entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
      if byteCount <= limit - limit / 4 { break }
      entries[key] = nil
      byteCount -= entry.byteCount
    }
  }
}
