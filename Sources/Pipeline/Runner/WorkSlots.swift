/// Hands the renderer's places out: higher priority first, then to the hot folder that holds fewest,
/// then in the order of asking.
actor WorkSlots {
  private struct Waiter {
    let order: Int
    let priority: Int
    let share: String
    let continuation: CheckedContinuation<Bool, Never>
  }

  private var free: Int
  private var waiters: [Waiter] = []
  private var counter = 0
  private var held: [String: Int] = [:]

  init(_ count: Int) { free = max(1, count) }

  /// Waits for a place and uses it for `body`.
  ///
  /// - Parameter share: the hot folder that the work is for.
  func withSlot<T: Sendable>(
    priority: Int, share: String, _ body: @Sendable () async throws -> T
  ) async throws -> T {
    try await acquire(priority, share)
    defer { release(share) }
    try Task.checkCancellation()
    return try await body()
  }

  private func acquire(_ priority: Int, _ share: String) async throws {
    try Task.checkCancellation()
    if free > 0 {
      free -= 1
      held[share, default: 0] += 1
      return
    }
    counter += 1
    let order = counter
    let isGranted = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled {
          continuation.resume(returning: false)
        } else {
          waiters.append(
            Waiter(order: order, priority: priority, share: share, continuation: continuation))
        }
      }
    } onCancel: {
      Task { await self.withdraw(order) }
    }
    guard isGranted else { throw CancellationError() }
  }

  private func withdraw(_ order: Int) {
    guard let index = waiters.firstIndex(where: { $0.order == order }) else { return }
    waiters.remove(at: index).continuation.resume(returning: false)
  }

  private func release(_ share: String) {
    held[share, default: 1] -= 1
    if held[share] == 0 { held[share] = nil }
    let next = waiters.indices.min { a, b in rank(waiters[a]) < rank(waiters[b]) }
    guard let next else {
      free += 1
      return
    }
    let waiter = waiters.remove(at: next)
    held[waiter.share, default: 0] += 1
    waiter.continuation.resume(returning: true)
  }

  private func rank(_ waiter: Waiter) -> (Int, Int, Int) {
    (-waiter.priority, held[waiter.share] ?? 0, waiter.order)
  }
}
