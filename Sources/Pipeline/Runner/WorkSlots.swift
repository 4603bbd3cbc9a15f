/// Hands the renderer's places out: higher priority first, then in the order of asking.
actor WorkSlots {
  private struct Waiter {
    let order: Int
    let priority: Int
    let continuation: CheckedContinuation<Bool, Never>
  }

  private var free: Int
  private var waiters: [Waiter] = []
  private var counter = 0

  init(_ count: Int) { free = max(1, count) }

  /// Waits for a place and uses it for `body`.
  func withSlot<T: Sendable>(
    priority: Int, _ body: @Sendable () async throws -> T
  ) async throws -> T {
    try await acquire(priority)
    defer { release() }
    try Task.checkCancellation()
    return try await body()
  }

  private func acquire(_ priority: Int) async throws {
    try Task.checkCancellation()
    if free > 0 {
      free -= 1
      return
    }
    counter += 1
    let order = counter
    let isGranted = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled {
          continuation.resume(returning: false)
        } else {
          waiters.append(Waiter(order: order, priority: priority, continuation: continuation))
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

  private func release() {
    let next = waiters.indices.min { a, b in
      (-waiters[a].priority, waiters[a].order) < (-waiters[b].priority, waiters[b].order)
    }
    guard let next else {
      free += 1
      return
    }
    waiters.remove(at: next).continuation.resume(returning: true)
  }
}
