import Campaign
import Findings
import Foundation
import Synchronization

/// Renders shards side by side and isolates recipients that end their worker.
struct ShardQueue: Sendable {
  let renderer: CampaignRenderer
  let job: RenderJob
  let folder: WorkingFolder
  /// Told how many recipients are done.
  let progress: @Sendable (Int) -> Void

  /// Tries that a shard has before it is divided.
  private static let triesAllowed = 3

  /// Renders, and keeps every result in the folder.
  ///
  /// - Throws: `TooManyLeftOut` as soon as more recipients are left out than the limit,
  ///   `GateRefusal` as soon as a finding is as bad as the campaign's gate.
  func run(_ shards: [Shard], leftOutLimit: Int) async throws {
    let board = ProgressCounter(progress)
    var leftOut: [LeftOutRecipient] = []
    try await withThrowingTaskGroup(of: [(Int64, ShardResult)].self) { group in
      var queue = shards[...]
      func start() {
        guard let shard = queue.popFirst() else { return }
        group.addTask { try await render(shard, board) }
      }
      for _ in 0..<max(1, renderer.concurrency) { start() }
      while let finished = try await group.next() {
        for (row, result) in finished {
          try folder.keep(result, row: row)
          leftOut += result.leftOut
          if let refusal = result.refusal { throw GateRefusal(finding: refusal) }
        }
        if leftOut.count > leftOutLimit { throw TooManyLeftOut(leftOut: leftOut) }
        start()
      }
    }
  }

  private func render(
    _ shard: Shard, _ board: ProgressCounter
  ) async throws -> [(Int64, ShardResult)] {
    let name = "\(shard.firstRow)-\(shard.lastRow)"
    var failure = RenderFailure.workerLost(reason: "it never began", recipient: nil)
    for attempt in 1...Self.triesAllowed {
      let directory = try folder.beginShard(name, attempt: attempt)
      do {
        let result = try await renderer.render(
          shard, of: job, attempt: attempt, into: directory,
          progress: { board.note($0, of: name) })
        board.finish(name, shard.recipients)
        try folder.keepShard(directory)
        return [(shard.firstRow, result)]
      } catch let loss as RenderFailure {
        guard case .workerLost = loss else { throw loss }
        failure = loss
        folder.dropShard(directory)
        board.note(0, of: name)
      }
    }
    let parts = try await renderer.split(shard, of: job)
    guard parts.count > 1 else {
      board.finish(name, shard.recipients)
      return [
        (shard.firstRow, try await renderer.giveUp(shard, of: job, because: failure))
      ]
    }
    var results: [(Int64, ShardResult)] = []
    for part in parts { results += try await render(part, board) }
    return results
  }
}

/// The campaign's gate refuses the job for what rendering found.
struct GateRefusal: Error {
  var finding: Finding
}

/// More recipients cannot be delivered than the campaign allows.
struct TooManyLeftOut: Error {
  var leftOut: [LeftOutRecipient]

  func findings(_ plan: JobPlan) -> [Finding] {
    let count = leftOut.count + plan.leftOut.count
    return leftOut.map(\.finding) + [
      Finding(
        .tooManyLeftOut,
        "\(count) of \(plan.recipients) recipients cannot be delivered; error_limit allows "
          + "\(plan.errorLimit)", count: count)
    ]
  }
}

/// Recipients done, over shards that may start again.
private final class ProgressCounter: Sendable {
  private let state = Mutex((finished: 0, running: [String: Int]()))
  private let report: @Sendable (Int) -> Void

  init(_ report: @escaping @Sendable (Int) -> Void) { self.report = report }

  func note(_ count: Int, of shard: String) {
    report(
      state.withLock {
        $0.running[shard] = count
        return $0.finished + $0.running.values.reduce(0, +)
      })
  }

  func finish(_ shard: String, _ count: Int) {
    report(
      state.withLock {
        $0.running[shard] = nil
        $0.finished += count
        return $0.finished + $0.running.values.reduce(0, +)
      })
  }
}
