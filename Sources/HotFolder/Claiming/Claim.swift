import Foundation
import Hashing
package import Linux

/// A drop taken out of its clients' reach: a directory below `inbox/.claims/` that holds its members.
///
/// Every step may be repeated after a crash. The steps are recorded by the caller between them:
/// `prepare`, `CLAIM_INTENT`, `take`, `CLAIMED`.
package struct Claim: Sendable {
  package enum Failure: Error, Sendable, Hashable {
    /// A member has gone: the scan will see what there is now.
    case vanished
    /// A member has changed since the verdict.
    case changed
    /// Another host has claimed a drop of this name.
    case foreign(host: String)
    /// The members may not be moved.
    case denied(String)
    case system(SystemError)
  }

  package let share: Share
  /// The name of the claim directory.
  package let key: String
  package let members: [Drop.Member]

  package init(share: Share, key: String, members: [Drop.Member]) {
    self.share = share
    self.key = key
    self.members = members
  }

  /// The members lie one level deeper than `owner`, so that none can be called like it.
  static let content: EntryName = "drop"

  /// The claim directory's name for a drop: one for each name, whatever its case or composition.
  package static func key(scope: String, primary: EntryName) -> String {
    var hasher = SHA256Hasher()
    hasher.update(
      scope + "\n" + NameRules.folded(primary.display).precomposedStringWithCanonicalMapping)
    return String(hasher.finalize().hex.prefix(32))
  }

  /// Chooses a key that no other drop of ours has taken.
  ///
  /// - Parameter state: our state directory.
  package static func freeKey(
    _ key: String, in claims: Directory, state: String, isTaken: (String) -> Bool
  ) throws(Failure) -> String {
    for number in 1...10_000 {
      let candidate = number == 1 ? key : "\(key)~\(number)"
      if isTaken(candidate) { continue }
      let name = EntryName(candidate)
      let owner: ClaimOwner?
      do throws(SystemError) {
        guard try claims.contains(name) else { return candidate }
        owner = try ClaimOwner.read(name, in: claims)
      } catch {
        throw .system(error)
      }
      if let owner, !owner.isClaim(of: state) { throw .foreign(host: owner.host) }
    }
    throw .system(SystemError("mkdir", path: claims.path, code: 17))
  }

  /// Moves the members in: data first, marker last, each verified by looking at both of its names.
  ///
  /// - Parameter state: our state directory.
  package func take(job: String, state: String) throws(Failure) {
    do throws(SystemError) {
      let inbox = try share.directory(.inbox)
      let claims = try inbox.directory(Share.claims)
      let directory = try claims.ensureDirectory(EntryName(key), mode: 0o700)
      guard try ClaimOwner(job: job, state: state).take(directory) else {
        throw SystemError("claim", path: directory.path, code: 17)
      }
      let content = try directory.ensureDirectory(Self.content, mode: 0o700)
      for member in members { try move(member, from: inbox, to: content) }
      try content.sync()
      try directory.sync()
      try claims.sync()
      try inbox.sync()
    } catch {
      throw failure(error)
    }
  }

  private func move(
    _ member: Drop.Member, from inbox: Directory, to content: Directory
  ) throws(SystemError) {
    let name = member.fileName
    if let taken = try content.statusIfPresent(of: name), taken.isSameFile(as: member.status) {
      return
    }
    let present = try inbox.status(of: name)
    guard present.isSameFile(as: member.status) else {
      throw SystemError("claim", path: inbox.path(of: name), code: 2)
    }
    // Whether the call failed is less telling than where the file is: replies of network file systems
    // get lost.
    var refusal: SystemError?
    do throws(SystemError) {
      try inbox.rename(name, to: content, name)
    } catch {
      refusal = error
    }
    let arrived = try content.statusIfPresent(of: name)
    guard let arrived, arrived.isSameFile(as: member.status) else {
      throw refusal ?? SystemError("rename", path: inbox.path(of: name), code: 5)
    }
  }

  /// Moves whatever was taken back into the inbox, where its name is still free, and removes the claim
  /// directory if nothing is left in it. Another job's claim stays as it is.
  package func giveBack(job: String) throws(SystemError) {
    let inbox = try share.directory(.inbox)
    let claims = try inbox.directory(Share.claims)
    guard let directory = try claims.directoryIfPresent(EntryName(key)) else { return }
    if let owner = try ClaimOwner.read(in: directory), owner.nonce != job { return }
    if let content = try directory.directoryIfPresent(Self.content) {
      for name in try content.names() {
        do throws(SystemError) {
          try content.renameExclusively(name, to: inbox, name)
        } catch {
          guard error.isExisting || error.isNotFound else { throw error }
        }
      }
    }
    try inbox.sync()
    try remove()
  }

  /// The directory that holds the members; nil where the claim has gone.
  package func contents() throws(SystemError) -> Directory? {
    try share.claimsDirectory().directoryIfPresent(at: [EntryName(key), Self.content])
  }

  /// Removes an emptied claim directory; one that still holds something stays.
  package func remove() throws(SystemError) {
    let claims = try share.claimsDirectory()
    guard let directory = try claims.directoryIfPresent(EntryName(key)) else { return }
    do throws(SystemError) {
      if try directory.contains(Self.content) { try directory.removeEmptyDirectory(Self.content) }
      // Also what a kill in the middle of writing it left.
      for name in try directory.names() where name.display.hasPrefix(".owner.") {
        try directory.removeFile(name)
      }
      if try directory.contains(ClaimOwner.file) { try directory.removeFile(ClaimOwner.file) }
      try claims.removeEmptyDirectory(EntryName(key))
    } catch {
      if !error.isExisting && !error.isNotFound { throw error }
    }
  }

  /// Jobs that claims of other daemons on this share belong to.
  package static func foreignJobs(
    in claims: Directory, state: String
  ) throws(SystemError) -> Set<String> {
    var jobs: Set<String> = []
    for name in try claims.names() {
      guard let owner = try ClaimOwner.read(name, in: claims), !owner.isClaim(of: state)
      else { continue }
      jobs.insert(owner.nonce)
    }
    return jobs
  }

  private func failure(_ error: SystemError) -> Failure {
    // Another daemon was faster.
    if error.isNotFound || error.isExisting { return .vanished }
    if error.isDenied || error.code == 30 { return .denied(error.description) }
    return .system(error)
  }
}
