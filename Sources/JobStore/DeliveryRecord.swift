import GRDB

/// One message about a published result. That it is about to be sent is recorded before it is, so that a
/// crash in between leaves a question and never a second message.
package struct DeliveryRecord: Sendable, Codable, Hashable {
  package enum State: String, Sendable, Codable {
    case pending
    /// About to be sent, or lost on the way: only the running daemon can tell.
    case intent
    case sent
    /// The server will never take it.
    case refused = "REFUSED"
    /// Nobody knows whether it was taken; never sent again by itself.
    case unknown = "UNKNOWN"
  }

  package var job: String
  /// Counted within the job, from 1.
  package var number: Int
  package var address: String
  package var state = State.pending
  /// Why it was not taken, or why nobody knows.
  package var detail: String?

  package init(job: String, number: Int, address: String) {
    self.job = job
    self.number = number
    self.address = address
  }
}

extension DeliveryRecord: FetchableRecord, PersistableRecord {
  package static let databaseTableName = "delivery"
}

extension JobStore {
  /// A job's messages in their order.
  package func deliveries(of job: String) throws -> [DeliveryRecord] {
    try database.read { database in
      try DeliveryRecord.filter(Column("job") == job).order(Column("number")).fetchAll(database)
    }
  }

  /// Records what became of a message, also in the job's history.
  package func record(_ delivery: DeliveryRecord) throws {
    try database.write { database in
      try delivery.update(database)
      try self.note(
        "DELIVERY \(delivery.state.rawValue)",
        delivery.address + (delivery.detail.map { ": \($0)" } ?? ""), delivery.job, database)
    }
  }
}
