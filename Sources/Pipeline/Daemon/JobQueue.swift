/// Jobs that wait for a place: higher priority first, then hot folders in turn, then in the order of
/// their claims.
struct JobQueue {
  struct Entry: Sendable {
    let id: String
    /// The hot folder's path.
    let share: String
    let priority: Int
    /// Whether an earlier run was at work on it.
    let isResumed: Bool

    fileprivate var rank: (Int, String) { (-priority, id) }
  }

  /// One hot folder's jobs, sorted; those before `head` have been taken.
  private struct Line {
    var entries: [Entry] = []
    var head = 0
  }

  private var lines: [String: Line] = [:]
  private var ids: Set<String> = []

  var count: Int { ids.count }

  func contains(_ id: String) -> Bool { ids.contains(id) }

  mutating func insert(_ entry: Entry) {
    guard ids.insert(entry.id).inserted else { return }
    var line = lines[entry.share] ?? Line()
    // Nearly always the latest of all: then this is an append.
    var low = line.head
    var high = line.entries.count
    if let last = line.entries.last, line.head < high, last.rank < entry.rank { low = high }
    while low < high {
      let middle = (low + high) / 2
      if line.entries[middle].rank < entry.rank { low = middle + 1 } else { high = middle }
    }
    line.entries.insert(entry, at: low)
    lines[entry.share] = line
  }

  /// Takes out the job that comes next; nil where none may start.
  ///
  /// - Parameters:
  ///   - running: how many jobs of each hot folder run already.
  ///   - most: how many may.
  mutating func next(running: [String: Int], most: Int) -> Entry? {
    let candidates = lines.compactMap { share, line -> (share: String, entry: Entry, busy: Int)? in
      let busy = running[share] ?? 0
      return busy < most ? (share, line.entries[line.head], busy) : nil
    }
    let best = candidates.min { a, b in
      (-a.entry.priority, a.busy, a.entry.id) < (-b.entry.priority, b.busy, b.entry.id)
    }
    guard let best else { return nil }
    remove(headOf: best.share)
    return best.entry
  }

  private mutating func remove(headOf share: String) {
    guard var line = lines[share] else { return }
    ids.remove(line.entries[line.head].id)
    line.head += 1
    if line.head == line.entries.count {
      lines[share] = nil
      return
    }
    if line.head > 1024, line.head > line.entries.count / 2 {
      line.entries.removeFirst(line.head)
      line.head = 0
    }
    lines[share] = line
  }

  mutating func removeAll() { self = JobQueue() }
}
