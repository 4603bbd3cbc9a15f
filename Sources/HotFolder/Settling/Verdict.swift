package import Findings

/// What is to become of a drop, for now.
package enum Verdict: Sendable, Hashable {
  /// Not yet: why, and the evidence that there is.
  case wait(reason: String, evidence: Int)
  /// Claim it and make a job of it.
  case admit(evidence: Int)
  /// Claim it and give it back.
  case reject(RejectCode, message: String)
}

/// One line of `status/waiting.json`.
package struct WaitingDrop: Sendable, Hashable, Codable {
  package var name: String
  /// When it was first seen, ISO 8601.
  package var since: String
  package var missing: [String]
  package var evidence: Int
  package var reason: String

  package init(name: String, since: String, missing: [String], evidence: Int, reason: String) {
    self.name = name
    self.since = since
    self.missing = missing
    self.evidence = evidence
    self.reason = reason
  }
}
