import Findings
import Hashing
package import Linux

/// Decides when a drop is complete: section 3 of the protocol, as a machine that is fed looks and told
/// the time.
package struct Settling {
  package var settings: HotFolderSettings
  /// The quiet time that drops start with, in seconds.
  package var quiet: Double
  private var states: [EntryName: SettleState] = [:]
  /// Files seen under names that never count, and under names that do.
  private var ignoredFiles: Set<FileIdentity> = []
  private var visibleFiles: Set<FileIdentity> = []
  /// Names that an event told were moved in.
  private var movedIn: [EntryName: MonotonicTime] = [:]

  package init(settings: HotFolderSettings, isNetwork: Bool) {
    self.settings = settings
    self.quiet = settings.quiet ?? (isNetwork ? 10 : 2)
  }

  /// Seconds between looks while something settles.
  package var spacing: Double { quiet / 4 }

  /// Takes over other settings and keeps what is known about drops.
  package mutating func adopt(_ settings: HotFolderSettings, isNetwork: Bool) {
    self.settings = settings
    quiet = settings.quiet ?? (isNetwork ? 10 : 2)
  }

  /// An event has told that this name was moved in as a whole.
  package mutating func noteMove(of name: EntryName, at now: MonotonicTime) { movedIn[name] = now }

  /// A drop that has been claimed, or that turned out not to be there, is forgotten.
  package mutating func forget(_ drop: Drop) { states[drop.primary] = nil }

  /// One look: the verdict on every drop, in their order.
  ///
  /// - Throws: only what concerns the inbox as a whole; a file that cannot be read makes its own drop
  ///   wait.
  package mutating func look(
    at listing: InboxListing, drops: [Drop], now: MonotonicTime, wall: Int64,
    examiner: DropExaminer
  ) -> [(drop: Drop, verdict: Verdict)] {
    var verdicts: [(drop: Drop, verdict: Verdict)] = []
    var next: [EntryName: SettleState] = [:]
    for drop in drops {
      let fingerprint = drop.fingerprint
      var state = states[drop.primary] ?? SettleState(fingerprint, at: now, wall: wall)
      state.look(fingerprint, at: now, spacing: spacing)
      if cameWhole(drop) { state.noteArrivalAsWhole() }
      verdicts.append((drop, verdict(on: drop, &state, now, examiner)))
      next[drop.primary] = state
    }
    states = next
    remember(listing, now)
    return verdicts
  }

  /// When the drop was first seen, milliseconds since 1970.
  package func since(_ drop: Drop) -> Int64 { states[drop.primary]?.since ?? 0 }

  /// Whether the drop has waited long enough to be reported.
  package func isOverdue(_ drop: Drop, at now: MonotonicTime) -> Bool {
    states[drop.primary].map { now - $0.unchangedSince >= settings.orphanWarning } ?? false
  }

  /// Seconds until a further look can change a verdict without anything happening in the inbox; nil
  /// when none can.
  package func nextLook(after now: MonotonicTime) -> Double? {
    states.values.map { state in
      let quietTime = state.quietTime(from: quiet, to: settings.quietMax)
      if !state.isQuiet(at: now, for: quietTime) { return spacing }
      let waited = now - state.unchangedSince
      return [settings.orphanWarning, settings.orphanAfter].filter { $0 > waited }
        .map { max(spacing, $0 - waited) }.min() ?? .infinity
    }.min()
  }

  // MARK: Arrival by rename

  /// Every member was renamed from a name that never counts, or was moved in from elsewhere. A rename
  /// between two names that count proves nothing.
  private func cameWhole(_ drop: Drop) -> Bool {
    drop.form != .stray
      && drop.members.allSatisfy { member in
        let file = FileIdentity(member.status)
        if visibleFiles.contains(file) {
          // Seen before under this very name: then an event that is told late still counts.
          return movedIn[member.fileName] != nil && states[drop.primary] != nil
            && !renamedVisibly.contains(file)
        }
        return ignoredFiles.contains(file) || movedIn[member.fileName] != nil
      }
  }

  /// Files that have changed from one counting name to another.
  private var renamedVisibly: Set<FileIdentity> = []
  private var namesOfFiles: [FileIdentity: EntryName] = [:]

  private mutating func remember(_ listing: InboxListing, _ now: MonotonicTime) {
    var names: [FileIdentity: EntryName] = [:]
    for entry in listing.entries {
      let file = FileIdentity(entry.status)
      names[file] = entry.name
      if let old = namesOfFiles[file], old != entry.name { renamedVisibly.insert(file) }
    }
    namesOfFiles = names
    visibleFiles = Set(names.keys)
    renamedVisibly.formIntersection(visibleFiles)
    ignoredFiles = Set(listing.ignored.map { FileIdentity($0.status) })
    movedIn = movedIn.filter { now - $0.value < 10 }
  }

  // MARK: The verdict

  private func verdict(
    on drop: Drop, _ state: inout SettleState, _ now: MonotonicTime, _ examiner: DropExaminer
  ) -> Verdict {
    let isQuiet = state.isQuiet(
      at: now, for: state.quietTime(from: quiet, to: settings.quietMax))
    if let fault = drop.fault {
      let isCertain = drop.members.contains {
        $0.status.kind != .regular && $0.status.kind != .directory
      }
      return isQuiet || isCertain || state.arrivedWhole
        ? .reject(fault.code, message: fault.message)
        : .wait(reason: fault.message, evidence: 0)
    }
    if let obstacle = drop.obstacle {
      return .wait(reason: unreadable(drop, obstacle), evidence: 0)
    }
    let isOrphaned = now - state.unchangedSince >= settings.orphanAfter
    if !drop.missing.isEmpty {
      let missing = drop.missing.joined(separator: ", ")
      return isOrphaned
        ? .reject(.orphan, message: "\(drop.primary): \(missing) did not come; drop all together")
        : .wait(reason: "missing: \(missing)", evidence: 0)
    }
    do throws(SystemError) {
      return try judged(drop, &state, isQuiet: isQuiet, isOrphaned: isOrphaned, examiner)
    } catch {
      return .wait(reason: unreadable(drop, error), evidence: 0)
    }
  }

  private func unreadable(_ drop: Drop, _ error: SystemError) -> String {
    let name = error.path.split(separator: "/").last.map(String.init) ?? drop.primary.display
    return error.isDenied
      ? "CANNOT_CLAIM: \(name) may not be read: put the daemon and the client into one group"
        + " and give the group read access (umask 002)"
      : "it cannot be read yet: \(error)"
  }

  private func judged(
    _ drop: Drop, _ state: inout SettleState, isQuiet: Bool, isOrphaned: Bool,
    _ examiner: DropExaminer
  ) throws(SystemError) -> Verdict {
    // Stated digests are worth a read at every change, anything else only once the drop rests.
    let stated = try examiner.statedFiles(drop)
    let hasThreeLooks = state.equalLooks >= 3
    let isFour = state.arrivedWhole || hasThreeLooks && (drop.marker != nil || settings.isAtomic)
    if state.examination == nil, !stated.isEmpty {
      let match = try examiner.digestsMatch(stated, drop)
      state.examination = Examination(completeness: .unprovable, digestsMatch: match)
      if match || isQuiet || isFour {
        state.examination?.completeness = try examiner.completeness(drop)
      }
    }
    if state.examination?.digestsMatch == false {
      let message = "the sizes or SHA-256 digests stated for it do not match"
      return isOrphaned
        ? .reject(.incomplete, message: "\(drop.primary): \(message); send it again")
        : .wait(reason: message, evidence: 1)
    }
    let isFive = state.examination?.digestsMatch == true
    guard isQuiet || isFour || isFive else {
      return .wait(reason: "settling", evidence: 1)
    }
    if state.examination == nil {
      state.examination = Examination(completeness: try examiner.completeness(drop))
    }
    let completeness = state.examination?.completeness ?? .unprovable
    let level = isFive ? 5 : isFour ? 4 : completeness == .proven ? 3 : 1

    switch completeness {
    case .empty:
      return level >= 4 && isQuiet || isOrphaned
        ? .reject(.empty, message: "\(drop.primary): there is nothing in it; send it with content")
        : .wait(reason: "it is empty", evidence: level)
    case .broken(let reason, let hasEndRecord):
      return broken(drop, reason, hasEndRecord, level, isQuiet: isQuiet, isOrphaned: isOrphaned)
    case .proven, .unprovable: break
    }
    if level < 4 {
      if state.examination?.hollow == nil {
        state.examination?.hollow = try examiner.hollowFile(drop) ?? ""
      }
      if let hollow = state.examination?.hollow, !hollow.isEmpty {
        return isOrphaned
          ? .reject(.incomplete, message: "\(hollow): it is empty or ends in zeros; send it again")
          : .wait(reason: "\(hollow) is empty or ends in zeros", evidence: 1)
      }
    }
    let needed = settings.evidence == 3 ? 1 : settings.evidence
    guard level >= needed else {
      return isOrphaned
        ? .reject(
          .orphan,
          message: "\(drop.primary): no evidence of level \(needed) came, such as a marker file")
        : .wait(reason: "evidence \(needed) is asked for here, such as a marker", evidence: level)
    }
    return .admit(evidence: level)
  }

  /// A zip that is not whole waits; so does any other file that shows it is cut off, unless a marker
  /// or a rename says that this is all there will be: then preflight tells what is wrong with it.
  private func broken(
    _ drop: Drop, _ reason: String, _ hasEndRecord: Bool, _ level: Int, isQuiet: Bool,
    isOrphaned: Bool
  ) -> Verdict {
    let message = "\(drop.primary): \(reason); send it again"
    if drop.form == .zip, level >= 4 {
      return isQuiet ? .reject(.badZip, message: message) : .wait(reason: reason, evidence: level)
    }
    if level >= 4 { return .admit(evidence: level) }
    guard isOrphaned else { return .wait(reason: reason, evidence: 1) }
    return .reject(drop.form == .zip && hasEndRecord ? .badZip : .incomplete, message: message)
  }
}

/// A file as its file system tells it from others, whatever its name.
private struct FileIdentity: Hashable {
  let device: UInt64
  let inode: UInt64

  init(_ status: FileStatus) {
    device = status.device
    inode = status.inode
  }
}
