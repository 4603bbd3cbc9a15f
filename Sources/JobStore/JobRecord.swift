package import Findings
package import Foundation
import GRDB

/// All that is durable about one job.
package struct JobRecord: Sendable, Codable, Hashable {
  /// `[a-z0-9-]{8,40}`, sorting by time.
  package var id: String
  /// The hot folder's scope: duplicates are looked for inside one.
  package var scope: String
  /// The hot folder's path.
  package var share: String
  /// The primary name, for people.
  package var name: String
  package var state: JobState
  /// What a parked job was doing.
  package var parkedFrom: JobState?
  package var parkCause: String?
  package var parkings = 0
  package var priority = 0
  package var evidence: Int
  /// The claim's time and the last change, milliseconds since 1970.
  package var created: Int64
  package var updated: Int64
  /// The claim directory's name.
  package var claimKey: String
  /// The claim as the hot folder describes it, JSON.
  package var claim: Data
  /// The snapshot's files, JSON.
  package var snapshot: Data?
  package var campaign: String?
  package var jobKey: String?
  package var digest: String?
  package var revision = 1
  package var supersedes: String?
  /// The job and input as the renderer knows them, JSON; fixed at admission.
  package var renderJob: Data?
  /// The plan, JSON.
  package var plan: Data?
  package var recipientsTotal = 0
  package var recipientsDone = 0
  package var assetsTotal = 0
  package var assetsDone = 0
  /// How often the result was staged from the beginning.
  package var staging = 1
  package var resultName: String?
  package var manifestDigest: String?
  /// Set once it is certain that the job will be given back; it is when the state says so.
  package var rejection: Rejection?
  /// Whether the published result, and the status file, have not been kept long enough yet.
  package var keepsResult = true
  package var keepsStatus = true
  /// Messages about the result that were refused, or of which nobody knows whether they arrived.
  package var undelivered: String?

  package init(
    id: String, scope: String, share: String, name: String, state: JobState, evidence: Int,
    created: Int64, claimKey: String, claim: Data
  ) {
    self.id = id
    self.scope = scope
    self.share = share
    self.name = name
    self.state = state
    self.evidence = evidence
    self.created = created
    self.updated = created
    self.claimKey = claimKey
    self.claim = claim
  }

  /// Where the job stands, whatever keeps it from going on.
  package var effectiveState: JobState { state == .parked ? parkedFrom ?? .claimed : state }
}

/// Why a job is given back, and where: `reason.json`.
package struct Rejection: Sendable, Codable, Hashable {
  package var code: RejectCode
  package var message: String
  package var file: String?
  package var row: Int?
  package var line: Int?
  package var column: Int?
  package var limit: String?
  package var duplicateOf: String?
  package var result: String?
  package var findings: [Finding]
  /// Whether an `errors.csv` was made for it.
  package var hasErrorsFile = false

  package init(
    code: RejectCode, message: String, file: String? = nil, row: Int? = nil, line: Int? = nil,
    column: Int? = nil, limit: String? = nil, duplicateOf: String? = nil, result: String? = nil,
    findings: [Finding] = []
  ) {
    self.code = code
    self.message = message
    self.file = file
    self.row = row
    self.line = line
    self.column = column
    self.limit = limit
    self.duplicateOf = duplicateOf
    self.result = result
    self.findings = findings
  }
}

extension JobRecord: FetchableRecord, PersistableRecord {
  package static let databaseTableName = "job"
}
