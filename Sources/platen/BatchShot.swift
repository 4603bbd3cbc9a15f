import Foundation
import Linux
import Pipeline
import Synchronization

/// Renders a list of pages in several processes, so that no thread ever shares the text libraries'
/// state and a page that crashes or hangs its process costs only itself.
struct BatchShot {
  let list: String
  let shot: PageShot
  let workers: Int

  /// Seconds that one page may take.
  private static let pageSeconds = 60.0

  /// - Returns: whether every page was rendered.
  func run() throws -> Bool {
    let tasks = try readList()
    let queue = TaskQueue(tasks)
    let threads = (0..<max(1, min(workers, tasks.count))).map { _ in
      let finished = DispatchSemaphore(value: 0)
      Thread {
        serve(queue)
        finished.signal()
      }.start()
      return finished
    }
    for thread in threads { thread.wait() }
    return queue.succeeded
  }

  private func readList() throws -> [PageShot.Task] {
    guard let data = FileManager.default.contents(atPath: list) else {
      throw Refusal("the list ‘\(list)’ cannot be read")
    }
    var tasks: [PageShot.Task] = []
    let lines = String(decoding: data, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.isEmpty {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw Refusal("\(list):\(number + 1): a line is INPUT<tab>OUTPUT")
      }
      tasks.append(PageShot.Task(input: String(parts[0]), output: String(parts[1])))
    }
    return tasks
  }

  /// Feeds one process after the other until the queue is empty.
  private func serve(_ queue: TaskQueue) {
    var process: ChildProcess?
    defer { process.map(end) }
    while let task = queue.next() {
      do {
        let running = try process ?? start()
        process = running
        try running.channel.send(Array(try JSONEncoder().encode(task)))
        guard case .message(let bytes) = try running.channel.receive(within: Self.pageSeconds)
        else { throw Refusal("rendering crashed or took more than \(Int(Self.pageSeconds)) s") }
        let answer = try JSONDecoder().decode(PageShot.Answer.self, from: Data(bytes))
        for line in answer.lines { Console.note(line) }
        if !answer.succeeded { queue.fail() }
      } catch {
        Console.note("\(task.input): \(error)")
        queue.fail()
        process.map(end)
        process = nil
      }
    }
  }

  private func start() throws -> ChildProcess {
    var arguments = ["page-worker", "--size", "\(shot.size.width)x\(shot.size.height)"]
    arguments += ["--scale", "\(shot.scale)"]
    for folder in shot.fonts { arguments += ["--fonts", folder] }
    if let root = shot.root { arguments += ["--root", root] }
    return try ChildProcess(
      executable: WorkerSettings.thisProgram, arguments: arguments,
      environment: ["TZ": "UTC", "LC_ALL": "C.UTF-8"])
  }

  private func end(_ process: ChildProcess) {
    process.kill()
    _ = process.wait()
  }
}

/// The pages still to be rendered, handed out to any thread.
private final class TaskQueue: Sendable {
  private let tasks: [PageShot.Task]
  private let state = Mutex((next: 0, succeeded: true))

  init(_ tasks: [PageShot.Task]) { self.tasks = tasks }

  func next() -> PageShot.Task? {
    state.withLock { state in
      guard state.next < tasks.count else { return nil }
      defer { state.next += 1 }
      return tasks[state.next]
    }
  }

  func fail() { state.withLock { $0.succeeded = false } }

  var succeeded: Bool { state.withLock { $0.succeeded } }
}
