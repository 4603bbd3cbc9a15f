import HotFolder
import JobStore
import Linux
import Synchronization

/// Runs jobs side by side: a few at a time, higher priority first, then in the order of their claims.
/// Jobs that wait for something give their place to others.
actor JobScheduler {
  private let context: JobContext
  private let places: Int
  private var queue: [Entry] = []
  private var running: [String: Task<Void, Never>] = [:]
  private var sleeping: [String: Task<Void, Never>] = [:]
  private var awaitingApproval: Set<String> = []
  private var awaitingOthers: Set<String> = []
  private var isStopping = false

  private struct Entry {
    let id: String
    let priority: Int
    let isResumed: Bool
  }

  init(context: JobContext, places: Int) {
    self.context = context
    self.places = places
  }

  /// Puts a job into the queue.
  func add(_ id: String, priority: Int, isResumed: Bool = false) {
    guard !isStopping, running[id] == nil, !queue.contains(where: { $0.id == id }) else { return }
    awaitingApproval.remove(id)
    awaitingOthers.remove(id)
    sleeping.removeValue(forKey: id)?.cancel()
    queue.append(Entry(id: id, priority: priority, isResumed: isResumed))
    fill()
  }

  /// Interrupts a job so that it notices its cancellation.
  func interrupt(_ id: String, priority: Int) {
    if let task = running[id] {
      task.cancel()
    } else {
      add(id, priority: priority)
    }
  }

  var runningJobs: [String] { running.keys.sorted() }

  /// Puts everything down and waits until it is.
  func stop() async {
    isStopping = true
    queue = []
    let tasks = Array(running.values) + sleeping.values
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
  }

  private func fill() {
    while !isStopping, running.count < places,
      let index = queue.indices.min(by: { a, b in
        (-queue[a].priority, queue[a].id) < (-queue[b].priority, queue[b].id)
      })
    {
      let entry = queue.remove(at: index)
      running[entry.id] = Task.detached { [context] in
        var runner = JobRunner(context: context, isResumed: entry.isResumed)
        let ending = await runner.run(entry.id)
        await self.ended(entry, ending)
      }
    }
  }

  private func ended(_ entry: Entry, _ ending: JobRunner.Ending) {
    running[entry.id] = nil
    guard !isStopping else { return }
    switch ending {
    case .finished:
      let others = awaitingOthers
      awaitingOthers = []
      for id in others { add(id, priority: entry.priority) }
    case .awaitsApproval: awaitingApproval.insert(entry.id)
    case .awaitsOthers: awaitingOthers.insert(entry.id)
    case .parked(let seconds): wake(entry, after: seconds)
    // An interrupted job that is to be cancelled runs once more, to be given back.
    case .stopped where context.isCancelled(entry.id): add(entry.id, priority: entry.priority)
    case .stopped: break
    }
    fill()
  }

  private func wake(_ entry: Entry, after seconds: Double) {
    sleeping[entry.id] = Task {
      do {
        try await Task.sleep(for: .seconds(seconds))
      } catch {
        return
      }
      woke(entry)
    }
  }

  private func woke(_ entry: Entry) {
    sleeping[entry.id] = nil
    add(entry.id, priority: entry.priority, isResumed: true)
  }
}
