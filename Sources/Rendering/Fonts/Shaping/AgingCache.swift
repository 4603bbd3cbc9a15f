/// A cache bounded in bytes that forgets what was not asked for during the last half of its limit.
///
/// Entries live in two halves: when the young one is full it becomes the old one, and the old one goes.
/// What is found in the old half moves to the young one. Forgetting never changes an answer, only when
/// it is computed.
struct AgingCache<Key: Hashable, Value> {
  private var young: [Key: (value: Value, cost: Int)] = [:]
  private var old: [Key: (value: Value, cost: Int)] = [:]
  private var youngCost = 0
  private let halfLimit: Int

  /// - Parameter limit: bytes, as the costs of `insert` state them.
  init(limit: Int) { halfLimit = max(1, limit / 2) }

  mutating func value(for key: Key) -> Value? {
    if let found = young[key] { return found.value }
    guard let found = old.removeValue(forKey: key) else { return nil }
    insert(found.value, cost: found.cost, for: key)
    return found.value
  }

  mutating func insert(_ value: Value, cost: Int, for key: Key) {
    if cost > halfLimit { return }
    if youngCost + cost > halfLimit {
      old = young
      young = [:]
      youngCost = 0
    }
    if let replaced = young.updateValue((value, cost), forKey: key) { youngCost -= replaced.cost }
    youngCost += cost
  }

  mutating func removeAll() {
    young = [:]
    old = [:]
    youngCost = 0
  }
}
