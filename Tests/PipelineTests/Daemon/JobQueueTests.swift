import Testing

@testable import Pipeline

@Suite struct JobQueueTests {
  private func queue(_ entries: [(id: String, share: String, priority: Int)]) -> JobQueue {
    var queue = JobQueue()
    for entry in entries {
      queue.insert(
        JobQueue.Entry(
          id: entry.id, share: entry.share, priority: entry.priority, isResumed: false))
    }
    return queue
  }

  @Test("Higher priority first, then the order of claims, whatever the order of arrival")
  func order() {
    var queue = queue([("3", "a", 0), ("1", "a", 0), ("4", "a", 5), ("2", "a", 0), ("5", "a", 5)])
    var taken: [String] = []
    while let entry = queue.next(running: [:], most: 9) { taken.append(entry.id) }
    #expect(taken == ["4", "5", "1", "2", "3"])
    #expect(queue.count == 0)
  }

  @Test("Hot folders take turns: a small job does not wait for another folder's line")
  func turns() {
    var queue = queue((1...9).map { ("\($0)", "a", 0) } + [("x", "b", 0)])
    #expect(queue.next(running: [:], most: 3)?.id == "1")
    #expect(queue.next(running: ["a": 1], most: 3)?.id == "x")
    #expect(queue.next(running: ["a": 1, "b": 1], most: 3)?.id == "2")
  }

  @Test("A hot folder that runs as many jobs as it may gets no more places")
  func share() {
    var queue = queue([("1", "a", 9), ("2", "b", 0)])
    #expect(queue.next(running: ["a": 2], most: 2)?.id == "2")
    #expect(queue.next(running: ["a": 2], most: 2) == nil)
    #expect(queue.contains("1"))
  }

  @Test("A job is in the queue once")
  func once() {
    var queue = queue([("1", "a", 0), ("1", "a", 0)])
    #expect(queue.count == 1)
    _ = queue.next(running: [:], most: 1)
    #expect(!queue.contains("1") && queue.next(running: [:], most: 1) == nil)
  }

  @Test("Fifty thousand jobs are taken in their order")
  func many() {
    var queue = queue((0..<50_000).map { ("\(100_000 + $0)", "a", 0) })
    var last = ""
    while let entry = queue.next(running: [:], most: 1) {
      #expect(entry.id > last)
      last = entry.id
    }
    #expect(last == "149999")
  }
}
