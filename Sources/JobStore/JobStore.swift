package import Foundation
import GRDB

/// The job database: SQLite in WAL mode, every commit on disk before it counts.
package final class JobStore: Sendable {
  let database: DatabasePool
  /// Milliseconds since 1970.
  private let clock: @Sendable () -> Int64

  package enum Failure: Error, Sendable, CustomStringConvertible {
    /// The file is no database, or is damaged. It is never replaced.
    case damaged(String)
    case noSuchJob(String)
    /// A transition that the state machine does not have: a defect, never bad input.
    case impossible(String, from: JobState, to: JobState)

    package var description: String {
      switch self {
      case .damaged(let message): "the job database is damaged: \(message)"
      case .noSuchJob(let id): "there is no job \(id)"
      case .impossible(let id, let from, let to): "job \(id) cannot go from \(from) to \(to)"
      }
    }
  }

  /// Opens or makes the database, and checks that it is whole.
  package init(path: String, clock: @escaping @Sendable () -> Int64) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    self.clock = clock
    do {
      database = try DatabasePool(path: path, configuration: configuration)
      let verdict = try database.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
      guard verdict == "ok" else { throw Failure.damaged(verdict ?? "no answer") }
      try JobStore.migrator.migrate(database)
    } catch let error as DatabaseError
      where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode)
    {
      throw Failure.damaged("\(path): \(error.message ?? "it cannot be read")")
    }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("jobs") { database in
      try database.create(table: "job") { table in
        table.primaryKey("id", .text)
        for column in ["scope", "share", "name", "state", "claimKey"] {
          table.column(column, .text).notNull()
        }
        for column in [
          "parkedFrom", "parkCause", "campaign", "jobKey", "digest", "supersedes", "resultName",
          "manifestDigest", "rejection",
        ] { table.column(column, .text) }
        for column in [
          "parkings", "priority", "evidence", "created", "updated", "revision", "recipientsTotal",
          "recipientsDone", "assetsTotal", "assetsDone", "staging",
        ] { table.column(column, .integer).notNull() }
        table.column("claim", .blob).notNull()
        for column in ["snapshot", "renderJob", "plan"] { table.column(column, .blob) }
      }
      try database.create(index: "jobByKey", on: "job", columns: ["scope", "jobKey"])
      try database.create(index: "jobByState", on: "job", columns: ["state"])
      try database.create(table: "shard") { table in
        table.column("job", .text).notNull().references("job", onDelete: .cascade)
        table.column("number", .integer).notNull()
        table.column("firstRow", .integer).notNull()
        table.column("lastRow", .integer).notNull()
        table.column("recipients", .integer).notNull()
        table.column("state", .text).notNull()
        table.column("tries", .integer).notNull()
        table.column("result", .blob)
        table.column("digest", .text)
        table.primaryKey(["job", "number"])
      }
      try database.create(table: "history") { table in
        table.autoIncrementedPrimaryKey("sequence")
        table.column("job", .text).notNull().references("job", onDelete: .cascade)
        table.column("time", .integer).notNull()
        table.column("event", .text).notNull()
        table.column("detail", .text)
      }
      try database.create(index: "historyByJob", on: "history", columns: ["job"])
    }
    migrator.registerMigration("retention") { database in
      try database.alter(table: "job") { table in
        table.add(column: "keepsResult", .boolean).notNull().defaults(to: true)
        table.add(column: "keepsStatus", .boolean).notNull().defaults(to: true)
      }
      try database.create(index: "jobByUpdate", on: "job", columns: ["share", "updated"])
    }
    migrator.registerMigration("deliveries") { database in
      try database.alter(table: "job") { $0.add(column: "undelivered", .text) }
      try database.create(table: "delivery") { table in
        table.column("job", .text).notNull().references("job", onDelete: .cascade)
        table.column("number", .integer).notNull()
        table.column("address", .text).notNull()
        table.column("state", .text).notNull()
        table.column("detail", .text)
        table.primaryKey(["job", "number"])
      }
    }
    return migrator
  }

  // MARK: Jobs

  /// Records a new job, with the first line of its history.
  package func insert(_ job: JobRecord) throws {
    try database.write { database in
      try job.insert(database)
      try self.note(job.state.rawValue, nil, job.id, database)
    }
  }

  package func job(_ id: String) throws -> JobRecord {
    guard let job = try database.read({ try JobRecord.fetchOne($0, key: id) }) else {
      throw Failure.noSuchJob(id)
    }
    return job
  }

  package func contains(_ id: String) throws -> Bool {
    try database.read { try JobRecord.exists($0, key: id) }
  }

  /// All jobs in the order of their ids, which is that of their claims.
  package func jobs(limit: Int = 10_000) throws -> [JobRecord] {
    try database.read { database in
      try JobRecord.order(Column("id").desc).limit(limit).fetchAll(database).reversed()
    }
  }

  /// Jobs that are not at their end.
  package func unfinishedJobs() throws -> [JobRecord] {
    let final = JobState.allCases.filter(\.isFinal).map(\.rawValue)
    return try database.read { database in
      try JobRecord.filter(!final.contains(Column("state"))).order(Column("id")).fetchAll(database)
    }
  }

  /// What of a finished job its hot folder keeps for a time.
  package enum Kept: String, Sendable {
    case result = "keepsResult"
    case status = "keepsStatus"
  }

  /// Finished jobs of a hot folder, last changed before that time, of which something is still kept.
  package func finishedJobs(
    of share: String, before time: Int64, keeping kept: Kept, limit: Int = 500
  ) throws -> [JobRecord] {
    let final = JobState.allCases.filter(\.isFinal).map(\.rawValue)
    return try database.read { database in
      try JobRecord.filter(Column("share") == share && Column("updated") < time)
        .filter(final.contains(Column("state")) && Column(kept.rawValue) == true)
        .order(Column("updated")).limit(limit).fetchAll(database)
    }
  }

  /// Records that something of a finished job is kept no longer.
  package func release(_ kept: Kept, of id: String) throws {
    try database.write { database in
      try database.execute(
        sql: "UPDATE job SET \(kept.rawValue) = 0 WHERE id = ?", arguments: [id])
    }
  }

  package func counts() throws -> [JobState: Int] {
    try database.read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT state, COUNT(*) AS count FROM job GROUP BY state")
      return Dictionary(
        rows.compactMap { row in
          JobState(rawValue: row["state"]).map { ($0, row["count"]) }
        }, uniquingKeysWith: { $0 + $1 })
    }
  }

  /// The greatest job id there is.
  package func lastID() throws -> String? {
    try database.read { try String.fetchOne($0, sql: "SELECT MAX(id) FROM job") }
  }

  /// Jobs of a hot folder with this identity that take it up: running or finished ones. The latest
  /// last.
  package func holders(of jobKey: String, in scope: String) throws -> [JobRecord] {
    let free = [JobState.rejected, .cancelled].map(\.rawValue)
    return try database.read { database in
      try JobRecord.filter(Column("scope") == scope && Column("jobKey") == jobKey)
        .filter(!free.contains(Column("state")) && Column("rejection") == nil)
        .order(Column("id")).fetchAll(database)
    }
  }

  /// Whether an unfinished job of this hot folder uses that claim directory.
  package func isClaimKeyTaken(_ key: String, share: String) throws -> Bool {
    let final = JobState.allCases.filter(\.isFinal).map(\.rawValue)
    return try database.read { database in
      try JobRecord.filter(Column("share") == share && Column("claimKey") == key)
        .filter(!final.contains(Column("state"))).fetchCount(database) > 0
    }
  }

  /// Changes a job without moving it on.
  @discardableResult
  package func update(
    _ id: String, event: String? = nil, detail: String? = nil, _ change: (inout JobRecord) -> Void
  ) throws -> JobRecord {
    try database.write { database in
      guard var job = try JobRecord.fetchOne(database, key: id) else { throw Failure.noSuchJob(id) }
      change(&job)
      job.updated = self.clock()
      try job.update(database)
      if let event { try self.note(event, detail, id, database) }
      return job
    }
  }

  /// Moves a job to its next state, durably, with whatever belongs to that state.
  @discardableResult
  package func advance(
    _ id: String, to next: JobState, detail: String? = nil, shards: [ShardRecord]? = nil,
    deliveries: [DeliveryRecord] = [],
    _ change: (inout JobRecord) -> Void = { _ in }
  ) throws -> JobRecord {
    try database.write { database in
      guard var job = try JobRecord.fetchOne(database, key: id) else { throw Failure.noSuchJob(id) }
      guard job.state.allows(next, origin: job.parkedFrom) else {
        throw Failure.impossible(id, from: job.state, to: next)
      }
      if next == .parked {
        job.parkedFrom = job.state
        job.parkings += 1
      } else if job.state == .parked {
        job.parkedFrom = nil
        job.parkCause = nil
      }
      job.state = next
      change(&job)
      if next.isFinal {
        // The manifest says all that these did.
        job.snapshot = nil
        job.plan = nil
        job.renderJob = nil
        try ShardRecord.filter(Column("job") == id).deleteAll(database)
      }
      job.updated = self.clock()
      try job.update(database)
      if let shards {
        try ShardRecord.filter(Column("job") == id).deleteAll(database)
        for shard in shards { try shard.insert(database) }
      }
      for delivery in deliveries { try delivery.insert(database) }
      try self.note(next.rawValue, detail, id, database)
      return job
    }
  }

  /// Removes finished jobs that nobody need remember; their duplicates are then new.
  package func delete(_ id: String) throws {
    _ = try database.write { try JobRecord.deleteOne($0, key: id) }
  }

  // MARK: Shards

  /// The shards that count, in the order of their rows, without their results.
  package func shards(of job: String) throws -> [ShardRecord] {
    let columns = [
      "job", "number", "firstRow", "lastRow", "recipients", "state", "tries", "digest",
    ].map { Column($0) }
    return try database.read { database in
      try ShardRecord.select(columns).filter(Column("job") == job)
        .filter(Column("state") != ShardRecord.State.divided.rawValue)
        .order(Column("firstRow"), Column("number")).fetchAll(database)
    }
  }

  /// The recorded result of a shard; nil where it is not done.
  package func result(of number: Int, job: String) throws -> Data? {
    try database.read { database in
      try Data.fetchOne(
        database, sql: "SELECT result FROM shard WHERE job = ? AND number = ?",
        arguments: [job, number])
    }
  }

  /// Counts a try of a shard, before it starts; returns its number, from 1.
  package func beginTry(of number: Int, job: String) throws -> Int {
    try database.write { database in
      try database.execute(
        sql: "UPDATE shard SET tries = tries + 1 WHERE job = ? AND number = ?",
        arguments: [job, number])
      return try Int.fetchOne(
        database, sql: "SELECT tries FROM shard WHERE job = ? AND number = ?",
        arguments: [job, number]) ?? 1
    }
  }

  /// Takes back a try that was neither won nor lost: the daemon stopped it.
  package func withdrawTry(of number: Int, job: String) throws {
    try database.write { database in
      try database.execute(
        sql: "UPDATE shard SET tries = MAX(0, tries - 1) WHERE job = ? AND number = ?",
        arguments: [job, number])
    }
  }

  /// Records a finished shard.
  package func finish(_ number: Int, job: String, result: Data, digest: String) throws {
    try database.write { database in
      try database.execute(
        sql: "UPDATE shard SET state = 'done', result = ?, digest = ? WHERE job = ? AND number = ?",
        arguments: [result, digest, job, number])
    }
  }

  /// A finished shard whose files are not what was recorded is rendered again; its digest stays, to be
  /// held against the new one.
  package func reopen(_ number: Int, job: String) throws {
    try database.write { database in
      try database.execute(
        sql: "UPDATE shard SET state = 'pending', tries = 0 WHERE job = ? AND number = ?",
        arguments: [job, number])
      try self.note("SHARD_REDONE", "shard \(number)", job, database)
    }
  }

  /// Puts parts in the place of a shard, with numbers after the last.
  package func divide(_ number: Int, job: String, into parts: [ShardRecord]) throws {
    try database.write { database in
      try database.execute(
        sql: "UPDATE shard SET state = 'divided' WHERE job = ? AND number = ?",
        arguments: [job, number])
      let last =
        try Int.fetchOne(
          database, sql: "SELECT MAX(number) FROM shard WHERE job = ?", arguments: [job]) ?? number
      for (index, part) in parts.enumerated() {
        var part = part
        part.number = last + 1 + index
        try part.insert(database)
      }
    }
  }

  // MARK: History

  package func history(of job: String) throws -> [HistoryEntry] {
    try database.read { database in
      try HistoryEntry.filter(Column("job") == job).order(Column("sequence")).fetchAll(database)
    }
  }

  package func note(_ event: String, detail: String? = nil, job: String) throws {
    try database.write { try self.note(event, detail, job, $0) }
  }

  func note(_ event: String, _ detail: String?, _ job: String, _ database: Database) throws {
    try HistoryEntry(job: job, time: clock(), event: event, detail: detail).insert(database)
  }
}
