import Findings
import Foundation
import HotFolder
import JobStore
import Linux

/// What a claim's record keeps of the drop: enough to finish, undo or adopt the claim after a crash,
/// and to find one's way in the snapshot.
struct ClaimTicket: Codable, Hashable {
  var form: Drop.Form
  var primary: [UInt8]
  var members: [Drop.Member]
  /// The descriptor's path from the members on, as names; nil for zips and data alone.
  var descriptor: [[UInt8]]?
  /// Set where the claim is made only to give the drop back.
  var rejection: Rejection?

  init(_ drop: Drop, _ verdict: Verdict) {
    form = drop.form
    primary = drop.primary.bytes
    members = drop.members
    descriptor = drop.descriptor?.map(\.bytes)
    if case .reject(let code, let message) = verdict {
      rejection = Rejection(code: code, message: message, file: drop.primary.display)
    }
  }

  var primaryName: EntryName { EntryName(bytes: primary) }
  var memberNames: [EntryName] { members.map(\.fileName) }

  /// The primary name without what tells its kind: `{{ drop.name }}`.
  var dropName: String {
    let name = primaryName.display
    if let stem = DescriptorSketch.stem(primaryName) { return stem }
    guard form != .folder, let dot = name.lastIndex(of: "."), dot > name.startIndex else {
      return name
    }
    return String(name[..<dot])
  }
}

extension JobRecord {
  /// The claim as the hot folder made it.
  func ticket() throws -> ClaimTicket { try JSONDecoder().decode(ClaimTicket.self, from: claim) }

  func claimHandle() throws -> Claim {
    Claim(share: Share(path: share), key: claimKey, members: try ticket().members)
  }

  func snapshotFiles() throws -> [Snapshot.File] {
    guard let snapshot else { return [] }
    return try JSONDecoder().decode([Snapshot.File].self, from: snapshot)
  }

  func render() throws -> RenderJob {
    guard let renderJob else { throw PipelineFault.recordIncomplete(id, "renderJob") }
    return try JSONDecoder().decode(RenderJob.self, from: renderJob)
  }

  func jobPlan() throws -> JobPlan {
    guard let plan else { throw PipelineFault.recordIncomplete(id, "plan") }
    return try JSONDecoder().decode(JobPlan.self, from: plan)
  }
}

/// What must not happen: a defect of ours, parked and reported rather than trusted.
enum PipelineFault: Error, CustomStringConvertible {
  case recordIncomplete(String, String)
  case shardContradicted(Int)

  var description: String {
    switch self {
    case .recordIncomplete(let job, let field): "the record of job \(job) lacks \(field)"
    case .shardContradicted(let number):
      "shard \(number) gave another result than before; the job stops rather than publish either"
    }
  }
}

/// JSON of records: the same value gives the same bytes.
func encoded(_ value: some Encodable) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return try encoder.encode(value)
}
