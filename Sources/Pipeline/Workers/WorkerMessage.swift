import Campaign
import Findings
import Foundation

/// What the daemon tells a worker; JSON over the worker's standard input.
enum WorkerCommand: Sendable, Codable {
  /// Render a shard and write its bundles below `directory`, which exists.
  case render(Shard, directory: String)
  /// Render one recipient for a proof, whatever a gate says of it; pictures go into `directory`.
  case sample(row: Int64, directory: String, pictures: PictureSize)
  /// Lay one recipient out and tell the texts as they stand in their lines.
  case measure(row: Int64)
}

/// What a worker answers; JSON over its standard output.
enum WorkerEvent: Sendable, Codable {
  /// The sandbox is up and the job's specification read. `unprotected` says what the kernel lacks.
  case ready(unprotected: [String])
  /// Work on a recipient begins: should the worker die now, this is the one it died of.
  case started(key: String)
  case rendered(BundleRecord, findings: [Finding])
  case leftOut(LeftOutRecipient, findings: [Finding])
  case sampled(ProofRecipient)
  case measured([MeasuredText])
  /// The shard is done.
  case finished
  /// The machine's fault, not the input's: a full disk, an unreadable snapshot. The worker ends.
  case failed(code: Int32, message: String)
}

extension WorkerCommand {
  func encoded() throws -> [UInt8] { Array(try JSONEncoder().encode(self)) }
  init(decoding bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(WorkerCommand.self, from: Data(bytes))
  }
}

extension WorkerEvent {
  func encoded() throws -> [UInt8] { Array(try JSONEncoder().encode(self)) }
  init(decoding bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(WorkerEvent.self, from: Data(bytes))
  }
}
