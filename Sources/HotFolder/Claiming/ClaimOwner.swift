import Foundation
package import Linux

/// Who has claimed a drop: the file `owner` in its claim directory.
package struct ClaimOwner: Sendable, Hashable, Codable {
  package var host: String
  package var pid: Int32
  package var bootID: String
  /// The job that the claim belongs to.
  package var nonce: String

  enum CodingKeys: String, CodingKey {
    case host, pid, nonce
    case bootID = "boot_id"
  }

  /// A claim of this process for a job.
  package init(job: String) {
    host = FileSystem.hostName
    pid = ProcessInfo.processInfo.processIdentifier
    bootID = FileSystem.bootID
    nonce = job
  }

  /// Whether it is a claim of this host, by whichever of its processes.
  package var isOurs: Bool { host == FileSystem.hostName }

  static let file: EntryName = "owner"

  func encoded() -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Four plain values always encode.
    return Array((try? encoder.encode(self)) ?? Data())
  }

  /// The owner of a claim directory; nil where none is written or it cannot be read.
  package init?(in directory: Directory) {
    guard let bytes = try? directory.read(Self.file, limit: 4096),
      let owner = try? JSONDecoder().decode(ClaimOwner.self, from: Data(bytes))
    else { return nil }
    self = owner
  }
}
