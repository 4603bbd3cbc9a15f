import Findings
import Foundation
import HotFolder
import JobStore
import Linux
import Synchronization

/// `status/<job>.json`, also what `jobs --json` lists.
package struct StatusFile: Sendable, Codable, Hashable {
  package struct Count: Sendable, Codable, Hashable {
    package var total: Int
    package var done: Int
  }

  package var job: String
  package var name: String
  package var campaign: String?
  package var state: String
  package var evidence: Int
  package var revision: Int
  package var recipients: Count
  package var assets: Count
  /// What the job waits for or lacks, and messages that did not or may not have arrived.
  package var missing: [String]
  package var code: String?
  package var result: String?
  /// ISO 8601, UTC.
  package var updated: String

  init(_ job: JobRecord, progress: Int = 0) {
    self.job = job.id
    name = job.name
    campaign = job.campaign
    state = job.state.rawValue
    evidence = job.evidence
    revision = job.revision
    let done = min(job.recipientsTotal, job.recipientsDone + progress)
    recipients = Count(total: job.recipientsTotal, done: done)
    assets = Count(total: job.assetsTotal, done: job.assetsDone)
    missing = [job.parkCause, job.undelivered].compactMap(\.self)
    code = job.rejection?.code.rawValue
    result = job.state.isBeyondRecall && job.state != .publishIntent ? job.resultName : nil
    updated = TimeText.iso(milliseconds: job.updated)
  }

  enum CodingKeys: String, CodingKey {
    case job, name, campaign, state, evidence, revision, recipients, assets, missing, code, result
    case updated
  }

  /// Every key is there, null where it does not apply.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(job, forKey: .job)
    try container.encode(name, forKey: .name)
    try container.encode(campaign, forKey: .campaign)
    try container.encode(state, forKey: .state)
    try container.encode(evidence, forKey: .evidence)
    try container.encode(revision, forKey: .revision)
    try container.encode(recipients, forKey: .recipients)
    try container.encode(assets, forKey: .assets)
    try container.encode(missing, forKey: .missing)
    try container.encode(code, forKey: .code)
    try container.encode(result, forKey: .result)
    try container.encode(updated, forKey: .updated)
  }

  /// Writes the file of a job; what cannot be written now will be when the job goes on, or soon.
  static func write(_ id: String, _ context: JobContext) {
    writing.withLock { _ in writeAlone(id, context) }
  }

  /// A job's steps and the clock both ask for the file to be written.
  private static let writing = Mutex(())

  private static func writeAlone(_ id: String, _ context: JobContext) {
    guard let job = try? context.store.job(id), job.state != .claimIntent else { return }
    let status = StatusFile(job, progress: context.progress.recipients(of: id))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(status) else { return }
    do throws(SystemError) {
      try Share(path: job.share).directory(.status).write(
        EntryName(id + ".json"), Array(data), durable: job.state.isFinal)
      context.progress.note(isShown: true, job: id)
    } catch {
      context.progress.note(isShown: false, job: id)
    }
  }
}
