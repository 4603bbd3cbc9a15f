/// The results of a job's shards in the order of their rows, read one by one and as often as needed,
/// so that what a run keeps in memory does not grow with its recipients.
package struct ShardResults: Sendable {
  private let visit: @Sendable ((ShardResult) throws -> Void) throws -> Void

  /// - Parameter visit: passes every result on, in order; called for each walk.
  package init(_ visit: @escaping @Sendable ((ShardResult) throws -> Void) throws -> Void) {
    self.visit = visit
  }

  /// Results at hand, in order.
  package init(_ results: [ShardResult]) {
    self.init { body in for result in results { try body(result) } }
  }

  package func forEach(_ body: (ShardResult) throws -> Void) throws { try visit(body) }
}
