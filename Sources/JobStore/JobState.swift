/// Where a job is. A state is recorded when what it names is durable, and each has exactly one thing to
/// be done next, which is also what recovery does: there is no other way to go on.
package enum JobState: String, Sendable, Hashable, Codable, CaseIterable {
  /// The members and their fingerprints are known. Next: move them into the claim directory.
  case claimIntent = "CLAIM_INTENT"
  /// The members are ours. Next: copy and hash them.
  case claimed = "CLAIMED"
  /// The copy is complete. Next: find out whether this content was done before.
  case snapshot = "SNAPSHOT"
  /// The job has an identity and a place in the queue. Next: start its checks.
  case admitted = "ADMITTED"
  /// Checks are running. Next: run them and make the plan.
  case preflight = "PREFLIGHT"
  /// The plan needs a human's approval. Next: make the proof if absent, and wait.
  case proof = "PROOF"
  /// A human has approved. Next: record the shards.
  case approved = "APPROVED"
  /// The shards are recorded. Next: render those not done, bring them together.
  case planned = "PLANNED"
  /// The whole result lies in staging, synced. Next: choose its name.
  case bundled = "BUNDLED"
  /// The name is chosen. Next: rename, and look whether it worked.
  case publishIntent = "PUBLISH_INTENT"
  /// The result is visible. Next: its marker, and the list of who is to be told.
  case published = "PUBLISHED"
  /// Messages are under way. Next: send those not tried, never repeat one that was; then archive.
  case delivering = "DELIVERING"
  /// The input lies in the archive. Next: tidy up.
  case archived = "ARCHIVED"
  case closed = "CLOSED"
  /// Something of ours stands in the way. Next: wait, test, go on from where it was.
  case parked = "PARKED"
  case rejected = "REJECTED"
  case cancelled = "CANCELLED"

  package var isFinal: Bool { self == .closed || self == .rejected || self == .cancelled }

  /// Whether the result may already be visible, so that nothing can be taken back.
  package var isBeyondRecall: Bool {
    switch self {
    case .publishIntent, .published, .delivering, .archived, .closed: true
    default: false
    }
  }

  /// Whether a job in this state may go to that one. Parking and coming back are possible from every
  /// state that is not final; `origin` is the state that a parked job was parked in.
  package func allows(_ next: JobState, origin: JobState? = nil) -> Bool {
    if isFinal { return false }
    switch next {
    case .parked: return self != .parked
    case .rejected, .cancelled: return !(origin ?? self).isBeyondRecall
    default: break
    }
    switch self {
    case .claimIntent: return next == .claimed
    case .claimed: return next == .snapshot
    case .snapshot: return next == .admitted
    case .admitted: return next == .preflight
    case .preflight: return next == .proof || next == .planned
    case .proof: return next == .approved
    case .approved: return next == .planned
    case .planned: return next == .bundled
    // A staged result that turns out damaged is made again.
    case .bundled: return next == .publishIntent || next == .planned
    case .publishIntent: return next == .published || next == .planned
    case .published: return next == .delivering
    case .delivering: return next == .archived
    case .archived: return next == .closed
    case .parked: return next == origin
    case .closed, .rejected, .cancelled: return false
    }
  }
}
