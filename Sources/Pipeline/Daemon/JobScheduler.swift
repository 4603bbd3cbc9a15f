import HotFolder
import JobStore
import Linux
import Synchronization

/// Runs jobs side by side, a few at a time and of no hot folder more than its share. Jobs that wait for
/// something give their place to others.
actor JobScheduler {
  private typealias Entry = JobQueue.Entry

  private let context: JobContext
  private let places: Int
  private var queue = JobQueue()
  private var running: [String: (share: String, task: Task<Void, Never>)] = [:]
  private var sleeping: [String: Task<Void, Never>] = [:]
  private var awaitingOthers: [Entry] = []
  private var isStopping = false

  init(context: JobContext, places: Int) {
    self.context = context
    self.places = places
  }

  /// Puts a job into the queue.
  func add(_ job: JobRecord, isResumed: Bool = false) {
    add(Entry(id: job.id, share: job.share, priority: job.priority, isResumed: isResumed))
  }

  private func add(_ entry: Entry) {
    guard !isStopping, running[entry.id] == nil, !queue.contains(entry.id) else { return }
    awaitingOthers.removeAll { $0.id == entry.id }
    sleeping.removeValue(forKey: entry.id)?.cancel()
    queue.insert(entry)
    fill()
  }

  /// Interrupts a job so that it notices its cancellation.
  func interrupt(_ job: JobRecord) {
    if let (_, task) = running[job.id] { task.cancel() } else { add(job) }
  }

  var runningJobs: [String] { running.keys.sorted() }
  var queued: Int { queue.count }

  /// Puts everything down and waits until it is.
  func stop() async {
    isStopping = true
    queue.removeAll()
    let tasks = running.values.map(\.task) + sleeping.values
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
  }

  /// What one hot folder leaves to the others, so that a small job of theirs never waits for a line of
  /// its large ones.
  private var reserved: Int { max(1, places / 4) }

  private func fill() {
    while !isStopping, running.count < places {
      let busy = running.values.reduce(into: [String: Int]()) { $0[$1.share, default: 0] += 1 }
      guard let entry = queue.next(running: busy, most: max(1, places - reserved)) else { return }
      let task = Task.detached { [context] in
        var runner = JobRunner(context: context, isResumed: entry.isResumed)
        let ending = await runner.run(entry.id)
        await self.ended(entry, ending)
      }
      running[entry.id] = (entry.share, task)
    }
  }

  private func ended(_ entry: Entry, _ ending: JobRunner.Ending) {
    running[entry.id] = nil
    guard !isStopping else { return }
    switch ending {
    case .finished:
      let others = awaitingOthers
      awaitingOthers = []
      for other in others { add(other) }
    case .awaitsApproval: break
    case .awaitsOthers: awaitingOthers.append(entry)
    case .parked(let seconds): wake(entry, after: seconds)
    // An interrupted job that is to be cancelled runs once more, to be given back.
    case .stopped where context.isCancelled(entry.id): add(entry)
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
      sleeping[entry.id] = nil
      add(
        Entry(id: entry.id, share: entry.share, priority: entry.priority, isResumed: true))
    }
  }
}
