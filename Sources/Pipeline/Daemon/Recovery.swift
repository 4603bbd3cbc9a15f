import Campaign
import Delivery
import Findings
import Foundation
import HotFolder
import JobStore
import Linux
import Logging

/// What a start does about the past, beyond going on with unfinished jobs: section 8.
struct Recovery {
  let context: JobContext
  let identifiers: JobIdentifiers

  /// Work folders that no job remembers.
  func collectWork() throws {
    let work = try Directory(path: context.work)
    let moved = try LostAndFound.collect(in: work) { name in
      (try? context.store.contains(name.display)) ?? true
    }
    report(moved, in: context.work)
  }

  /// A share has become reachable: claims and staging folders that no job remembers.
  ///
  /// - Returns: the jobs made for claims of ours that had none.
  func look(at share: Share) throws -> [JobRecord] {
    try collectStaging(share)
    try mendStatusFiles(share)
    return try adoptClaims(share)
  }

  /// A job whose end was recorded, but not yet shown.
  private func mendStatusFiles(_ share: Share) throws {
    let status = try share.directory(.status)
    for job in try context.store.jobs(limit: 1000)
    where job.share == share.path && job.state.isFinal {
      guard let bytes = try? status.read(EntryName(job.id + ".json"), limit: 1 << 20),
        let shown = try? JSONDecoder().decode(StatusFile.self, from: Data(bytes)),
        shown.state != job.state.rawValue
      else { continue }
      StatusFile.write(job.id, context)
    }
  }

  private func collectStaging(_ share: Share) throws {
    let staging = try share.stagingDirectory()
    let foreign = try Claim.foreignJobs(in: share.claimsDirectory(), state: context.state)
    let moved = try LostAndFound.collect(in: staging) { name in
      guard let dot = name.display.lastIndex(of: ".") else { return false }
      let id = String(name.display[..<dot])
      if foreign.contains(id) { return true }
      // A record that cannot be read now is no reason to take its staging away.
      do {
        return try context.store.contains(id) && context.store.job(id).share == share.path
      } catch {
        return true
      }
    }
    report(moved, in: staging.path)
  }

  private func report(_ names: [EntryName], in path: String) {
    for name in names {
      context.log.warning("\(path)/\(name) belongs to no job: moved to lost+found/")
    }
  }

  private func adoptClaims(_ share: Share) throws -> [JobRecord] {
    let claims = try share.claimsDirectory()
    var adopted: [JobRecord] = []
    for name in try claims.names() {
      if try context.store.isClaimKeyTaken(name.display, share: share.path) { continue }
      guard let owner = try ClaimOwner.read(name, in: claims), owner.isClaim(of: context.state)
      else { continue }
      let claim = Claim(share: share, key: name.display, members: [])
      guard let contents = try claim.contents(), let drop = try drop(in: contents, of: share) else {
        try claim.remove()
        continue
      }
      adopted.append(try adopt(drop, share, key: name.display))
    }
    return adopted
  }

  /// What the claimed files are, found out as in an inbox.
  private func drop(in contents: Directory, of share: Share) throws -> Drop? {
    let limits = context.settings(share).limits.descriptor
    let assembly = DropAssembly(
      hasOwnCampaign: true, isInstalledTemplate: { _ in true },
      sketch: { (path, _) throws(SystemError) in
        try DescriptorSketch(reading: path, in: contents, limits: limits)
      })
    let drops = assembly.drops(in: try InboxListing(reading: contents))
    let drop = drops.first { $0.form != .stray } ?? drops.first
    if let obstacle = drop?.obstacle { throw obstacle }
    return drop
  }

  private func adopt(_ drop: Drop, _ share: Share, key: String) throws -> JobRecord {
    let (id, time) = identifiers.next()
    let isWhole = drop.missing.isEmpty && drop.fault == nil
    let verdict: Verdict =
      isWhole
      ? .admit(evidence: 1)
      : .reject(.orphan, message: "\(drop.primary): it was claimed before it was complete")
    let ticket = ClaimTicket(drop, verdict)
    var job = JobRecord(
      id: id, scope: try share.scope(), share: share.path, name: drop.primary.display,
      state: .claimed, evidence: 1, created: time, claimKey: key, claim: try encoded(ticket))
    job.rejection = ticket.rejection
    try context.store.insert(job)
    context.log(of: id).notice("adopts the claim \(key) of \(share.name)")
    return job
  }
}
