import Archive
import Campaign
import Foundation
import Linux
import Logging

/// What a folder's thread does: look, decide, claim, report, sleep.
struct FolderLoop {
  let share: Share
  let handlers: FolderMonitor.Handlers
  let limits: () -> LimitSettings
  let log: Logger
  /// Asks for events of a folder.
  let observe: (String) -> Void
  /// Events of a folder that has gone are of no more use.
  let disregard: (String) -> Void

  private var settings: HotFolderSettings?
  private var settling: Settling?
  private var isNetwork = false
  private var inboxIdentity: FileStatus?
  private var lock: FileLock?
  private var watched: Set<String> = []
  private var pause: String??
  private var hasScanned = false
  private var backOff = 0.1
  private var sketches: [[EntryName]: (status: FileStatus, sketch: DescriptorSketch)] = [:]
  private var refusals = Refusals()
  private var waiting: WaitingReport

  init(
    share: Share, handlers: FolderMonitor.Handlers, limits: @escaping () -> LimitSettings,
    log: Logger,
    observe: @escaping (String) -> Void, disregard: @escaping (String) -> Void
  ) {
    self.share = share
    self.handlers = handlers
    self.limits = limits
    self.log = log
    self.observe = observe
    self.disregard = disregard
    waiting = WaitingReport(share: share, log: log)
  }

  mutating func run(
    take: () -> FolderMonitor.Shared, settingsChanged: (HotFolderSettings) -> Void,
    sleep: (Double) -> Bool
  ) {
    while true {
      let orders = take()
      if orders.isStopped { return }
      let start = MonotonicTime.now()
      if orders.mustReload || settings == nil { loadSettings(settingsChanged) }
      for name in orders.movedIn { settling?.noteMove(of: name, at: start) }
      let rest = look()
      if !hasScanned {
        hasScanned = true
        handlers.firstScan(share)
      }
      // A busy inbox must not be scanned without pause: at least as long as a scan took.
      let took = MonotonicTime.now() - start
      let least = min(1, max(0.005, took))
      if sleep(max(rest, least)) { WakeUp.pause(seconds: least) }
    }
  }

  /// One look at everything; returns how long to sleep, in seconds.
  private mutating func look() -> Double {
    if let absence = share.absence() {
      forgetWatches()
      inboxIdentity = nil
      lock = nil
      return paused(absence)
    }
    guard settings != nil else { return 1 }
    do throws(SystemError) {
      guard try holdsLock() else {
        return paused("another daemon works on this hot folder; stop one of the two")
      }
      let rest = try scan()
      backOff = 0.1
      report(nil)
      return rest
    } catch {
      defer { backOff = min(10, backOff * 2) }
      report("the inbox cannot be read: \(error)")
      return backOff
    }
  }

  /// Makes sure that this daemon alone works on the share, as long as its id file is the same.
  private mutating func holdsLock() throws(SystemError) -> Bool {
    let inbox = try share.directory(.inbox)
    if let lock, lock.isOn(try inbox.status(of: Share.idFile)) { return true }
    lock = nil
    lock = try FileLock.take(existing: inbox.path(of: Share.idFile))
    return lock != nil
  }

  private mutating func paused(_ reason: String) -> Double {
    report(reason)
    return 0.5
  }

  private mutating func report(_ reason: String?) {
    guard pause == nil || pause! != reason else { return }
    if let reason {
      log.warning("\(share.name) is paused: \(reason)")
    } else if pause != nil {
      log.info("\(share.name) goes on")
    }
    pause = .some(reason)
    handlers.stateChanged(share, reason)
  }

  private mutating func loadSettings(_ changed: (HotFolderSettings) -> Void) {
    guard share.absence() == nil else { return }
    do throws(SettingsFault) {
      let loaded = try HotFolderSettings(of: share, base: limits())
      settings = loaded
      changed(loaded)
      let root = try? share.directory(.inbox)
      // What cannot be told is treated as the slower and less reliable of the two.
      isNetwork = root.map(FileSystem.isNetwork) ?? true
      if settling == nil {
        settling = Settling(settings: loaded, isNetwork: isNetwork)
      } else {
        settling?.adopt(loaded, isNetwork: isNetwork)
      }
    } catch {
      if settings == nil {
        report(error.description)
      } else {
        log.error("\(share.name) keeps its settings: \(error)")
      }
    }
  }

  // MARK: Scanning

  private mutating func scan() throws(SystemError) -> Double {
    guard let settings, var settling else { return 1 }
    let inbox = try share.directory(.inbox)
    let identity = try inbox.status()
    if inboxIdentity?.isSameFile(as: identity) != true {
      forgetWatches()
      inboxIdentity = identity
    }
    watch(share.path + "/inbox")
    watch(share.path + "/acks")
    let listing = try InboxListing(reading: inbox)
    watchFolders(in: listing)

    var known = sketches
    var seen: [[EntryName]: (status: FileStatus, sketch: DescriptorSketch)] = [:]
    let campaign = EntryName(settings.campaign)
    let limits = settings.limits.descriptor
    var assembly = DropAssembly(
      hasOwnCampaign: try share.root.contains(campaign),
      isInstalledTemplate: handlers.isInstalledTemplate,
      sketch: { (path, status) throws(SystemError) in
        if let cached = known[path], cached.status == status {
          seen[path] = cached
          return cached.sketch
        }
        let sketch = try DescriptorSketch(reading: path, in: inbox, limits: limits)
        known[path] = (status, sketch)
        seen[path] = (status, sketch)
        return sketch
      })
    assembly.nameBytes = settings.limits.drop.nameBytes
    let drops = assembly.drops(in: listing)
    sketches = seen

    let now = MonotonicTime.now()
    let examiner = DropExaminer(inbox: inbox, limits: settings.limits.drop)
    let verdicts = settling.look(
      at: listing, drops: drops, now: now, wall: WallClock.milliseconds(), examiner: examiner)
    waiting.begin()
    for (drop, verdict) in verdicts {
      act(on: drop, verdict, listing, settings, &settling, now)
    }
    waiting.noteIgnored(listing.ignored, at: now)
    self.settling = settling
    waiting.publish()
    handlers.scanned(share, waiting.count)
    acknowledge()
    let poll = settings.poll ?? (isNetwork ? 5 : 30)
    let fallback = FolderEvents.shared.isExhausted ? min(poll, 5) : poll
    return min(fallback, settling.nextLook(after: now) ?? fallback)
  }

  private mutating func act(
    on drop: Drop, _ verdict: Verdict, _ listing: InboxListing, _ settings: HotFolderSettings,
    _ settling: inout Settling, _ now: MonotonicTime
  ) {
    let since = settling.since(drop)
    if case .wait(let reason, let evidence) = verdict {
      waiting.add(drop, since: since, evidence: evidence, reason: reason)
      if settling.isOverdue(drop, at: now) { waiting.warn(drop, reason) }
      return
    }
    if let obstacle = handlers.obstacle(share) {
      waiting.add(drop, since: since, evidence: 0, reason: obstacle)
      return
    }
    if let refusal = refusals.standing(for: drop, in: listing) {
      waiting.add(drop, since: since, evidence: 0, reason: refusal)
      return
    }
    switch handlers.claim(share, settings, drop, verdict) {
    case nil, .vanished, .changed: settling.forget(drop)
    case .foreign(let host):
      waiting.add(drop, since: since, evidence: 0, reason: "it is claimed by the host \(host)")
    case .denied(let message):
      let reason =
        "CANNOT_CLAIM: \(message). Put the daemon and the client into one group, and let the group"
        + " write here (umask 002, no sticky bit)"
      refusals.note(reason, for: drop, in: listing)
      waiting.add(drop, since: since, evidence: 0, reason: reason)
      waiting.warn(drop, reason)
    case .system(let error):
      waiting.add(drop, since: since, evidence: 0, reason: "it cannot be claimed: \(error)")
      waiting.warn(drop, error.description)
    }
  }

  private func acknowledge() {
    guard let acks = try? share.directory(.acks), let names = try? acks.names() else { return }
    for name in names where !IgnoredNames.contains(name) { handlers.acknowledge(share, name) }
  }

  // MARK: Events

  /// The folders that were watched are not those that have their names now.
  private mutating func forgetWatches() {
    for path in watched { disregard(path) }
    watched = []
  }

  private mutating func watch(_ path: String) {
    if watched.insert(path).inserted { observe(path) }
  }

  /// First-level folders raise events of their own while they are being filled.
  private mutating func watchFolders(in listing: InboxListing) {
    var folders: Set<String> = []
    for entry in listing.entries where entry.status.kind == .directory {
      if let name = entry.name.utf8 { folders.insert(share.path + "/inbox/" + name) }
    }
    // Another folder of the same name may come: it is watched anew.
    for path in watched.filter({ $0.hasPrefix(share.path + "/inbox/") }).subtracting(folders) {
      watched.remove(path)
      disregard(path)
    }
    for path in folders { watch(path) }
  }
}

/// Drops that could not be claimed, with what they and their inbox were then: as long as neither
/// changes, trying again would only fail again.
private struct Refusals {
  private struct Entry {
    let members: [FileStatus]
    let inbox: FileStatus
    let reason: String
  }

  private var entries: [EntryName: Entry] = [:]

  func standing(for drop: Drop, in listing: InboxListing) -> String? {
    guard let entry = entries[drop.primary], entry.members == drop.members.map(\.status),
      entry.inbox == listing.root
    else { return nil }
    return entry.reason
  }

  mutating func note(_ reason: String, for drop: Drop, in listing: InboxListing) {
    entries[drop.primary] = Entry(
      members: drop.members.map(\.status), inbox: listing.root, reason: reason)
  }
}
