package import Foundation
import GRDB

/// One shard of a planned job. A try is recorded before it starts, so that a shard which takes the
/// machine down with it is not tried for ever.
package struct ShardRecord: Sendable, Codable, Hashable {
  package enum State: String, Sendable, Codable {
    case pending, done
    /// Others have taken its place.
    case divided
  }

  package var job: String
  /// Counted within the job; parts of a divided shard are counted on from the last.
  package var number: Int
  package var firstRow: Int64
  package var lastRow: Int64
  package var recipients: Int
  package var state = State.pending
  package var tries = 0
  /// The result, JSON, once done; read for itself where it is needed, since it may be large.
  package var result: Data?
  /// Of the result.
  package var digest: String?

  package init(job: String, number: Int, firstRow: Int64, lastRow: Int64, recipients: Int) {
    self.job = job
    self.number = number
    self.firstRow = firstRow
    self.lastRow = lastRow
    self.recipients = recipients
  }
}

extension ShardRecord: FetchableRecord, PersistableRecord {
  package static let databaseTableName = "shard"
}

/// One line of a job's history.
package struct HistoryEntry: Sendable, Codable, Hashable, FetchableRecord, PersistableRecord {
  package static let databaseTableName = "history"

  package var job: String
  /// Milliseconds since 1970.
  package var time: Int64
  package var event: String
  package var detail: String?
}
