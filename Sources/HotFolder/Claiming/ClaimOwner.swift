import Foundation
package import Linux

/// Who has claimed a drop: the file `owner` in its claim directory.
package struct ClaimOwner: Sendable, Hashable, Codable {
  package var host: String
  package var pid: Int32
  package var bootID: String
  /// The job that the claim belongs to.
  package var nonce: String
  /// The state directory that remembers the job; nil in claims of others' making.
  package var state: String?

  enum CodingKeys: String, CodingKey {
    case host, pid, nonce, state
    case bootID = "boot_id"
  }

  /// A claim of this process.
  package init(job: String, state: String) {
    host = FileSystem.hostName
    pid = ProcessInfo.processInfo.processIdentifier
    bootID = FileSystem.bootID
    nonce = job
    self.state = state
  }

  /// Whether the daemon on that state directory has to care for the claim: it is this host's, and no
  /// other state directory remembers it.
  package func isClaim(of state: String) -> Bool {
    guard host == FileSystem.hostName else { return false }
    if let own = self.state, own != state {
      return !FileManager.default.fileExists(atPath: own + "/jobs.sqlite")
    }
    // Where only the process is known, another daemon of this host may be at work.
    return self.state != nil || !isAlive
  }

  private var isAlive: Bool {
    bootID == FileSystem.bootID && pid != ProcessInfo.processInfo.processIdentifier
      && ProcessTable.isRunning(pid)
  }

  static let file: EntryName = "owner"

  func encoded() -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Plain values always encode.
    return Array((try? encoder.encode(self)) ?? Data())
  }

  /// The owner of a claim directory; nil where none is written, or it cannot be understood.
  package static func read(in directory: Directory) throws(SystemError) -> ClaimOwner? {
    guard try directory.contains(file) else { return nil }
    let bytes = try directory.read(file, limit: 1 << 16)
    return try? JSONDecoder().decode(ClaimOwner.self, from: Data(bytes))
  }

  /// The owner of the claim of that name; nil also where the claim has gone, or is another user's and
  /// closed to us.
  package static func read(
    _ name: EntryName, in claims: Directory
  ) throws(SystemError) -> ClaimOwner? {
    do throws(SystemError) {
      return try read(in: claims.directory(name))
    } catch {
      if error.isDenied || error.isNotFound { return nil }
      throw error
    }
  }

  /// Makes a claim directory this owner's; false where it is another's. Of several who try, one wins.
  func take(_ directory: Directory) throws(SystemError) -> Bool {
    if let owner = try Self.read(in: directory) {
      guard owner.nonce == nonce else { return false }
      try directory.write(Self.file, encoded(), mode: 0o600)
      return true
    }
    let temporary: EntryName = ".owner.\(nonce).tmp"
    try directory.write(temporary, encoded(), mode: 0o600)
    do throws(SystemError) {
      try directory.renameExclusively(temporary, to: directory, Self.file)
    } catch {
      try? directory.removeFile(temporary)
      guard error.isExisting else { throw error }
    }
    try directory.sync()
    return try Self.read(in: directory)?.nonce == nonce
  }
}
