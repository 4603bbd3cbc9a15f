import Foundation
import JobStore
import Testing

@Suite struct JobStoreTests {
  private func store() throws -> JobStore {
    try JobStore(path: NSTemporaryDirectory() + "platen-jobs-\(UUID().uuidString).sqlite") { 1 }
  }

  private func job(_ id: String, key: String? = nil) -> JobRecord {
    var job = JobRecord(
      id: id, scope: "s", share: "/share", name: "a.zip", state: .claimIntent, evidence: 3,
      created: 1, claimKey: "k", claim: Data())
    job.jobKey = key
    return job
  }

  @Test("A job goes through its states in order only, and every step is in its history")
  func transitions() throws {
    let store = try store()
    try store.insert(job("job-0001"))
    try store.advance("job-0001", to: .claimed)
    #expect(throws: JobStore.Failure.self) { try store.advance("job-0001", to: .published) }
    try store.advance("job-0001", to: .parked) { $0.parkCause = "disk full" }
    #expect(try store.job("job-0001").effectiveState == .claimed)
    #expect(throws: JobStore.Failure.self) { try store.advance("job-0001", to: .snapshot) }
    try store.advance("job-0001", to: .claimed)
    #expect(try store.job("job-0001").parkCause == nil)
    try store.advance("job-0001", to: .rejected)
    #expect(
      try store.history(of: "job-0001").map(\.event)
        == ["CLAIM_INTENT", "CLAIMED", "PARKED", "CLAIMED", "REJECTED"])
    #expect(try store.unfinishedJobs().isEmpty)
  }

  @Test("What may be visible is never rejected or cancelled, not even while it is parked")
  func beyondRecall() {
    #expect(!JobState.published.allows(.rejected))
    #expect(!JobState.parked.allows(.cancelled, origin: .publishIntent))
    #expect(JobState.parked.allows(.cancelled, origin: .planned))
    for state in JobState.allCases where state.isFinal {
      #expect(JobState.allCases.allSatisfy { !state.allows($0) })
    }
  }

  @Test("Rejected and cancelled jobs take up neither key nor digest")
  func holders() throws {
    let store = try store()
    for id in ["job-0001", "job-0002"] {
      try store.insert(job(id, key: "spring"))
      try store.advance(id, to: .claimed)
    }
    #expect(try store.holders(of: "spring", in: "s").map(\.id) == ["job-0001", "job-0002"])
    #expect(try store.holders(of: "spring", in: "elsewhere").isEmpty)
    try store.advance("job-0001", to: .cancelled)
    #expect(try store.holders(of: "spring", in: "s").map(\.id) == ["job-0002"])
  }

  @Test("A try is counted before it starts; parts of a shard get numbers of their own")
  func shards() throws {
    let store = try store()
    try store.insert(job("job-0001"))
    for state in [JobState.claimed, .snapshot, .admitted, .preflight] {
      try store.advance("job-0001", to: state)
    }
    let shard = ShardRecord(job: "job-0001", number: 0, firstRow: 1, lastRow: 9, recipients: 9)
    try store.advance("job-0001", to: .planned, shards: [shard])
    #expect(try store.beginTry(of: 0, job: "job-0001") == 1)
    #expect(try store.beginTry(of: 0, job: "job-0001") == 2)
    try store.withdrawTry(of: 0, job: "job-0001")
    #expect(try store.shards(of: "job-0001").first?.tries == 1)
    let parts = [(1, 4), (5, 9)].map {
      ShardRecord(
        job: "job-0001", number: 0, firstRow: Int64($0.0), lastRow: Int64($0.1), recipients: 4)
    }
    try store.divide(0, job: "job-0001", into: parts)
    #expect(try store.shards(of: "job-0001").map(\.number) == [1, 2])
  }

  @Test("A file that is no database is reported and left as it is")
  func damaged() throws {
    let path = NSTemporaryDirectory() + "platen-jobs-\(UUID().uuidString).sqlite"
    let bytes = Data(repeating: 7, count: 8192)
    try bytes.write(to: URL(filePath: path))
    #expect(throws: JobStore.Failure.self) { try JobStore(path: path) { 1 } }
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
  }
}
